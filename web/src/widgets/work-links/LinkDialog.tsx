import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { NumberField } from "@/ui/fields/NumberField";
import { useWorkspace } from "../workspace";
import { FindThing } from "./FindThing";
import styles from "./LinkedWork.module.css";
import { type Found, useLinkWork, useNewProject } from "./queries";

const KINDS = ["task", "project"] as const;

/** Find a task or project, give it a weight, link it. */
export function LinkDialog({ keyResult, close }: { keyResult: string; close: () => void }) {
  const [pick, setPick] = useState<Found | null>(null);
  const [missing, setMissing] = useState(false);
  const [weight, setWeight] = useState<number | null>(1);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { me } = useWorkspace();
  const link = useLinkWork(keyResult, setProblem);
  const project = useNewProject(setProblem);
  const keep = async (found: Found) => {
    const made = found.id === "" ? { ...found, id: (await project.ask(found.title)).id } : found;
    setPick(made); // another try, where linking it is refused, makes no second project
    return link.ask({ kind: made.kind, id: made.id, weight: weight ?? 1 });
  };
  const submit = () => {
    setMissing(pick === null);
    if (pick) void keep(pick).then(close, () => undefined);
  };
  return (
    <FormDialog title={i18n._({ id: "links.add", message: "Link work" })} close={close} submit={i18n._({ id: "links.submit", message: "Link it" })} onSubmit={submit} busy={link.isPending || project.isPending}>
      <FindThing
        label={i18n._({ id: "links.find", message: "Task or project" })}
        placeholder={i18n._({ id: "links.find.placeholder", message: "Words of the title, or HW-42" })}
        kinds={KINDS}
        make={me.can.contribute ? { kind: "project", label: (words) => i18n._({ id: "links.make", message: "Make the project “{words}”", values: { words } }) } : undefined}
        onPick={setPick}
      />
      <NumberField label={i18n._({ id: "links.weight", message: "Weight beside the other linked work" })} value={weight} onChange={setWeight} />
      {missing && !pick && <p role="alert" className={styles.problem}>{i18n._({ id: "links.choose", message: "Choose what you mean: type words of its title." })}</p>}
      {problem && <p role="alert" className={styles.problem}>{problem.detail}</p>}
    </FormDialog>
  );
}
