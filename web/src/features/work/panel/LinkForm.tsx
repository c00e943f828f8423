import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { NumberField } from "@/ui/fields/NumberField";
import { SelectField } from "@/ui/fields/SelectField";
import { sentBack } from "@/ui/fields/unread";
import { useWorkspace } from "@/widgets/workspace";
import { keyResultChoicesQuery, useLink } from "../links";
import type { TaskDetail } from "../queries";
import styles from "./panel.module.css";

/** Choose a key result and a weight; a refusal is told in words, here. */
export function LinkForm({ task, close }: { task: TaskDetail; close: () => void }) {
  const { slug } = useWorkspace();
  const [chosen, setChosen] = useState<string | null>(null);
  const [weight, setWeight] = useState<number | null>(1);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const link = useLink(task.id, setProblem);
  const { data, error } = useQuery(keyResultChoicesQuery(slug));
  const linked = new Set(task.key_results.map((served) => served.key_result_id));
  const options = (data ?? []).filter((choice) => !linked.has(choice.value));
  const [tried, setTried] = useState(false);
  const unsaid = tried && chosen === null ? i18n._({ id: "work.link.which", message: "Choose a key result." }) : undefined;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const save = () => {
    setTried(true);
    if (chosen) link.ask({ keyResult: chosen, weight: weight ?? 1 }).then(close, () => undefined);
  };
  return (
    <form
      ref={form}
      className={styles.linkForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (!sentBack(event.currentTarget)) save();
        if (chosen === null) event.currentTarget.querySelector("input")?.focus();
      }}
    >
      <SelectField
        label={i18n._({ id: "work.link.choose", message: "Which key result does it move?" })}
        placeholder={i18n._({ id: "work.link.placeholder", message: "Type to find one" })}
        options={options}
        value={chosen}
        onChange={(id) => {
          setChosen(id);
          setProblem(null);
        }}
        error={problem?.detail ?? error?.message ?? unsaid}
      />
      <NumberField label={i18n._({ id: "work.weight.label", message: "Weight" })} decimals={2} value={weight} onChange={setWeight} />
      <div className={styles.buttons}>
        <Button type="submit" size="s" variant="primary" busy={link.isPending}>
          {i18n._({ id: "work.link", message: "Link" })}
        </Button>
        <Button size="s" variant="quiet" onClick={close}>
          {i18n._({ id: "ui.dialog.cancel", message: "Cancel" })}
        </Button>
      </div>
    </form>
  );
}
