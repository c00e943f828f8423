import { lazy, Suspense, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { addDays } from "@/lib/dates";
import { Button, IconButton } from "@/ui/Button";
import { Menu, type MenuItem } from "@/ui/Menu";
import { useToday } from "@/widgets/today";
import { changesOf, useBulk } from "../bulk";
import { cellEdit } from "../edits";
import type { ProjectDetail, TaskOut } from "../queries";
import { priorities } from "../rules";
import { priorityWord } from "../words";
import styles from "./BulkBar.module.css";
import type { BulkKind } from "./BulkForm";
import { BulkRefusal } from "./BulkRefusal";

const BulkForm = lazy(async () => ({ default: (await import("./BulkForm")).BulkForm }));

interface BulkBarProps {
  project: ProjectDetail;
  rows: readonly TaskOut[];
  chosen: ReadonlySet<string>;
  people: readonly { id: string; name: string; hint?: string }[];
  clear: () => void;
}

/** What one does with the chosen tasks: each one request for all of them, taken back by one Undo. */
export function BulkBar({ project, rows, chosen, people, clear }: BulkBarProps) {
  const today = useToday();
  const bulk = useBulk(rows);
  const [open, setOpen] = useState<BulkKind | null>(null);
  const tasks = rows.filter((row) => chosen.has(row.id));
  const known = { statuses: project.statuses, people };
  const set = (column: string, value: string | null) => () => bulk.edit(changesOf(tasks, (task) => cellEdit(task, column, value, known)));
  const item = (column: string, value: string | null, label: string): MenuItem => ({ id: value ?? "none", label, run: set(column, value) });
  const days: MenuItem[] = [
    item("due_on", today, i18n._({ id: "work.due.today", message: "Today" })),
    item("due_on", addDays(today, 1), i18n._({ id: "work.due.tomorrow", message: "Tomorrow" })),
    item("due_on", addDays(today, 7), i18n._({ id: "work.bulk.week", message: "In a week" })),
    item("due_on", null, i18n._({ id: "work.bulk.noDay", message: "No day" })),
    { id: "other", label: i18n._({ id: "work.bulk.otherDay", message: "Another day …" }), run: () => setOpen("due") },
  ];
  return (
    <>
      {tasks.length > 0 && (
        <section className={styles.bar} aria-label={i18n._({ id: "work.bulk", message: "Chosen tasks" })} data-no-print>
          <b className={`${styles.count} num`} role="status">
            {i18n._({ id: "work.bulk.chosen", message: "{n} chosen", values: { n: tasks.length } })}
          </b>
          <Pick label={i18n._({ id: "work.field.status", message: "Status" })} items={project.statuses.map((status) => item("status", status.id, status.name))} />
          <Button size="s" onClick={() => setOpen("people")}>
            {i18n._({ id: "work.field.assignees", message: "Assignee" })}
          </Button>
          <Pick label={i18n._({ id: "work.field.due", message: "Due" })} items={days} />
          <Pick label={i18n._({ id: "work.field.priority", message: "Priority" })} items={priorities.map((priority) => item("priority", priority, priorityWord(priority)))} />
          <Button size="s" onClick={() => setOpen("labels")}>
            {i18n._({ id: "work.bulk.label", message: "Label" })}
          </Button>
          <Button size="s" onClick={() => setOpen("move")}>
            {i18n._({ id: "work.bulk.move", message: "Move" })}
          </Button>
          <Button size="s" icon="trash" onClick={() => bulk.remove(chosen)}>
            {i18n._({ id: "work.bulk.delete", message: "Delete" })}
          </Button>
          <IconButton icon="x" size="s" label={i18n._({ id: "work.bulk.clear", message: "Choose none" })} onClick={clear} />
        </section>
      )}
      <Suspense fallback={null}>{open && tasks.length > 0 && <BulkForm kind={open} tasks={tasks} people={people} project={project.id} edit={bulk.edit} move={(to) => bulk.move(chosen, to)} close={() => setOpen(null)} />}</Suspense>
      {bulk.refusal && <BulkRefusal refusal={bulk.refusal} close={bulk.closeRefusal} />}
    </>
  );
}

function Pick({ label, items }: { label: string; items: MenuItem[] }) {
  return <Menu label={label} items={items} trigger={<Button size="s">{label}</Button>} />;
}
