import { useState } from "react";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { NumberField } from "@/ui/fields/NumberField";
import { TextArea } from "@/ui/fields/TextField";
import { useWorkspace } from "../workspace";
import type { CheckIn } from "./queries";

interface CorrectDialogProps {
  item: CheckIn;
  row: Schema<"KeyResultOut">;
  close: () => void;
}

const numbers = new Set(["increase", "decrease", "reach", "maintain"]);

/** What is saved takes its place; the one before stays in the history, struck through. */
export function CorrectDialog({ item, row, close }: CorrectDialogProps) {
  const { slug } = useWorkspace();
  const [value, setValue] = useState(item.value);
  const [confidence, setConfidence] = useState<number | null>(item.confidence);
  const [words, setWords] = useState({ changed: item.changed, blockers: item.blockers, next_steps: item.next_steps });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const correct = useWrite({
    workspace: slug,
    send: (_: null, key) =>
      unwrap(
        api.POST("/api/w/{workspace}/check-ins/{check_in}/correction", {
          params: { path: { workspace: slug, check_in: item.id } },
          body: { ...words, confidence, ...(value !== item.value && value !== null ? { value: String(value) } : {}) },
          headers: writeHeaders(key),
        }),
      ),
    changed: () => [{ kind: "rituals.check_in_corrected", subject: "key_result", id: row.id }],
    said: () => ({ text: i18n._({ id: "checkins.corrected", message: "Corrected" }) }),
    failed: (found) => {
      setProblem(found);
      return true;
    },
  });
  const save = () => void correct.ask(null).then(close, () => undefined);
  const change = (changes: Partial<typeof words>) => setWords((before) => ({ ...before, ...changes }));
  return (
    <FormDialog title={i18n._({ id: "checkins.correct", message: "Correct this check-in" })} submit={i18n._({ id: "goals.record.save", message: "Save" })} onSubmit={save} busy={correct.isPending} close={close}>
      {numbers.has(row.kind) && item.value !== null && (
        <NumberField label={i18n._({ id: "goals.record.value", message: "Value" })} value={value} onChange={setValue} unit={row.unit || undefined} error={problem?.byField.value} autoFocus />
      )}
      <NumberField label={i18n._({ id: "checkins.confidence.range", message: "Confidence, 0 to 10" })} value={confidence} onChange={setConfidence} error={problem?.byField.confidence} decimals={0} />
      <TextArea label={i18n._({ id: "checkins.changed", message: "What changed?" })} value={words.changed} onChange={(changed) => change({ changed })} />
      <TextArea label={i18n._({ id: "checkins.blockers", message: "What is in the way?" })} rows={1} value={words.blockers} onChange={(blockers) => change({ blockers })} />
      <TextArea label={i18n._({ id: "checkins.next", message: "What is next?" })} rows={1} value={words.next_steps} onChange={(next_steps) => change({ next_steps })} />
      {problem && problem.errors.length === 0 && <p role="alert">{problem.detail}</p>}
    </FormDialog>
  );
}
