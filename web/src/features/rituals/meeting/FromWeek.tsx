import { useQuery } from "@tanstack/react-query";
import { i18n } from "@/i18n/i18n";
import { addDays } from "@/lib/dates";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { type AgendaItem, type TeamWeek, weekQuery } from "../queries";
import { CommitmentLine } from "../week/CommitmentLine";
import { MovedLine } from "../week/Friday";
import { Priorities } from "../week/Priorities";
import week from "../week/Week.module.css";
import { Wins } from "../week/Wins";
import styles from "./Meeting.module.css";

/** What stands on the page of the week stands in the meeting too: the same lines, the same keys. */
export function FromWeek({ team, kind }: { team: string; kind: AgendaItem["kind"] }) {
  const { slug } = useWorkspace();
  const now = useQuery(weekQuery(slug, team));
  const first = now.data?.week.first;
  const before = useQuery({ ...weekQuery(slug, team, first && addDays(first, -7)), enabled: first !== undefined && (kind === "moved" || kind === "wins") });
  if (now.error && !now.data) return <ErrorState error={now.error} retry={() => void now.refetch()} small />;
  if (!now.data) return <SkeletonRows rows={5} />;
  if (kind === "commit") return <Priorities week={now.data} whose="team" />;
  if (kind === "wins") return <BothWins now={now.data} before={before.data} />;
  if (kind === "moved") return <BothMoved now={now.data} before={before.data} />;
  return <LeftOver rows={now.data.unfinished} />;
}

function BothWins({ now, before }: { now: TeamWeek; before: TeamWeek | undefined }) {
  return (
    <>
      <Wins week={now} />
      {before && before.wins.length > 0 && (
        <>
          <h3>{i18n._({ id: "rituals.lastWeek", message: "Last week" })}</h3>
          <Wins week={{ ...before, can: { ...before.can, edit: false } }} />
        </>
      )}
    </>
  );
}

function BothMoved({ now, before }: { now: TeamWeek; before: TeamWeek | undefined }) {
  const known = new Set(now.moved.map(({ id }) => id));
  const moved = [...now.moved, ...(before?.moved.filter(({ id }) => !known.has(id)) ?? [])];
  return (
    <ul className={week.plain}>
      {moved.map((one) => (
        <MovedLine key={one.id} moved={one} />
      ))}
    </ul>
  );
}

function LeftOver({ rows }: { rows: TeamWeek["unfinished"] }) {
  if (rows.length === 0) return <p className={styles.quiet}>{i18n._({ id: "rituals.leftOver.none", message: "Nothing is left over any more." })}</p>;
  return (
    <ul className={week.lines} data-lines>
      {rows.map((row) => (
        <CommitmentLine key={row.id} row={row} siblings={[]} people={[]} withPerson leftOver />
      ))}
    </ul>
  );
}
