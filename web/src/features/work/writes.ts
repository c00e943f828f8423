import { useQueryClient } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { type Said, useWrite, versionOf } from "@/api/mutations";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import { movedSentence } from "@/widgets/tasks/moved";
import { type BoardOut, boardKey, type StatusRow, type TaskFacet, type TaskFull, type TaskOut } from "./queries";
import { isClosed } from "@/widgets/tasks/due";
import { asMove, placeOf, withMove } from "./rules";

export type TaskPatch = Schema<"TaskPatch">;
export interface Target {
  column: string;
  before: string | null;
}

const at = (workspace: string, task: string) => ({ path: { workspace, task } });
const taskChanged = (kind: string) => (row: TaskFull) => [{ kind, subject: "task", id: row.id, version: row.version }];

interface Move {
  task: TaskFacet;
  to: Target;
  where: Schema<"MoveIn">;
  undone?: boolean;
}

/**
 * Carries a card: painted at once, one request. `board` is the drawn one, for the neighbours and the way back.
 * A card that reaches Done, or leaves it, is told with what it moved above.
 */
export function useMoveTask(project: string) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const locale = useFormatLocale();
  const boards = boardKey(slug, project);
  const write = useWrite({
    workspace: slug,
    send: ({ task, where }: Move, key): Promise<TaskFull> =>
      unwrap(api.POST("/api/w/{workspace}/tasks/{task}/move", { params: at(slug, task.id), body: where, headers: writeHeaders(key, versionOf(client, slug, task.id)) })),
    paint: ({ task, to }) => [
      { under: boards, edit: (data) => withMove(data as BoardOut, task.id, to) },
      { under: keyOf(slug, "task", task.id), row: task.id, fields: { status_id: to.column } },
    ],
    changed: taskChanged("work.task_moved"),
    said: (row, { task, undone }) => {
      if (undone || row.status_type === task.status_type || !(isClosed(row.status_type) || isClosed(task.status_type))) return null;
      const undo = () => back(task, row);
      return { text: movedSentence(row, locale), undo };
    },
  });
  const send = (board: BoardOut | undefined, { task, to, undone }: Omit<Move, "where">) =>
    write.run({ task, to, undone, where: board ? asMove(board, task.id, to) : { status_id: to.column } });
  /** To the status it came from, before the card that it stood before if that is still there. */
  const back = (before: TaskFacet, now: TaskFull) => {
    const board = client.getQueriesData<BoardOut>({ queryKey: boards }).find(([, data]) => data)?.[1];
    const place = places.get(before.id);
    const stays = place?.before && board && placeOf(board, place.before)?.column === place.column;
    send(board, { task: now, to: { column: before.status_id, before: stays ? place.before : null }, undone: true });
  };
  return (board: BoardOut, task: TaskOut, to: Target) => {
    const place = placeOf(board, task.id);
    if (place) places.set(task.id, place);
    send(board, { task, to });
  };
}

/** Where the cards of this visit stood before they were moved last. */
const places = new Map<string, Target>();

interface Edit {
  task: { id: string };
  changes: TaskPatch;
  /** What the list shows meanwhile, where it differs from what is sent: people by name. */
  shown?: Record<string, unknown>;
  said?: Said;
}

/** Changes named fields of a task. */
export function useEditTask({ failed, kept }: { failed?: (problem: ApiProblem, edit: Edit) => boolean; kept?: (row: TaskFull) => void } = {}) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const write = useWrite({
    workspace: slug,
    send: ({ task, changes }: Edit, key): Promise<TaskFull> =>
      unwrap(api.PATCH("/api/w/{workspace}/tasks/{task}", { params: at(slug, task.id), body: changes, headers: writeHeaders(key, versionOf(client, slug, task.id)) })),
    paint: ({ task, changes, shown }) =>
      ["tasks", "task"].map((noun) => ({ under: keyOf(slug, noun), row: task.id, fields: shown ?? (changes as Record<string, unknown>) })),
    changed: (row) => {
      kept?.(row);
      return taskChanged("work.task_edited")(row);
    },
    said: (_, { said }) => said ?? null,
    failed: (problem, edit) => failed?.(problem, edit) ?? false,
  });
  return write;
}

/** A new task, last of its siblings. */
export function useAddTask(project: string) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (body: Schema<"TaskIn">, key): Promise<TaskFull> =>
      unwrap(api.POST("/api/w/{workspace}/projects/{project}/tasks", { params: { path: { workspace: slug, project } }, body, headers: writeHeaders(key) })),
    changed: taskChanged("work.task_created"),
  });
}

/** Ticks a task off, or opens it again; tells what that moved. */
export function useTick() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const locale = useFormatLocale();
  const write = useWrite({
    workspace: slug,
    send: ({ task, done }: { task: TaskOut; done: boolean; undone?: boolean }, key): Promise<TaskFull> => {
      const given = { params: at(slug, task.id), headers: writeHeaders(key, versionOf(client, slug, task.id)) };
      return unwrap(done ? api.POST("/api/w/{workspace}/tasks/{task}/closure", given) : api.DELETE("/api/w/{workspace}/tasks/{task}/closure", given));
    },
    paint: ({ task, done }) => ["tasks", "task"].map((noun) => ({ under: keyOf(slug, noun), row: task.id, fields: { status_type: done ? "done" : "open" } })),
    changed: taskChanged("work.task_closed"),
    said: (row, { task, done, undone }) => (undone ? null : { text: movedSentence(row, locale), undo: () => write.run({ task, done: !done, undone: true }) }),
  });
  return write;
}

/** Deletes a task with its subtasks; undo brings them back. */
export function useDeleteTask() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const gone = (id: string) => [{ kind: "work.task_deleted", subject: "task", id }];
  const restore = useWrite({
    workspace: slug,
    send: (id: string, key): Promise<TaskFull> =>
      unwrap(api.POST("/api/w/{workspace}/tasks/{task}/restoration", { params: at(slug, id), headers: writeHeaders(key) })),
    changed: taskChanged("work.task_restored"),
  });
  return useWrite({
    workspace: slug,
    send: (task: { id: string }, key) =>
      unwrap(api.DELETE("/api/w/{workspace}/tasks/{task}", { params: at(slug, task.id), headers: writeHeaders(key, versionOf(client, slug, task.id)) })),
    changed: (deleted) => gone(deleted.id),
    said: (deleted) => ({
      text: i18n._({ id: "work.deleted", message: "{label} is deleted{tasks, plural, one {} other {, with its subtasks}}", values: { label: deleted.label, tasks: deleted.tasks } }),
      undo: () => restore.run(deleted.id),
    }),
  });
}

/** What a list shows while a status is being changed. */
export const shownStatus = (status: StatusRow) => ({ status_id: status.id, status_type: status.type });
