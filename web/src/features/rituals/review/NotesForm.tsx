import { type FormEvent, useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { TextArea } from "@/ui/fields/TextField";
import { useWriteNotes } from "./learnWrites";
import type { Where } from "./queries";
import styles from "./Review.module.css";
import type { Retrospective } from "./rules";

/** Opens with the draft from the numbers, to be corrected rather than filled in. */
export function NotesForm({ data, where, close }: { data: Retrospective; where: Where; close: () => void }) {
  const [notes, setNotes] = useState(data.notes ?? data.draft);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const write = useWriteNotes(where, setProblem);
  const set = (name: keyof typeof notes) => (text: string) => setNotes((before) => ({ ...before, [name]: text }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void write.ask({ notes, version: data.version }).then(close, () => undefined);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextArea label={i18n._({ id: "rituals.achieved", message: "What we achieved" })} value={notes.achieved} onChange={set("achieved")} rows={4} />
      <TextArea label={i18n._({ id: "rituals.missed", message: "What we missed" })} value={notes.missed} onChange={set("missed")} rows={4} />
      <TextArea label={i18n._({ id: "rituals.learned", message: "What we learned" })} value={notes.learned} onChange={set("learned")} rows={4} help={i18n._({ id: "rituals.markdown", message: "Markdown works: lists, bold, links." })} />
      {problem && (
        <p role="alert">
          {problem.status === 412 ? i18n._({ id: "rituals.notes.stale", message: "Somebody else kept theirs meanwhile. Copy what you want to keep, then reload this page." }) : problem.detail}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" variant="primary" busy={write.isPending}>
          {i18n._({ id: "rituals.notes.keep", message: "Keep the retrospective" })}
        </Button>
        {data.notes && (
          <Button variant="quiet" onClick={close}>
            {i18n._({ id: "rituals.final.cancel", message: "Cancel" })}
          </Button>
        )}
      </div>
    </form>
  );
}
