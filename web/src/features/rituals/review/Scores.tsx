import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatScore, narrow } from "@/lib/numbers";
import { Avatar } from "@/ui/Avatar";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { NoGoals } from "../NoGoals";
import { BlindBar, BlindEnd, RevealedBar } from "./Bars";
import { BlindRow } from "./BlindRow";
import { FinalRow } from "./FinalRow";
import { gradingQuery, type Where } from "./queries";
import styles from "./Review.module.css";
import type { GradedObjective, Grading } from "./rules";

/** Score alone, then look together, then settle on one. */
export function Scores({ where }: { where: Where }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(gradingQuery(slug, where));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={8} />;
  if (data.countable === 0) {
    return <NoGoals sentence={i18n._({ id: "rituals.grading.none", message: "{team} has no key result in {cycle} that could be scored.", values: { team: data.team.name, cycle: data.cycle.name } })} />;
  }
  const revealed = data.state === "revealed" || data.cycle.closed;
  return (
    <div className={styles.part}>
      {revealed ? <RevealedBar grading={data} /> : <BlindBar grading={data} where={where} />}
      <Participants grading={data} />
      {data.objectives.map((one) => (
        <Objective key={one.objective.id} one={one} revealed={revealed}>
          {one.key_results.map((row) => (revealed ? <FinalRow key={row.key_result.id} row={row} closed={data.cycle.closed} /> : <BlindRow key={row.key_result.id} row={row} where={where} may={data.can.score} />))}
        </Objective>
      ))}
      {!revealed && <BlindEnd grading={data} where={where} />}
    </div>
  );
}

function Objective({ one, revealed, children }: { one: GradedObjective; revealed: boolean; children: React.ReactNode }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  return (
    <section className={styles.objective}>
      <header>
        <h2>
          <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: one.objective.id }}>
            {narrow(one.objective.title)}
          </Link>
        </h2>
        {revealed && (
          <span className="num">
            {one.score !== null
              ? i18n._({ id: "rituals.objective.score", message: "Score {score}", values: { score: formatScore(one.score, locale) } })
              : one.suggested !== null && i18n._({ id: "rituals.objective.suggested", message: "by the numbers {score}", values: { score: formatScore(one.suggested, locale) } })}
          </span>
        )}
      </header>
      <ul className={styles.rows}>{children}</ul>
    </section>
  );
}

/** Who has scored, never what. */
function Participants({ grading }: { grading: Grading }) {
  if (grading.cycle.closed && grading.state === "blind") return null;
  const over = grading.cycle.closed || grading.state === "revealed";
  return (
    <ul className={styles.people} aria-label={i18n._({ id: "rituals.participants", message: "Who has scored" })}>
      {grading.participants.map(({ person, scored, done }) => (
        <li key={person.id} data-done={done || undefined}>
          <Avatar name={person.name} size={20} decorative />
          <span>{person.name}</span>
          <small>
            {done || (over && scored > 0)
              ? i18n._({ id: "rituals.participant.done", message: "done" })
              : over
                ? i18n._({ id: "rituals.participant.not", message: "did not score" })
                : i18n._({ id: "rituals.participant.scored", message: "{scored} of {n}", values: { scored, n: grading.countable } })}
          </small>
        </li>
      ))}
    </ul>
  );
}
