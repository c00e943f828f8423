import { useRef } from "react";
import { i18n } from "@/i18n/i18n";
import { EmptyState } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import type { Commitment, TeamWeek } from "../queries";
import { CommitmentLine } from "./CommitmentLine";
import { CommitField } from "./CommitField";
import styles from "./Week.module.css";
import { useHeldLine, useToLines } from "./useLines";
import { guidanceWords, isOff } from "./words";

/** This week's commitments, P1 before P2, with those that earlier weeks left over first. */
export function Priorities({ week, whose }: { week: TeamWeek; whose: "team" | "mine" }) {
  const { me } = useWorkspace();
  const box = useRef<HTMLDivElement>(null);
  const note = useHeldLine(box);
  useToLines(box, i18n._({ id: "rituals.tab.week", message: "This week" }));
  const wanted = (row: Commitment) => whose === "team" || row.member.id === me.member;
  const rows = week.commitments.filter(wanted).toSorted((a, b) => Number(isOff(a)) - Number(isOff(b)) || a.priority - b.priority || a.rank - b.rank);
  const left = week.week.current ? week.unfinished.filter(wanted) : [];
  const mine = week.people.find(({ person }) => person.id === me.member);
  return (
    <div ref={box} className={styles.priorities} onFocus={note}>
      {left.length > 0 && <LeftOver rows={left} />}
      {rows.length === 0 && <EmptyState icon="check" sentence={i18n._({ id: "rituals.week.none", message: "Nobody has committed to anything for this week yet." })} />}
      {rows.length > 0 && (
        <ul className={styles.lines} data-lines>
          {rows.map((row) => (
            <CommitmentLine key={row.id} row={row} siblings={rows.filter((one) => one.priority === row.priority)} withPerson={whose === "team"} people={week.people.map(({ person }) => person)} />
          ))}
        </ul>
      )}
      {week.can.edit && (
        <div data-no-print>
          <CommitField week={week} />
          {mine && (
            <p className={styles.guidance} data-level={mine.guidance}>
              {i18n._({ id: "rituals.guidance.mine", message: "Three to five each. You: {words}.", values: { words: guidanceWords(mine.guidance, mine.count) } })}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** What earlier weeks left open: one key carries it, one drops it. */
function LeftOver({ rows }: { rows: Commitment[] }) {
  return (
    <div className={styles.leftOver} data-no-print>
      <h4>{i18n._({ id: "rituals.leftOver", message: "{n, plural, one {# left over: carry it on, or drop it} other {# left over: carry them on, or drop them}}", values: { n: rows.length } })}</h4>
      <ul className={styles.lines} data-lines>
        {rows.map((row) => (
          <CommitmentLine key={row.id} row={row} siblings={[]} withPerson people={[]} leftOver />
        ))}
      </ul>
    </div>
  );
}
