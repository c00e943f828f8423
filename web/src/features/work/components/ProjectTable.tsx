import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Grid } from "@/ui/grid/Grid";
import type { CellValue, GridGroup } from "@/ui/grid/types";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Status } from "@/ui/Status";
import { usePeople } from "@/widgets/goals/queries";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { cellEdit, fieldName } from "../edits";
import { useOpenTask } from "../open";
import { type ProjectDetail, tableQuery, type TaskOut } from "../queries";
import { isNarrow, statusTone, type TaskFilters } from "../rules";
import { useEditTask } from "../writes";
import styles from "./ProjectTable.module.css";
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
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
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
  const columns = useTaskColumns({ statuses, people, may: project.can.edit_tasks, indent: !filters.group });
  const groups = useGroups(rows, { project, group: filters.group });
  const change = (task: TaskOut, column: string, value: CellValue) => {
    const made = cellEdit(task, column, value, { statuses, people });
    if (!made) return;
    const undo = () => edit.run({ task, changes: made.back, shown: made.shownBack });
    const text = i18n._({ id: "work.edited", message: "{label}: {field} changed", values: { label: task.label, field: fieldName(column) } });
    edit.run({ task, changes: made.changes, shown: made.shown, said: { text, undo } });
  };
  return (
    <Grid
      label={i18n._({ id: "work.table", message: "Tasks of {title}", values: { title: project.title } })}
      rows={rows}
      columns={columns}
      groups={groups}
      groupOf={filters.group === "status" ? byStatus : byPerson}
      onEdit={change}
      onOpen={(task) => open(task.id)}
      empty={<EmptyState icon="table" sentence={i18n._({ id: "work.table.empty", message: "Nothing to do here yet." })} example={i18n._({ id: "work.table.example", message: "Translate the checkout into Polish" })} />}
    />
  );
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
