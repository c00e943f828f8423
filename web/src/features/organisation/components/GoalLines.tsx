import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { Line, Lines } from "@/ui/Lines";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { valueLine } from "@/widgets/goals/values";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./Lines.module.css";

type Objective = Schema<"ObjectiveLine">;

interface Props {
  found: UseQueryResult<{ items: Objective[] }>;
  none: string;
  action?: ReactNode;
  /** What tells the lines apart here. */
  about?: "cycle" | "team";
  /** Whose lines these are: what they own of somebody else's objective stands below it. */
  owner?: string;
}

/** Objectives as lines: title, cycle, how they stand. `none` is said where there are none. */
export function GoalLines({ found, none, action, about = "cycle", owner }: Props) {
  const { data, error, isPending, refetch } = found;
  return (
    <>
      {isPending && <SkeletonRows rows={4} height={46} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
      {data?.items.length === 0 && <EmptyState icon="target" sentence={none} action={action} />}
      {data && data.items.length > 0 && (
        <Lines sides="136px 56px">
          {data.items.map((objective) => (
            <GoalLine key={objective.id} objective={objective} about={about} owner={owner} />
          ))}
        </Lines>
      )}
    </>
  );
}

function GoalLine({ objective, about, owner }: { objective: Objective; about: "cycle" | "team"; owner: string | undefined }) {
  const { slug } = useWorkspace();
  const words = [about === "cycle" ? objective.cycle.name : objective.team?.name, objective.state === "draft" && i18n._({ id: "people.goal.draft", message: "draft" })];
  return (
    <Line
      title={
        <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: objective.id }}>
          {objective.title}
        </Link>
      }
      facts={words}
      more={owner && owner !== objective.owner?.id && <OwnKeyResults objective={objective} owner={owner} />}
    >
      <AskedHealth subject="objective" id={objective.id} of={objective.title} health={objective.health} />
      <ProgressNumber subject="objective" id={objective.id} display={objective.progress.display} of={objective.title} />
    </Line>
  );
}

function OwnKeyResults({ objective, owner }: { objective: Objective; owner: string }) {
  const { slug } = useWorkspace();
  return objective.key_results
    .filter((line) => line.owner_id === owner)
    .map((line) => (
      <Link key={line.id} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: line.id }} className={styles.within}>
        {line.title} <span className={styles.quiet}>{valueLine({ ...line, ended: objective.cycle.closed })}</span>
      </Link>
    ));
}
