import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { TextField } from "@/ui/fields/TextField";
import { Spoken } from "../coach/Spoken";
import { useCoach } from "../coach/useCoach";
import { draftOf, type KeyResultDraft, keyResultChanges } from "../drafts";
import { changedMeanwhile, shownKeyResult } from "../edits";
import { useEditKeyResult } from "../keyResultWrites";
import type { KeyResultOut } from "../queries";
import { FormProblem, Meanwhile } from "./FormProblem";
import { KeyResultFields } from "./KeyResultFields";

const placeOf = ({ cycle, team, owner, objective, private: personal }: KeyResultOut) => ({ cycle: cycle.id, team: team?.id ?? null, owner: owner?.id ?? null, objective: objective.id, personal });

/** The key result as it stands, to be changed; the reason is kept with the change. */
export function EditKeyResult({ row, close }: { row: KeyResultOut; close: () => void }) {
  const locale = useFormatLocale();
  const [opened] = useState(row);
  const [draft, setDraft] = useState(() => draftOf(row));
  const [reason, setReason] = useState("");
  const [current, setCurrent] = useState<KeyResultOut | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const edit = useEditKeyResult((refused) => {
    setProblem(refused);
    if (refused.status === 412) setCurrent(refused.current as KeyResultOut);
  });
  const change = (changes: Partial<KeyResultDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const coach = useCoach({ objective: null, drafts: [draft], place: placeOf(opened), ids: { [draft.key]: opened.id }, fill: (_, changes) => change(changes) });
  const submit = () => {
    const changes = keyResultChanges(draftOf(opened), draft);
    if (Object.keys(changes).length === 0) return close();
    void edit.ask({ id: opened.id, version: (current ?? opened).version, changes, reason, before: opened }).then(close, () => undefined);
  };
  return (
    <FormDialog
      title={i18n._({ id: "goals.keyResult.edit", message: "Edit key result" })}
      size="l"
      close={close}
      submit={i18n._({ id: "goals.save", message: "Save" })}
      onSubmit={submit}
      busy={edit.isPending}
    >
      <Meanwhile facts={current && changedMeanwhile(shownKeyResult(opened, locale), shownKeyResult(current, locale))} />
      <FormProblem problem={problem} fields={Object.keys(draft)} />
      <KeyResultFields draft={draft} change={change} errorOf={(field) => problem?.byField[field]} autoFocus openMore mayWeigh={opened.can.weigh} coach={coach.of(draft.key)} />
      <Spoken text={coach.said} />
      <TextField
        label={i18n._({ id: "goals.reason", message: "Why the change? (kept with it)" })}
        help={i18n._({ id: "goals.reason.help", message: "A change of words, baseline or target stays visible in the history." })}
        value={reason}
        onChange={setReason}
        error={problem?.byField.reason}
      />
    </FormDialog>
  );
}
