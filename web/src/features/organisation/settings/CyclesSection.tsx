import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { Button, IconButton } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { Menu, type MenuItem } from "@/ui/Menu";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Status, Tag } from "@/ui/Status";
import { type Cycle, cyclesQuery } from "@/widgets/goals/queries";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import styles from "../components/Lines.module.css";
import { useCreateYear, useDeleteCycle } from "../cycles";
import { nextYearOf, yearName } from "../rules";
import { CloseCycle, ReopenCycle } from "./CycleClosing";
import { CycleDialog } from "./CycleDialog";

/** Years, quarters and other stretches of time that goals are for. */
export function CyclesSection() {
  const { slug, me, workspace } = useWorkspace();
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery(cyclesQuery(slug));
  const today = useToday();
  const addYear = useCreateYear();
  const year = nextYearOf(data?.items ?? [], today);
  const buttons = me.can.manage_workspace && (
    <span className={styles.side}>
      <Button icon="plus" busy={addYear.isPending} onClick={() => addYear.run(year)}>
        {i18n._({ id: "settings.cycles.addYear", message: "Add {year} with its quarters", values: { year: yearName(year, workspace.year_start_month) } })}
      </Button>
      <Button icon="calendar" onClick={() => setMaking(true)}>
        {i18n._({ id: "settings.cycles.custom", message: "Other cycle" })}
      </Button>
    </span>
  );
  return (
    <Section
      title={i18n._({ id: "settings.cycles", message: "Cycles" })}
      note={i18n._({ id: "settings.cycles.note", message: "Goals belong to a cycle. A closed cycle keeps its goals as they are." })}
      actions={data && data.items.length > 0 && buttons}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={6} height={46} />}
      {data?.items.length === 0 && <EmptyState icon="calendar" sentence={i18n._({ id: "settings.cycles.none", message: "There is no cycle yet." })} action={buttons} />}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((cycle) => (
            <CycleLine key={cycle.id} cycle={cycle} today={today} />
          ))}
        </ul>
      )}
      {making && <CycleDialog close={() => setMaking(false)} />}
    </Section>
  );
}

function CycleLine({ cycle, today }: { cycle: Cycle; today: string }) {
  const [asking, setAsking] = useState<"close" | "reopen" | null>(null);
  const items = useCycleItems(cycle, setAsking);
  const menu = i18n._({ id: "settings.cycles.menu", message: "More about {name}", values: { name: cycle.name } });
  return (
    <li className={styles.line}>
      <span className={styles.main} style={{ paddingInlineStart: cycle.parent_id ? 20 : 0 }}>
        <strong>{cycle.name}</strong>
        <span className={styles.quiet}>
          {formatDay(cycle.starts_on, { today })} – {formatDay(cycle.ends_on, { today })}
        </span>
      </span>
      <span className={styles.quiet}>
        {i18n._({ id: "settings.cycles.objectives", message: "{n, plural, =0 {no objectives} one {# objective} other {# objectives}}", values: { n: cycle.objectives } })}
      </span>
      {cycle.current && <Status tone="on">{i18n._({ id: "settings.cycles.now", message: "Now" })}</Status>}
      {cycle.closed_at && <Tag>{i18n._({ id: "settings.cycles.isClosed", message: "Closed" })}</Tag>}
      {items.length > 0 && <Menu label={menu} align="end" trigger={<IconButton icon="more" size="s" label={menu} />} items={items} />}
      {asking === "reopen" && <ReopenCycle cycle={cycle} close={() => setAsking(null)} />}
      {asking === "close" && <CloseCycle cycle={cycle} close={() => setAsking(null)} />}
    </li>
  );
}

function useCycleItems(cycle: Cycle, ask: (what: "close" | "reopen") => void): MenuItem[] {
  const remove = useDeleteCycle();
  const { can, id } = cycle;
  return [
    ...(can.close ? [{ id: "close", icon: "lock" as const, label: i18n._({ id: "settings.cycles.close", message: "Close ..." }), run: () => ask("close") }] : []),
    ...(can.reopen ? [{ id: "reopen", icon: "undo" as const, label: i18n._({ id: "settings.cycles.reopen", message: "Open again ..." }), run: () => ask("reopen") }] : []),
    ...(can.delete
      ? [{ id: "delete", icon: "trash" as const, danger: true, label: i18n._({ id: "settings.cycles.delete", message: "Delete" }), run: () => remove.run(id) }]
      : []),
  ];
}
