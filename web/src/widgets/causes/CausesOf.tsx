import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { HealthBadge } from "../goals/HealthBadge";
import { useWorkspace } from "../workspace";
import { CauseList } from "./CauseList";
import styles from "./causes.module.css";
import { type Causes, causesQuery, objectiveCausesQuery } from "./queries";
import { mostOfEach } from "./rules";

/** What stands in the way of a key result; with `most`, the strongest only until one asks for the rest. */
export function CausesOf({ keyResult, most }: { keyResult: string; most?: number }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(causesQuery(slug, keyResult));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} small />;
  return data ? <CauseList causes={data} most={most} /> : <SkeletonRows rows={3} height={44} />;
}

/** The key results that pull an objective down most, each with what stands in its way; `short` for a place among others. */
export function CausesOfObjective({ objective, short = false }: { objective: string; short?: boolean }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(objectiveCausesQuery(slug, objective));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} small />;
  if (!data) return <SkeletonRows rows={3} height={44} />;
  const rest = data.behind - data.items.length;
  return (
    <div className={styles.causes}>
      {data.summary && <p className={styles.summary}>{data.summary}</p>}
      {data.items.map((one) => (
        <section key={one.key_result.id} className={styles.goal}>
          <GoalHead causes={one} />
          <CauseList causes={one} most={short ? mostOfEach(data.items.length) : undefined} />
        </section>
      ))}
      {rest > 0 && <p className={styles.foot}>{i18n._({ id: "causes.rest", message: "{rest, plural, one {One more key result is} other {# more key results are}} behind, by less.", values: { rest } })}</p>}
    </div>
  );
}

/** Of which key result it is told, and how that stands. */
export function GoalHead({ causes: { key_result: goal, health } }: { causes: Causes }) {
  const { slug } = useWorkspace();
  return (
    <h3 className={styles.goalHead}>
      <Link to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: goal.id }}>
        {narrow(goal.title)}
      </Link>
      <HealthBadge health={health} bare />
    </h3>
  );
}
