import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionsOf } from "@/api/mutations";
import { changeRows } from "@/api/rows";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { TaskFacet, TaskFull, TaskOut } from "./queries";
import { placesOf, topmost, withBelow } from "./rules";
import type { TaskPatch } from "./writes";

export interface BulkChange {
  task: TaskFacet;
  changes: TaskPatch;
  /** What the row shows meanwhile. */
  shown: Record<string, unknown>;
  back: TaskPatch;
  shownBack: Record<string, unknown>;
}

/** One task of a batch that the server did not take, and why. */
export interface Refused {
  id: string;
  name: string;
  why: string;
}

export interface Refusal {
  tasks: Refused[];
  /** Does it without them. */
  without: () => void;
}

interface Edit {
  list: readonly BulkChange[];
  undone?: boolean;
}

/** The chosen tasks, and all rows as they were then: what is below the chosen goes with them. */
interface Leaving {
  chosen: ReadonlySet<string>;
  all: readonly TaskOut[];
}

interface Place {
  id: string;
  version: number;
  project_id?: string | null;
  parent_id?: string | null;
  before?: string | null;
}

const edited = (kind: string) => (answer: { items: { id: string; version?: number }[] }) =>
  answer.items.map((row) => ({ kind, subject: "task", id: row.id, version: row.version }));
const nameOf = (task: TaskFacet) => `${task.label} ${task.title}`;

/** Tells of tasks that a batch was refused for; anything else is told by a toast. */
function useRefusal() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const tell = <Task extends TaskFacet>(problem: ApiProblem, tasks: readonly Task[], again: (left: ReadonlySet<string>) => void): boolean => {
    if (problem.code !== "work.bulk_refused") return false;
    const refused = problem.errors.flatMap(({ path, message }): Refused[] => {
      const task = tasks[Number(path.split(".")[0])];
      return task ? [{ id: task.id, name: nameOf(task), why: message }] : [];
    });
    const out = new Set(refused.map((one) => one.id));
    const left = new Set(tasks.map((task) => task.id).filter((id) => !out.has(id)));
    setRefusal({ tasks: refused, without: () => left.size > 0 && again(left) });
    return true;
  };
  return { refusal, tell, close: () => setRefusal(null) };
}

/** What is done with many tasks at once: each one request, all or none, with a way back. */
export function useBulk(rows: readonly TaskOut[]) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const { refusal, tell, close } = useRefusal();
  /** With the newest version that is known: what is in no list any more has the one it came with. */
  const picksOf = (tasks: readonly { id: string; version: number }[]) => {
    const versions = versionsOf(client, slug, tasks.map((task) => task.id));
    return tasks.map(({ id, version }) => ({ id, version: Math.max(versions.get(id) ?? 1, version) }));
  };

  const edit = useWrite({
    workspace: slug,
    send: ({ list }: Edit, key): Promise<{ items: TaskFull[] }> => {
      const picks = picksOf(list.map((one) => one.task));
      return unwrap(api.PATCH("/api/w/{workspace}/tasks", { params: { path: { workspace: slug } }, body: list.map((one, at) => ({ ...picks[at]!, changes: one.changes })), headers: writeHeaders(key) }));
    },
    paint: ({ list }) => {
      const fields = new Map(list.map((one) => [one.task.id, one.shown]));
      return [{ under: keyOf(slug, "tasks"), edit: (data) => changeRows(data, (row) => (fields.has(row.id) ? { ...row, ...fields.get(row.id) } : row)) }];
    },
    changed: edited("work.task_edited"),
    said: ({ items }, { list, undone }) =>
      undone
        ? null
        : {
            text: i18n._({ id: "work.bulk.edited", message: "{n, plural, one {# task} other {# tasks}} changed", values: { n: items.length } }),
            undo: () => edit.run({ list: list.map((one) => ({ ...one, task: items.find((row) => row.id === one.task.id) ?? one.task, changes: one.back, shown: one.shownBack })), undone: true }),
          },
    failed: (problem, { list }) => tell(problem, list.map((one) => one.task), (left) => edit.run({ list: list.filter((one) => left.has(one.task.id)) })),
  });

  return { refusal, closeRefusal: close, edit: (list: readonly BulkChange[]) => list.length > 0 && edit.run({ list }), ...useRemoval(rows, { picksOf, tell }), ...useMoving(rows, { picksOf, tell, edit: edit.run }) };
}

/** Marked, not taken out: until the answer is there their versions are still asked for. */
const leaving = (gone: ReadonlySet<string>) => (row: object & { id: string }) => (gone.has(row.id) ? { ...row, gone: true } : row);

interface Shared {
  picksOf: (tasks: readonly { id: string; version: number }[]) => { id: string; version: number }[];
  tell: ReturnType<typeof useRefusal>["tell"];
}

