import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { LessonsHint } from "@/widgets/lessons/LessonsHint";
import { Spoken } from "../coach/Spoken";
import { useCoach } from "../coach/useCoach";
import { emptyDraft, type KeyResultDraft } from "../drafts";
import { placeOf, wordsOf } from "../edits";
import { useAddKeyResult } from "../keyResultWrites";
import type { ObjectiveOut } from "../queries";
import { FormProblem } from "./FormProblem";
import { KeyResultFields } from "./KeyResultFields";

/** One more key result for an objective that is there already. */
export function AddKeyResult({ objective, primary = false }: { objective: ObjectiveOut; primary?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={primary ? "m" : "s"} variant={primary ? "primary" : "default"} icon="plus" onClick={() => setOpen(true)}>
        {i18n._({ id: "goals.keyResult.add", message: "Add a key result" })}
      </Button>
      {open && <AddDialog objective={objective} close={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ objective, close }: { objective: ObjectiveOut; close: () => void }) {
  const [draft, setDraft] = useState(() => emptyDraft(0));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const add = useAddKeyResult(objective.id, setProblem);
  const change = (changes: Partial<KeyResultDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const coach = useCoach({ objective: null, drafts: [draft], place: placeOf(wordsOf(objective), objective.id), fill: (_, changes) => change(changes) });
  const submit = () => void add.ask(draft).then(close, () => undefined);
  return (
    <FormDialog
      title={i18n._({ id: "goals.keyResult.add", message: "Add a key result" })}
      size="l"
      close={close}
      submit={i18n._({ id: "goals.keyResult.addSubmit", message: "Add it" })}
      onSubmit={submit}
      busy={add.isPending}
    >
      <FormProblem problem={problem} fields={Object.keys(draft)} />
      <LessonsHint team={objective.team?.id ?? null} />
      <KeyResultFields draft={draft} change={change} errorOf={(field) => problem?.byField[field]} autoFocus coach={coach.of(draft.key)} />
      <Spoken text={coach.said} />
    </FormDialog>
  );
}
