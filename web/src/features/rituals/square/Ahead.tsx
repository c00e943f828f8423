import { type FormEvent, useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { Button, IconButton } from "@/ui/Button";
import type { Square, SquareLine } from "../queries";
import { EditText } from "../week/EditText";
import { weekWords } from "../week/words";
import styles from "./Square.module.css";
import { useChangeLine, useRemoveLine, useWriteLine } from "./writes";

type AheadWeek = Square["ahead"][number];
type Draft = AheadWeek["drafts"][number];

/** The next four weeks: what the team wrote, and below it what is due and could be written with one click. */
export function Ahead({ square }: { square: Square }) {
  return (
    <>
      {square.ahead.map((week) => (
        <WeekPart key={week.first} week={week} team={square.team.id} canEdit={square.can_edit} />
      ))}
      {square.can_edit && <NewAhead square={square} />}
    </>
  );
}

function WeekPart({ week, team, canEdit }: { week: AheadWeek; team: string; canEdit: boolean }) {
  const locale = useFormatLocale();
  const write = useWriteLine(team);
  const take = (draft: Draft, dismissed: boolean) =>
    write.run({ kind: "ahead", text: draft.text.slice(0, 300), on: week.first, dismissed, ...(draft.kind === "task" ? { task_id: draft.id } : { project_id: draft.id }) });
  return (
    <div className={styles.week}>
      <h4>{weekWords(week, locale)}</h4>
      <ul className={styles.lines}>
        {week.lines.map((line) => (
          <AheadLine key={line.id} line={line} team={team} canEdit={canEdit} />
        ))}
        {week.drafts.map((draft) => (
          <li key={draft.id} className={`${styles.line} ${styles.draft}`}>
            <span className={styles.words}>{draft.text}</span>
            <span className={styles.quiet}>{formatDay(draft.due_on, { locale })}</span>
            {canEdit && (
              <span className={styles.acts} data-no-print>
                <Button size="s" variant="quiet" aria-label={i18n._({ id: "rituals.ahead.take.of", message: "Add ‘{text}’ to the page", values: { text: draft.text } })} onClick={() => take(draft, false)}>
                  {i18n._({ id: "rituals.ahead.take", message: "Add" })}
                </Button>
                <IconButton icon="x" size="s" label={i18n._({ id: "rituals.ahead.dismiss", message: "Leave out ‘{text}’", values: { text: draft.text } })} onClick={() => take(draft, true)} />
              </span>
            )}
          </li>
        ))}
        {week.lines.length === 0 && week.drafts.length === 0 && <li className={styles.quiet}>–</li>}
      </ul>
    </div>
  );
}

function AheadLine({ line, team, canEdit }: { line: SquareLine; team: string; canEdit: boolean }) {
  const [editing, setEditing] = useState(false);
  const change = useChangeLine(team);
  const remove = useRemoveLine(team);
  if (!canEdit) {
    return (
      <li className={styles.line}>
        <span className={styles.words}>{line.text}</span>
      </li>
    );
  }
  return (
    <li className={styles.line}>
      <button type="button" className={styles.words} onClick={() => setEditing(true)}>
        {line.text}
      </button>
      <span data-no-print>
        <IconButton icon="x" size="s" label={i18n._({ id: "rituals.line.remove", message: "Take away ‘{text}’", values: { text: line.text } })} onClick={() => remove.run({ line })} />
      </span>
      {editing && <EditText title={i18n._({ id: "rituals.line.edit", message: "Edit the line" })} text={line.text} save={(text) => change.run({ line, changes: { text } })} close={() => setEditing(false)} />}
    </li>
  );
}

function NewAhead({ square }: { square: Square }) {
  const locale = useFormatLocale();
  const [text, setText] = useState("");
  const [on, setOn] = useState(square.ahead[0]?.first ?? "");
  const write = useWriteLine(square.team.id);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    write.run({ kind: "ahead", text: text.trim(), on });
    setText("");
  };
  return (
    <form className={styles.write} onSubmit={send} data-no-print>
      <input
        className={styles.input}
        aria-label={i18n._({ id: "rituals.ahead.add", message: "Something that is coming" })}
        placeholder={i18n._({ id: "rituals.ahead.add", message: "Something that is coming" })}
        value={text}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <select className={styles.colour} aria-label={i18n._({ id: "rituals.ahead.week", message: "In which week" })} value={on} onChange={(event) => setOn(event.currentTarget.value)}>
        {square.ahead.map((week) => (
          <option key={week.first} value={week.first}>
            {formatDay(week.first, { locale })}
          </option>
        ))}
      </select>
    </form>
  );
}
