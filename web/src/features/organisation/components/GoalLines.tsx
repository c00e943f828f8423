import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./Lines.module.css";

type Objective = Schema<"ObjectiveLine">;

interface Props {
  found: UseQueryResult<{ items: Objective[] }>;
  none: string;
  action?: ReactNode;
  /** What tells the lines apart here. */
  about?: "cycle" | "team";
}

/** Objectives as lines: title, cycle, how they stand. `none` is said where there are none. */
export function GoalLines({ found, none, action, about = "cycle" }: Props) {
  const { data, error, isPending, refetch } = found;
  return (
    <>
      {isPending && <SkeletonRows rows={4} height={46} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
      {data?.items.length === 0 && <EmptyState icon="target" sentence={none} action={action} />}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((objective) => (
            <GoalLine key={objective.id} objective={objective} about={about} />
          ))}
        </ul>
      )}
    </>
  );
}

function GoalLine({ objective, about }: { objective: Objective; about: "cycle" | "team" }) {
  const { slug } = useWorkspace();
  const words = [about === "cycle" ? objective.cycle.name : objective.team?.name, objective.state === "draft" && i18n._({ id: "people.goal.draft", message: "draft" })];
  return (
    <li className={styles.line}>
      <span className={styles.main}>
        <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: objective.id }}>
          {objective.title}
        </Link>
        <span className={styles.quiet}>{words.filter(Boolean).join(" · ")}</span>
      </span>
      <HealthBadge health={objective.health} />
      <ProgressNumber subject="objective" id={objective.id} display={objective.progress.display} of={objective.title} />
    </li>
  );
}
