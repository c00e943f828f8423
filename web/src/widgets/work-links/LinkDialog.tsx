import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { NumberField } from "@/ui/fields/NumberField";
import { FindThing } from "./FindThing";
import styles from "./LinkedWork.module.css";
import { type Found, useLinkWork } from "./queries";

const KINDS = ["task", "project"] as const;

/** Find a task or project, give it a weight, link it. */
export function LinkDialog({ keyResult, close }: { keyResult: string; close: () => void }) {
  const [pick, setPick] = useState<Found | null>(null);
  const [missing, setMissing] = useState(false);
  const [weight, setWeight] = useState<number | null>(1);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const link = useLinkWork(keyResult, setProblem);
  const submit = () => {
    setMissing(pick === null);
    if (pick) void link.ask({ kind: pick.kind, id: pick.id, weight: weight ?? 1 }).then(close, () => undefined);
  };
  return (
    <FormDialog title={i18n._({ id: "links.add", message: "Link work" })} close={close} submit={i18n._({ id: "links.submit", message: "Link it" })} onSubmit={submit} busy={link.isPending}>
      <FindThing
        label={i18n._({ id: "links.find", message: "Task or project" })}
        placeholder={i18n._({ id: "links.find.placeholder", message: "Words of the title, or HW-42" })}
        kinds={KINDS}
        onPick={setPick}
      />
      <NumberField label={i18n._({ id: "links.weight", message: "Weight beside the other linked work" })} value={weight} onChange={setWeight} />
      {missing && !pick && <p role="alert" className={styles.problem}>{i18n._({ id: "links.choose", message: "Choose one of what was found." })}</p>}
      {problem && <p role="alert" className={styles.problem}>{problem.detail}</p>}
    </FormDialog>
  );
}