function useRemoval(rows: readonly TaskOut[], { picksOf, tell }: Shared) {
  const { slug } = useWorkspace();
  const params = { path: { workspace: slug } };
  const restore = useWrite({
    workspace: slug,
    send: (ids: string[], key) => unwrap(api.POST("/api/w/{workspace}/tasks/restoration", { params, body: ids, headers: writeHeaders(key) })),
    changed: edited("work.task_restored"),
  });
  const remove = useWrite({
    workspace: slug,
    send: ({ chosen, all }: Leaving, key) => unwrap(api.POST("/api/w/{workspace}/tasks/deletion", { params, body: picksOf(of(all, chosen)), headers: writeHeaders(key) })),
    paint: ({ chosen, all }) => [{ under: keyOf(slug, "tasks"), edit: (data) => changeRows(data, leaving(withBelow(all, chosen))) }],
    changed: edited("work.task_deleted"),
    said: ({ items }) => {
      const n = items.reduce((sum, one) => sum + one.tasks, 0);
      return {
        text: i18n._({ id: "work.bulk.deleted", message: "{n, plural, one {# task is} other {# tasks are}} deleted", values: { n } }),
        undo: () => restore.run(items.map((one) => one.id)),
      };
    },
    failed: (problem, { chosen, all }) => tell(problem, of(all, chosen), (left) => remove.run({ chosen: left, all })),
  });
  return { remove: (chosen: ReadonlySet<string>) => chosen.size > 0 && remove.run({ chosen, all: rows }) };
}

const of = (all: readonly TaskOut[], chosen: ReadonlySet<string>) => all.filter((row) => chosen.has(row.id));

interface Moving extends Leaving {
  to: { id: string; title: string };
}

function useMoving(rows: readonly TaskOut[], { picksOf, tell, edit }: Shared & { edit: (given: Edit) => void }) {
  const { slug } = useWorkspace();
  const send = (places: readonly Place[], key: string): Promise<{ items: TaskFull[] }> => {
    const picks = picksOf(places);
    const body: Schema<"TaskPlace">[] = places.map((place, at) => ({ ...place, ...picks[at]! }));
    return unwrap(api.POST("/api/w/{workspace}/tasks/relocation", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key) }));
  };
  const back = useWrite({
    workspace: slug,
    send: ({ places }: { places: readonly Place[]; tasks: readonly TaskOut[] }, key) => send(places, key),
    changed: edited("work.task_relocated"),
    // the other project may not have had the same statuses
    said: ({ items }, { tasks }) => {
      const before = new Map(tasks.map((task) => [task.id, task]));
      const list = items.filter((row) => before.get(row.id)?.status_id !== row.status_id).map((row) => statusBack(row, before.get(row.id)!));
      if (list.length > 0) edit({ list, undone: true });
      return null;
    },
  });
  const move = useWrite({
    workspace: slug,
    send: ({ chosen, all, to }: Moving, key) => send(topmost(all, chosen).map(({ id, version }) => ({ id, version, project_id: to.id })), key),
    paint: ({ chosen, all }) => [{ under: keyOf(slug, "tasks", "table"), edit: (data) => changeRows(data, leaving(withBelow(all, chosen))) }],
    changed: edited("work.task_relocated"),
    said: ({ items }, { chosen, all, to }) => {
      const tasks = topmost(all, chosen);
      const versions = new Map(items.map((row) => [row.id, row.version]));
      const home = () => placesOf(all, tasks).map((place) => ({ ...place, version: versions.get(place.id) ?? 1 }));
      return {
        text: i18n._({ id: "work.bulk.moved", message: "{n, plural, one {# task} other {# tasks}} moved to ‘{to}’", values: { n: items.length, to: to.title } }),
        undo: () => back.run({ places: home(), tasks }),
      };
    },
    failed: (problem, { chosen, all, to }) => tell(problem, topmost(all, chosen), (left) => move.run({ chosen: left, all, to })),
  });
  return { move: (chosen: ReadonlySet<string>, to: Moving["to"]) => chosen.size > 0 && move.run({ chosen, all: rows, to }) };
}

const statusBack = (row: TaskFull, before: TaskOut): BulkChange => ({
  task: row,
  changes: { status_id: before.status_id },
  shown: { status_id: before.status_id, status_type: before.status_type },
  back: { status_id: row.status_id },
  shownBack: { status_id: row.status_id, status_type: row.status_type },
});

/** What changes of the tasks; those that are so already are left out. */
export function changesOf(tasks: readonly TaskOut[], edit: (task: TaskOut) => Omit<BulkChange, "task"> | null): BulkChange[] {
  return tasks.flatMap((task) => {
    const made = edit(task);
    return made && JSON.stringify(made.changes) !== JSON.stringify(made.back) ? [{ task, ...made }] : [];
  });
}
