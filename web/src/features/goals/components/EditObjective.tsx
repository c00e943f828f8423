import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { Spoken } from "../coach/Spoken";
import { useCoach } from "../coach/useCoach";
import { changedMeanwhile, changesOf, placeOf, shownObjective, wordsOf } from "../edits";
import type { ObjectiveOut } from "../queries";
import { useEditObjective } from "../writes";
import { FormProblem, Meanwhile } from "./FormProblem";
import { ObjectiveFields } from "./ObjectiveFields";

/** Its key results are edited for themselves. */
const noDrafts: [] = [];

/** The objective as it stands, to be changed. */
export function EditObjective({ objective, close }: { objective: ObjectiveOut; close: () => void }) {
  const [opened] = useState(objective);
  const [current, setCurrent] = useState<ObjectiveOut | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [reason, setReason] = useState("");
  const form = useFields(wordsOf(opened), problem);
  const edit = useEditObjective((refused) => {
    setProblem(refused);
    if (refused.status === 412) setCurrent(refused.current as ObjectiveOut);
  });
  const coach = useCoach({ objective: form.values.title, drafts: noDrafts, place: placeOf(form.values, opened.id), fill: () => undefined });
  const submit = () => {
    const changes = changesOf(wordsOf(opened), form.values);
    if (Object.keys(changes).length === 0) return close();
    void edit.ask({ id: opened.id, version: (current ?? opened).version, changes, reason, before: opened }).then(close, () => undefined);
  };
  return (
    <FormDialog
      title={i18n._({ id: "goals.objective.edit", message: "Edit objective" })}
      size="l"
      close={close}
      submit={i18n._({ id: "goals.save", message: "Save" })}
      onSubmit={submit}
      busy={edit.isPending}
    >
      <Meanwhile facts={current && changedMeanwhile(shownObjective(opened), shownObjective(current))} />
      <FormProblem problem={problem} fields={Object.keys(form.values)} />
      <ObjectiveFields form={form} coach={coach.of("objective")} all />
      <Spoken text={coach.said} />
      <TextField label={i18n._({ id: "goals.reason", message: "Why the change? (kept with it)" })} value={reason} onChange={setReason} error={problem?.byField.reason} />
    </FormDialog>
  );
}
