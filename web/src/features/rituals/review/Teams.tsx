import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { reviewsQuery } from "./queries";
import styles from "./Review.module.css";
import type { CycleReviews } from "./rules";
import { decided, endedWords } from "./words";

type TeamReview = CycleReviews["teams"][number];

/** Is everybody through? Only what is missing is loud. */
export function Teams({ cycle }: { cycle: string }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(reviewsQuery(slug, cycle));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} />;
  const rows = [...data.teams, ...(data.without_team ? [data.without_team] : [])];
  if (rows.length === 0) return <EmptyState icon="people" sentence={i18n._({ id: "rituals.teams.none", message: "Nobody has objectives in this cycle." })} />;
  return (
    <div className={styles.part}>
      <p role="status">
        {data.cycle.closed && decided(data.graded, data.key_results)}
        {!data.cycle.closed && data.ready && i18n._({ id: "rituals.teams.ready", message: "All {n} key results of {cycle} have their final score.", values: { n: data.key_results, cycle: data.cycle.name } })}
        {!data.cycle.closed && !data.ready && i18n._({ id: "rituals.teams.notReady", message: "{graded} of {n} key results of {cycle} have their final score.", values: { graded: data.graded, n: data.key_results, cycle: data.cycle.name } })}
      </p>
      <ul className={styles.teams}>
        {rows.map((row) => (
          <li key={row.team.id}>
            {row.team.name ? (
              <Link to="/w/$workspace/rhythm" params={{ workspace: slug }} search={{ team: row.team.id, tab: "review", cycle, part: "score" }}>
                {row.team.name}
              </Link>
            ) : (
              <span>{i18n._({ id: "goals.noTeam", message: "Without a team" })}</span>
            )}
            <span className="num">{i18n._({ id: "rituals.teams.graded", message: "{graded} of {n}", values: { graded: row.graded, n: row.key_results } })}</span>
            <small>{data.cycle.closed ? endedWords(row) : missingWords(row)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function missingWords(row: TeamReview): string {
  const words = {
    reveal: i18n._({ id: "rituals.missing.reveal", message: "scoring alone, {done} of {n} done", values: { done: row.done, n: row.scorers } }),
    scores: row.blind === "open" ? "" : i18n._({ id: "rituals.missing.scores", message: "final scores" }),
    retrospective: i18n._({ id: "rituals.missing.retrospective", message: "retrospective" }),
  };
  const missing = row.missing.map((one) => words[one]).filter(Boolean);
  return missing.length === 0 ? i18n._({ id: "rituals.missing.nothing", message: "all done" }) : i18n._({ id: "rituals.missing.some", message: "Missing: {what}", values: { what: missing.join(", ") } });
}
