import { useQueryClient } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { Commitment, Finished, TeamWeek, Win } from "../queries";
import { titleOf } from "./words";

const told = (kind: string) => (row: Commitment) => [{ kind: `rituals.commitment_${kind}`, subject: "commitment", id: row.id, version: row.version }];
const glad = (row: { id: string; version: number }) => [{ kind: "rituals.win_changed", subject: "win", id: row.id, version: row.version }];

/** What goes to the server, and the words it was made of: they come back when it refuses. */
export interface Committing {
  body: Schema<"CommitmentIn">;
  typed: string;
}

/** Undertakes something for a team; the undo takes it away. `failed` says whether it shows the reason itself. */
export function useCommit(team: string, failed: (problem: ApiProblem, sent: Committing) => boolean) {
  const { slug } = useWorkspace();
  const remove = useRemove();
  return useWrite({
    workspace: slug,
    send: ({ body }: Committing, key): Promise<Commitment> =>
      unwrap(api.POST("/api/w/{workspace}/teams/{team}/commitments", { params: { path: { workspace: slug, team } }, body, headers: writeHeaders(key) })),
    changed: told("made"),
    said: (row) => ({ text: i18n._({ id: "rituals.commit.made", message: "‘{title}’ is on the list", values: { title: titleOf(row) } }), undo: () => remove.run({ row, undone: true }) }),
    failed,
  });
}

interface Edit {
  row: Commitment;
  changes: Schema<"CommitmentPatch">;
  undone?: boolean;
}

/** Changes words, goal, person, priority or place. */
export function useChange() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const write = useWrite({
    workspace: slug,
    send: ({ row, changes }: Edit, key): Promise<Commitment> =>
      unwrap(
        api.PATCH("/api/w/{workspace}/commitments/{commitment}", {
          params: { path: { workspace: slug, commitment: row.id } },
          body: changes,
          headers: writeHeaders(key, versionOf(client, slug, row.id) ?? row.version),
        }),
      ),
    paint: ({ row, changes }) => [
      { under: keyOf(slug, "week"), row: row.id, fields: { ...(changes.title !== undefined && { title: changes.title }), ...(changes.priority !== undefined && { priority: changes.priority }) } },
    ],
    changed: told("changed"),
  });
  return write;
}

/** Ticks it done, or open again; the undo turns it back. */
export function useTick() {
  const { slug } = useWorkspace();
  const write = useWrite({
    workspace: slug,
    send: ({ row, done }: { row: Commitment; done: boolean; undone?: boolean }, key): Promise<Commitment> => {
      const given = { params: { path: { workspace: slug, commitment: row.id } }, headers: writeHeaders(key) };
      return unwrap(
        done ? api.PUT("/api/w/{workspace}/commitments/{commitment}/completion", given) : api.DELETE("/api/w/{workspace}/commitments/{commitment}/completion", given),
      );
    },
    paint: ({ row, done }) => [{ under: keyOf(slug, "week"), row: row.id, fields: { state: done ? "done" : "open" } }],
    changed: (row, { row: before }) => [...told("done")(row), ...(before.task?.id ? [{ kind: "work.task_closed", subject: "task", id: before.task.id }] : [])],
    said: (_, { row, done, undone }) =>
      undone
        ? null
        : {
            text: done
              ? i18n._({ id: "rituals.commit.done", message: "Done: ‘{title}’", values: { title: titleOf(row) } })
              : i18n._({ id: "rituals.commit.reopened", message: "‘{title}’ is open again", values: { title: titleOf(row) } }),
            undo: () => write.run({ row, done: !done, undone: true }),
          },
  });
  return write;
}

/** Takes it into the next week, or back. */
export function useCarry() {
  const { slug } = useWorkspace();
  const write = useWrite({
    workspace: slug,
    send: ({ row, back, reason = "" }: { row: Commitment; back?: boolean; reason?: string }, key): Promise<Commitment> => {
      const given = { params: { path: { workspace: slug, commitment: row.id } }, headers: writeHeaders(key) };
      return unwrap(back ? api.DELETE("/api/w/{workspace}/commitments/{commitment}/carrying", given) : api.POST("/api/w/{workspace}/commitments/{commitment}/carrying", { ...given, body: { reason } }));
    },
    changed: told("carried"),
    said: (after, { row, back }) =>
      back
        ? null
        : {
            text: i18n._({ id: "rituals.commit.carried", message: "‘{title}’ is carried{n, plural, one {} other {, for the {n}. time}}", values: { title: titleOf(row), n: after.carried } }),
            undo: () => write.run({ row, back: true }),
          },
  });
  return write;
}

