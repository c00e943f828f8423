import { addDays } from "@/lib/dates";
import type { Tone } from "@/ui/Status";
import { type Due, isClosed, type StatusType } from "@/widgets/tasks/due";

export type Priority = "none" | "low" | "medium" | "high" | "urgent";
export const priorities: readonly Priority[] = ["none", "low", "medium", "high", "urgent"];

/** The view and filters of a project, as they stand in the address. */
export interface TaskFilters {
  /** Default: the table. */
  view?: "board";
  /** A member's id, or "none" for tasks without anybody. */
  assignee?: string;
  status?: string;
  label?: string;
  q?: string;
  due?: "overdue" | "week";
  open?: true;
  group?: "status" | "assignee";
  /** The board shows subtasks as cards too. */
  subtasks?: true;
}

/** The filters of the list of projects. `mine` shows my open tasks instead. */
export interface ProjectFilters {
  view?: "mine";
  team?: string;
  member?: string;
  state?: ProjectState;
  q?: string;
  archived?: true;
  /** The create dialog is open: the create menu leads here. */
  make?: "project" | "task";
}

const projectStates = ["planned", "active", "paused", "done", "cancelled"] as const;
export type ProjectState = (typeof projectStates)[number];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const longest = 200;

type Search = Record<string, unknown>;
const idOf = (value: unknown) => (typeof value === "string" && uuid.test(value) ? value : undefined);
const one = <Value extends string>(known: readonly Value[], value: unknown) => known.find((entry) => entry === value);
/** The address reads "42" as a number. */
const words = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value).slice(0, longest) || undefined : undefined);
const yes = (value: unknown) => (value === true || value === "true" ? (true as const) : undefined);
const without = <Read extends object>(read: Read): Read =>
  Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as Read;

/** Reads the address of a project; what is not a filter of ours is left out. */
export const readTaskFilters = (search: Search): TaskFilters =>
  without({
    view: one(["board"] as const, search.view),
    assignee: search.assignee === "none" ? "none" : idOf(search.assignee),
    status: idOf(search.status),
    label: words(search.label),
    q: words(search.q),
    due: one(["overdue", "week"] as const, search.due),
    open: yes(search.open),
    group: one(["status", "assignee"] as const, search.group),
    subtasks: yes(search.subtasks),
  });

export const readProjectFilters = (search: Search): ProjectFilters =>
  without({
    view: one(["mine"] as const, search.view),
    team: idOf(search.team),
    member: idOf(search.member),
    state: one(projectStates, search.state),
    q: words(search.q),
    archived: yes(search.archived),
    make: one(["project", "task"] as const, search.make),
  });

/** What narrows the rows; the view and the groups do not. */
export const isNarrow = ({ assignee, status, label, q, due, open }: TaskFilters): boolean => Boolean(assignee ?? status ?? label ?? q ?? due ?? open);

/** The filters as the server takes them. Days are included; "overdue" means due before today and not closed. */
export function asQuery(filters: TaskFilters, today: string) {
  const { assignee, status, label, q, due, open } = filters;
  return {
    assignee: assignee ? [assignee] : undefined,
    status: status ? [status] : undefined,
    label: label ? [label] : undefined,
    q,
    due_before: due === "overdue" ? addDays(today, -1) : due === "week" ? addDays(today, 7) : undefined,
    open_only: open || due ? true : undefined,
  };
}

/** The board's part of the filters that the server does not know. */
export const fitsBoard = (task: Due, { due, open }: TaskFilters, today: string): boolean => {
  if ((due || open) && isClosed(task.status_type)) return false;
  if (!due) return true;
  if (task.due_on === null) return false;
  return due === "overdue" ? task.due_on < today : task.due_on <= addDays(today, 7);
};

const tones: Record<StatusType, Tone> = { open: "none", active: "done", done: "on", cancelled: "none" };
export const statusTone = (type: StatusType): Tone => tones[type];

const stateTones: Record<ProjectState, Tone> = { planned: "none", active: "done", paused: "risk", done: "on", cancelled: "none" };
export const stateTone = (state: ProjectState): Tone => stateTones[state];

interface Card {
  id: string;
  status_id: string;
}

interface Columns<Task extends Card> {
  columns: { status: { id: string; type: StatusType }; items: Task[] }[];
}

