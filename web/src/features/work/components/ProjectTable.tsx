import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Grid } from "@/ui/grid/Grid";
import type { CellValue, GridGroup } from "@/ui/grid/types";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Status } from "@/ui/Status";
import { usePeople } from "@/widgets/goals/queries";
import { useHeldFocus } from "@/ui/useHeldFocus";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { cellEdit, fieldName } from "../edits";
import { useOpenTask } from "../open";
import { isGone, type ProjectDetail, tableQuery, type TaskOut } from "../queries";
import { useTaskOrder } from "../placing";
import { isNarrow, statusTone, type TaskFilters } from "../rules";
import { useEditTask } from "../writes";
import styles from "./ProjectTable.module.css";
import { BulkBar } from "./BulkBar";
import { QuickAdd } from "./QuickAdd";
import { useTaskColumns } from "./useTaskColumns";

interface ProjectTableProps {
  project: ProjectDetail;
  filters: TaskFilters;
  change: (changes: TaskFilters) => void;
}

export function ProjectTable({ project, filters, change }: ProjectTableProps) {
  const { slug } = useWorkspace();
  const today = useToday();
  const table = useInfiniteQuery(tableQuery(slug, project.id, { filters, today }));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = table;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items.filter((task) => !isGone(task))) ?? [], [data]);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={14} />;
  const narrow = isNarrow(filters);
  return (
    <div className={styles.table}>
      {rows.length === 0 && narrow ? <NothingFound clear={() => change({ assignee: undefined, status: undefined, label: undefined, q: undefined, due: undefined, open: undefined })} /> : <Rows project={project} filters={filters} rows={rows} />}
      <footer className={styles.foot}>
        {project.can.edit_tasks && <QuickAdd project={project.id} placeholder={i18n._({ id: "work.table.add", message: "Add a task: type its title, Enter adds it" })} />}
        <span className={styles.count} role="status">
          {hasNextPage
            ? i18n._({ id: "work.table.loading", message: "{n} loaded, more are coming", values: { n: rows.length } })
            : i18n._({ id: "work.table.count", message: "{n, plural, one {# task} other {# tasks}}", values: { n: rows.length } })}
        </span>
      </footer>
    </div>
  );
}

function Rows({ project, filters, rows }: Omit<ProjectTableProps, "change"> & { rows: TaskOut[] }) {
  const open = useOpenTask();
  const edit = useEditTask();
  const people = usePeople();
  const { statuses } = project;
  const may = project.can.edit_tasks;
  const { box, chosen, change: choose, clear } = useChosen(rows);
  const columns = useTaskColumns({ statuses, people, may, indent: !filters.group });
  const order = useTaskOrder(project.id, rows);
  const groups = useGroups(rows, { project, group: filters.group });
  const change = (task: TaskOut, column: string, value: CellValue) => {
    const made = cellEdit(task, column, value, { statuses, people });
    if (!made) return;
    const undo = () => edit.run({ task, changes: made.back, shown: made.shownBack });
    const text = i18n._({ id: "work.edited", message: "{label}: {field} changed", values: { label: task.label, field: fieldName(column) } });
    edit.run({ task, changes: made.changes, shown: made.shown, said: { text, undo } });
  };
  return (
    <div ref={box} className={styles.rows}>
    <Grid
      label={i18n._({ id: "work.table", message: "Tasks of {title}", values: { title: project.title } })}
      rows={rows}
      columns={columns}
      groups={groups}
      groupOf={filters.group === "status" ? byStatus : byPerson}
      onEdit={change}
      onOpen={(task) => open(task.id)}
      order={may ? order : undefined}
      selection={may ? { chosen, change: choose } : undefined}
      empty={<EmptyState icon="table" sentence={i18n._({ id: "work.table.empty", message: "Nothing to do here yet." })} example={i18n._({ id: "work.table.example", message: "Translate the checkout into Polish" })} />}
    />
    {may && <BulkBar project={project} rows={rows} chosen={chosen} people={people} clear={clear} />}
    </div>
  );
}

const grids = "[role=grid], [role=treegrid]";
const CLOSING_MS = 250;

/** The chosen rows, as far as they are still there; letting go of them gives the table the focus back. */
function useChosen(rows: readonly TaskOut[]) {
  const box = useRef<HTMLDivElement>(null);
  const [picked, change] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(() => (picked.size === 0 ? picked : new Set(rows.flatMap((row) => (picked.has(row.id) ? [row.id] : [])))), [picked, rows]);
  const grid = () => box.current?.querySelector<HTMLElement>(grids) ?? null;
  const none = chosen.size === 0;
  const had = useRef(false);
  useHeldFocus(box, grid);
  useEffect(() => {
    const gone = had.current && none;
    had.current = !none;
    if (!gone) return;
    // the bar went with what was chosen: a dialog of it that closes now has nothing to give the focus back to
    const timer = setTimeout(() => document.activeElement === document.body && box.current?.querySelector<HTMLElement>(grids)?.focus(), CLOSING_MS);
    return () => clearTimeout(timer);
  }, [none]);
  const clear = () => {
    change(new Set());
    grid()?.focus();
  };
  return { box, chosen, change, clear };
}

const nobody = "none";
const byStatus = (task: TaskOut) => task.status_id;
const byPerson = (task: TaskOut) => task.assignees[0]?.id ?? nobody;

function useGroups(rows: readonly TaskOut[], { project, group }: { project: ProjectDetail; group: TaskFilters["group"] }): GridGroup[] | undefined {
  return useMemo(() => {
    if (group === "status") return project.statuses.map(({ id, name, type }) => ({ id, name, label: <Status tone={statusTone(type)}>{name}</Status> }));
    if (group !== "assignee") return undefined;
    const found = new Map(rows.flatMap((task) => task.assignees.slice(0, 1)).map((person) => [person.id, person.name]));
    const named = [...found].map(([id, name]) => ({ id, name, label: name })).toSorted((a, b) => a.name.localeCompare(b.name));
    const none = i18n._({ id: "work.filter.nobody", message: "Nobody’s" });
    return [{ id: nobody, name: none, label: none }, ...named];
  }, [rows, project.statuses, group]);
}

function NothingFound({ clear }: { clear: () => void }) {
  return (
    <EmptyState
      icon="filter"
      sentence={i18n._({ id: "work.table.nothingFound", message: "No task matches these filters." })}
      action={<Button onClick={clear}>{i18n._({ id: "work.filter.clear", message: "Show all" })}</Button>}
    />
  );
}
