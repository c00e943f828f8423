import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatShare, narrow } from "@/lib/numbers";
import { Person } from "@/ui/Avatar";
import { type Fact, Facts } from "@/ui/layout";
import { formatValue } from "@/widgets/goals/values";
import { kindWords } from "../kinds";
import type { KeyResultOut } from "../queries";

/** How the number comes about, and whose it is. */
export function KeyResultFacts({ row }: { row: KeyResultOut }) {
  const locale = useFormatLocale();
  const kind = kindWords().find((one) => one.value === row.kind)?.label ?? row.kind;
  const value = (number: number | null) => (number === null ? "–" : formatValue(number, row, locale));
  const facts: (Fact | false)[] = [
    (row.owner !== null || row.can.edit) && { label: i18n._({ id: "goals.owner", message: "Owner" }), value: row.owner ? <Person name={row.owner.name} size={20} /> : "–" },
    row.check_in_owner !== null && row.check_in_owner.id !== row.owner?.id && { label: i18n._({ id: "goals.checkInOwner", message: "Checks in" }), value: <Person name={row.check_in_owner.name} size={20} /> },
    row.team !== null && { label: i18n._({ id: "goals.team", message: "Team" }), value: row.team.name },
    { label: i18n._({ id: "goals.kind", message: "Kind" }), value: kind },
    row.start !== null && { label: i18n._({ id: "goals.baseline", message: "Baseline" }), value: value(row.start) },
    row.original !== null && row.original.target !== null && row.original.target !== row.target && { label: i18n._({ id: "goals.target.original", message: "Target at the start" }), value: value(row.original.target) },
    row.target !== null && { label: i18n._({ id: "goals.target.fact", message: "Target" }), value: value(row.target) },
    row.v70 !== null && { label: i18n._({ id: "goals.v70", message: "70 % looks like" }), value: value(row.v70) },
    row.path.length > 0 && {
      label: i18n._({ id: "goals.path", message: "Sub-targets on the way" }),
      value: row.path.map((point) => <div key={point.on}>{`${formatDay(point.on, { locale })}: ${value(point.value)}`}</div>),
    },
    row.full_mark !== "" && { label: i18n._({ id: "goals.fullMark", message: "100 % looks like" }), value: narrow(row.full_mark) },
    {
      label: i18n._({ id: "goals.commitment", message: "Commitment" }),
      value: row.commitment === "committed" ? i18n._({ id: "goals.committed", message: "Committed" }) : i18n._({ id: "goals.stretch", message: "Stretch" }),
    },
    {
      label: i18n._({ id: "goals.indicator", message: "Indicator" }),
      value: row.indicator === "leading" ? i18n._({ id: "goals.leading", message: "Leading" }) : i18n._({ id: "goals.lagging", message: "Lagging" }),
    },
    { label: i18n._({ id: "goals.weight", message: "Weight" }), value: `${row.weight} · ${formatShare(row.weight_share, locale)}` },
    { label: i18n._({ id: "goals.dates", message: "Runs" }), value: `${formatDay(row.starts_on, { locale })} – ${formatDay(row.ends_on, { locale })}` },
    row.grade !== null && row.grade.reason !== "" && { label: i18n._({ id: "goals.grade.reason", message: "Why this score" }), value: row.grade.reason },
    row.grade !== null && row.grade.note !== "" && { label: i18n._({ id: "goals.grade.note", message: "What happened" }), value: row.grade.note },
    { label: i18n._({ id: "goals.confidence", message: "Confidence" }), value: `${row.confidence} / 10` },
  ];
  return <Facts facts={facts.filter((fact): fact is Fact => fact !== false)} />;
}
