import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { Segments } from "@/ui/fields/choices";
import { FindThing } from "@/widgets/work-links/FindThing";
import { useTie } from "../dependencies";
import type { TaskDetail } from "../queries";
import styles from "./panel.module.css";

const KINDS = ["task"] as const;
type Way = "waits" | "holds";

/** Find a task that it waits for, or that waits for it; a circle is refused in words, here. */
export function DependencyForm({ task, close }: { task: TaskDetail; close: () => void }) {
  const [way, setWay] = useState<Way>("waits");
  const [pick, setPick] = useState<{ id: string; label: string } | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const tie = useTie(setProblem);
  const save = () => {
    if (!pick) return;
    const ends = way === "waits" ? { blocked: task, blocker: pick } : { blocked: pick, blocker: task };
    tie.ask(ends).then(close, () => undefined);
  };
  return (
    <form
      className={styles.tieForm}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <Segments
        label={i18n._({ id: "work.dependency.way", message: "Which way round" })}
        value={way}
        onChange={(chosen) => setWay(chosen as Way)}
        choices={[
          { value: "waits", label: i18n._({ id: "work.dependency.waits", message: "{label} waits for …", values: { label: task.label } }) },
          { value: "holds", label: i18n._({ id: "work.dependency.holds", message: "… waits for {label}", values: { label: task.label } }) },
        ]}
      />
      <FindThing
        label={i18n._({ id: "work.dependency.find", message: "Which task?" })}
        placeholder={i18n._({ id: "links.find.placeholder", message: "Words of the title, or HW-42" })}
        kinds={KINDS}
        except={task.id}
        onPick={(found) => {
          setPick(found);
          setProblem(null);
        }}
      />
      {problem && (
        <p role="alert" className={styles.refused}>
          {problem.detail}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" size="s" variant="primary" busy={tie.isPending} disabled={!pick}>
          {i18n._({ id: "work.dependency.save", message: "Add it" })}
        </Button>
        <Button size="s" variant="quiet" onClick={close}>
          {i18n._({ id: "ui.dialog.cancel", message: "Cancel" })}
        </Button>
      </div>
    </form>
  );
}
