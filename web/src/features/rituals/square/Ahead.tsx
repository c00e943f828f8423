import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { Button, IconButton } from "@/ui/Button";
import type { Square } from "../queries";
import { weekWords } from "../week/words";
import { Line, NewLine } from "./Lines";
import styles from "./Square.module.css";
import { useWriteLine } from "./writes";

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
    <div className={styles.week} data-empty={(week.lines.length === 0 && week.drafts.length === 0) || undefined}>
      <h4>{weekWords(week, locale)}</h4>
      <ul className={styles.lines}>
        {week.lines.map((line) => (
          <Line key={line.id} line={line} team={team} canEdit={canEdit} />
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
      </ul>
    </div>
  );
}

function NewAhead({ square }: { square: Square }) {
  const locale = useFormatLocale();
  const [on, setOn] = useState(square.ahead[0]?.first ?? "");
  const write = useWriteLine(square.team.id);
  const options = square.ahead.map((week) => ({ value: week.first, label: formatDay(week.first, { locale }) }));
  return (
    <NewLine
      label={i18n._({ id: "rituals.ahead.add", message: "Something that is coming" })}
      choice={{ label: i18n._({ id: "rituals.ahead.week", message: "In which week" }), options, value: on, change: setOn }}
      add={(text) => write.run({ kind: "ahead", text, on })}
    />
  );
}
