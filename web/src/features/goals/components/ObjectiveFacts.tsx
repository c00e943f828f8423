import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { Person } from "@/ui/Avatar";
import { type Fact, Facts } from "@/ui/layout";
import { useWorkspace } from "@/widgets/workspace";
import type { ObjectiveOut } from "../queries";

/** Owner, team, cycle, and what else stands about an objective. A guest is not told of people and teams. */
export function ObjectiveFacts({ objective }: { objective: ObjectiveOut }) {
  const locale = useFormatLocale();
  const { cycle } = objective;
  const facts: Fact[] = [
    ...(objective.owner || objective.can.edit ? [{ label: i18n._({ id: "goals.owner", message: "Owner" }), value: objective.owner ? <Person name={objective.owner.name} size={20} /> : "–" }] : []),
    ...(objective.team ? [{ label: i18n._({ id: "goals.team", message: "Team" }), value: objective.team.name }] : []),
    { label: i18n._({ id: "goals.cycle", message: "Cycle" }), value: cycle.name },
    { label: i18n._({ id: "goals.dates", message: "Runs" }), value: `${formatDay(cycle.starts_on, { locale })} – ${formatDay(cycle.ends_on, { locale })}` },
    { label: i18n._({ id: "goals.confidence", message: "Confidence" }), value: `${objective.confidence} / 10` },
    ...(objective.priority ? [{ label: i18n._({ id: "goals.priority", message: "Priority" }), value: objective.priority }] : []),
    ...(objective.private ? [{ label: i18n._({ id: "goals.seenBy", message: "Seen by" }), value: i18n._({ id: "goals.private.few", message: "only a few" }) }] : []),
    ...(objective.predecessor ? [{ label: i18n._({ id: "goals.predecessor", message: "Continues" }), value: <Predecessor objective={objective.predecessor} /> }] : []),
    ...(objective.dropped_reason ? [{ label: i18n._({ id: "goals.dropped.why", message: "Dropped" }), value: objective.dropped_reason }] : []),
  ];
  return <Facts facts={facts} />;
}

/** The objective of an earlier cycle that this one goes on from. */
function Predecessor({ objective }: { objective: { id: string; title: string } }) {
  const { slug } = useWorkspace();
  return (
    <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: objective.id }}>
      {objective.title}
    </Link>
  );
}