/** The board with one card moved: into a column, before another card; null is the end. */
export function withMove<Task extends Card, Board extends Columns<Task>>(board: Board, id: string, to: { column: string; before: string | null }): Board {
  const card = board.columns.flatMap((column) => column.items).find((task) => task.id === id);
  const target = board.columns.find((column) => column.status.id === to.column);
  if (!card || !target) return board;
  const moved = { ...card, status_id: target.status.id, status_type: target.status.type };
  const columns = board.columns.map((column) => {
    const items = column.items.filter((task) => task.id !== id);
    if (column.status.id !== to.column) return items.length === column.items.length ? column : { ...column, items };
    const at = to.before === null ? items.length : items.findIndex((task) => task.id === to.before);
    return { ...column, items: items.toSpliced(at < 0 ? items.length : at, 0, moved) };
  });
  return { ...board, columns };
}

/** Where a card stands: what undo goes back to. */
export function placeOf<Task extends Card>(board: Columns<Task>, id: string): { column: string; before: string | null } | null {
  for (const { status, items } of board.columns) {
    const at = items.findIndex((task) => task.id === id);
    if (at >= 0) return { column: status.id, before: items[at + 1]?.id ?? null };
  }
  return null;
}

/** A move as the server takes it: the end of a column is "after its last card". */
export function asMove<Task extends Card>(board: Columns<Task>, id: string, to: { column: string; before: string | null }) {
  if (to.before !== null) return { status_id: to.column, before: to.before };
  const last = board.columns.find((column) => column.status.id === to.column)?.items.findLast((task) => task.id !== id);
  return last ? { status_id: to.column, after: last.id } : { status_id: to.column };
}

/** "ux, billing" -> ["ux", "billing"]: in order, each once. */
export const asLabels = (text: string): string[] => [...new Set(text.split(",").map((label) => label.trim()).filter(Boolean))];

const runs: Record<ProjectState, number> = { active: 0, paused: 1, planned: 2, done: 3, cancelled: 4 };

/** What runs and is late stands first, then by due day; what is over last. */
export function byUrgency<Project extends { state: ProjectState; due_on: string | null; title: string }>(projects: readonly Project[], today: string): Project[] {
  const late = (project: Project) => (runs[project.state] < 3 && project.due_on !== null && project.due_on < today ? 0 : 1);
  return projects.toSorted(
    (a, b) => late(a) - late(b) || runs[a.state] - runs[b.state] || (a.due_on ?? "9999").localeCompare(b.due_on ?? "9999") || a.title.localeCompare(b.title),
  );
}

interface Hung {
  id: string;
  parent_id: string | null;
  project_id: string;
}

/** Those of the chosen rows that are below none of the others: what moves or goes along with them is left out. */
export function topmost<Task extends Hung>(rows: readonly Task[], chosen: ReadonlySet<string>): Task[] {
  const above = new Map(rows.map((row) => [row.id, row.parent_id]));
  const isBelow = (id: string | null | undefined): boolean => id !== null && id !== undefined && (chosen.has(id) || isBelow(above.get(id)));
  return rows.filter((row) => chosen.has(row.id) && !isBelow(row.parent_id));
}

/** The chosen rows and everything below them. `rows` have parents before children. */
export function withBelow(rows: readonly Hung[], chosen: ReadonlySet<string>): Set<string> {
  const found = new Set(chosen);
  for (const row of rows) if (row.parent_id !== null && found.has(row.parent_id)) found.add(row.id);
  return found;
}

/** Where each of the tasks stands, so that it can come back there: before the next sibling that stays. */
export function placesOf(rows: readonly Hung[], leaving: readonly Hung[]): { id: string; project_id: string; parent_id: string | null; before: string | null }[] {
  const gone = new Set(leaving.map((row) => row.id));
  return leaving.map(({ id, project_id, parent_id }) => {
    const siblings = rows.filter((row) => row.parent_id === parent_id && row.project_id === project_id);
    const after = siblings.slice(siblings.findIndex((row) => row.id === id) + 1);
    // a subtask says its project by its parent
    return { id, project_id, parent_id, before: after.find((row) => !gone.has(row.id))?.id ?? null };
  });
}