/** Drops it with a reason, or takes it up again. */
export function useDrop() {
  const { slug } = useWorkspace();
  const write = useWrite({
    workspace: slug,
    send: ({ row, reason }: { row: Commitment; reason: string | null }, key): Promise<Commitment> => {
      const params = { path: { workspace: slug, commitment: row.id } };
      return unwrap(
        reason === null
          ? api.DELETE("/api/w/{workspace}/commitments/{commitment}/dropping", { params, headers: writeHeaders(key) })
          : api.POST("/api/w/{workspace}/commitments/{commitment}/dropping", { params, body: { reason }, headers: writeHeaders(key) }),
      );
    },
    paint: ({ row, reason }) => [{ under: keyOf(slug, "week"), row: row.id, fields: { state: reason === null ? "open" : "dropped", reason: reason ?? "" } }],
    changed: told("dropped"),
    said: (_, { row, reason }) =>
      reason === null ? null : { text: i18n._({ id: "rituals.commit.dropped", message: "‘{title}’ is dropped", values: { title: titleOf(row) } }), undo: () => write.run({ row, reason: null }) },
  });
  return write;
}

/** Takes a slip away; the undo brings it back. */
export function useRemove() {
  const { slug } = useWorkspace();
  const restore = useWrite({
    workspace: slug,
    send: (row: Commitment, key): Promise<Commitment> =>
      unwrap(api.POST("/api/w/{workspace}/commitments/{commitment}/restoration", { params: { path: { workspace: slug, commitment: row.id } }, headers: writeHeaders(key) })),
    changed: told("restored"),
  });
  return useWrite({
    workspace: slug,
    send: async ({ row }: { row: Commitment; undone?: boolean }, key) => {
      await unwrap(api.DELETE("/api/w/{workspace}/commitments/{commitment}", { params: { path: { workspace: slug, commitment: row.id } }, headers: writeHeaders(key) }));
      return row;
    },
    paint: ({ row }) => [{ under: keyOf(slug, "week"), edit: (data) => without(data as TeamWeek, row.id) }],
    changed: (_, { row }) => [{ kind: "rituals.commitment_removed", subject: "commitment", id: row.id }],
    said: (_, { row, undone }) => (undone ? null : { text: i18n._({ id: "rituals.commit.removed", message: "‘{title}’ is taken away", values: { title: titleOf(row) } }), undo: () => restore.run(row) }),
  });
}

const without = (week: TeamWeek, id: string): TeamWeek => ({
  ...week,
  commitments: week.commitments.filter((one) => one.id !== id),
  unfinished: week.unfinished.filter((one) => one.id !== id),
});

/** A win in words, or made of what was finished. */
export function useWin(team: string) {
  const { slug } = useWorkspace();
  const remove = useRemoveWin();
  return useWrite({
    workspace: slug,
    send: (body: Schema<"WinIn">, key): Promise<Win> => unwrap(api.POST("/api/w/{workspace}/teams/{team}/wins", { params: { path: { workspace: slug, team } }, body, headers: writeHeaders(key) })),
    changed: glad,
    said: (win) => ({ text: i18n._({ id: "rituals.win.made", message: "A win: ‘{text}’", values: { text: win.text } }), undo: () => remove.run({ win, undone: true }) }),
  });
}

export const asWin = (task: Finished): Schema<"WinIn"> => ({ task_id: task.id, commitment_id: task.commitment_id });

export function useChangeWin() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: ({ win, text }: { win: Win; text: string }, key): Promise<Win> =>
      unwrap(api.PATCH("/api/w/{workspace}/wins/{win}", { params: { path: { workspace: slug, win: win.id } }, body: { text }, headers: writeHeaders(key, versionOf(client, slug, win.id) ?? win.version) })),
    paint: ({ win, text }) => [{ under: keyOf(slug, "week"), row: win.id, fields: { text } }],
    changed: glad,
  });
}

export function useRemoveWin() {
  const { slug } = useWorkspace();
  const restore = useWrite({
    workspace: slug,
    send: (win: Win, key): Promise<Win> => unwrap(api.POST("/api/w/{workspace}/wins/{win}/restoration", { params: { path: { workspace: slug, win: win.id } }, headers: writeHeaders(key) })),
    changed: glad,
  });
  return useWrite({
    workspace: slug,
    send: async ({ win }: { win: Win; undone?: boolean }, key) => {
      await unwrap(api.DELETE("/api/w/{workspace}/wins/{win}", { params: { path: { workspace: slug, win: win.id } }, headers: writeHeaders(key) }));
      return null;
    },
    changed: (_, { win }) => [{ kind: "rituals.win_removed", subject: "win", id: win.id }],
    said: (_, { win, undone }) => (undone ? null : { text: i18n._({ id: "rituals.win.removed", message: "The win is taken away" }), undo: () => restore.run(win) }),
  });
}

/** Be glad, or not any more. */
export function useCheer() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ win, glad: now }: { win: Win; glad: boolean }, key): Promise<Win> => {
      const given = { params: { path: { workspace: slug, win: win.id } }, headers: writeHeaders(key) };
      return unwrap(now ? api.PUT("/api/w/{workspace}/wins/{win}/cheer", given) : api.DELETE("/api/w/{workspace}/wins/{win}/cheer", given));
    },
    paint: ({ win, glad: now }) => [{ under: keyOf(slug, "week"), row: win.id, fields: { cheered: now } }],
    changed: (row) => [{ kind: "rituals.win_cheered", subject: "win", id: row.id }],
  });
}
