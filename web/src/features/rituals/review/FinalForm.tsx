import { type FormEvent, useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { CheckField } from "@/ui/fields/choices";
import { NumberField } from "@/ui/fields/NumberField";
import { TextArea, TextField } from "@/ui/fields/TextField";
import { useGrade } from "./queries";
import styles from "./Review.module.css";
import { asksFor, type Cause, finalOf, type GradedKeyResult } from "./rules";
import { causes, causeWord } from "./words";

/** The final score, and only the words that are needed for it. */
export function FinalForm({ row, close }: { row: GradedKeyResult; close: () => void }) {
  const [final, setFinal] = useState(() => finalOf(row));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const grade = useGrade(setProblem);
  const asks = asksFor(row, final.score);
  const change = (changes: Partial<typeof final>) => setFinal((before) => ({ ...before, ...changes }));
  const tick = (cause: Cause, on: boolean) => change({ causes: on ? [...final.causes, cause] : final.causes.filter((one) => one !== cause) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (final.score !== null) void grade.ask({ id: row.key_result.id, final: { ...final, causes: asks.causes ? final.causes : [], reason: asks.reason ? final.reason : "" } }).then(close, () => undefined);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.scoreField}>
        <NumberField label={i18n._({ id: "rituals.final.score", message: "Final score, 0.00 to 1.00" })} value={final.score} onChange={(score) => change({ score })} decimals={2} error={problem?.byField.score} autoFocus />
      </div>
      {asks.reason && <TextField label={i18n._({ id: "rituals.final.why", message: "Why another score than the numbers say?" })} value={final.reason} onChange={(reason) => change({ reason })} error={problem?.byField.reason} />}
      {asks.causes && (
        <>
          <fieldset className={styles.causes}>
            <legend>{asks.required ? i18n._({ id: "rituals.causes.required", message: "What held the promise up? Nobody is blamed: it helps to plan the next one." }) : i18n._({ id: "rituals.causes", message: "What held it up? (helps to see patterns)" })}</legend>
            {causes.map((cause) => (
              <CheckField key={cause} label={causeWord(cause)} checked={final.causes.includes(cause)} onChange={(on) => tick(cause, on)} />
            ))}
            {problem?.byField.causes && <p role="alert">{problem.byField.causes}</p>}
          </fieldset>
          <TextArea label={i18n._({ id: "rituals.final.note", message: "What happened, in a sentence or two" })} value={final.note} onChange={(note) => change({ note })} rows={2} error={problem?.byField.note} />
        </>
      )}
      {problem && problem.errors.length === 0 && <p role="alert">{problem.detail}</p>}
      <div className={styles.actions}>
        <Button type="submit" variant="primary" busy={grade.isPending}>
          {i18n._({ id: "rituals.final.keep", message: "Keep this score" })}
        </Button>
        <Button variant="quiet" onClick={close}>
          {i18n._({ id: "rituals.final.cancel", message: "Cancel" })}
        </Button>
      </div>
    </form>
  );
}
