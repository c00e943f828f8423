import { partialMatchKey, type Query, type QueryClient, type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useLatest } from "@/lib/useLatest";
import { uuid } from "@/lib/uuid";
import { type Change, refresherOf } from "./cache";
import { type ApiProblem, asProblem } from "@/lib/problem";
import { changeRows, findRow, replaceRow, type Row } from "./rows";

/**
 * What to show before the server has answered: fields of one row, or an edit of a whole cached answer (insert, remove, reorder).
 * Either is painted again over answers that arrive meanwhile, so an edit must leave alone what has it already.
 */
export type Paint =
  | { under: QueryKey; row: string; fields: Record<string, unknown> }
  | { under: QueryKey; edit: (data: unknown) => unknown };

export interface Said {
  text: string;
  /** Offered for ten seconds. */
  undo?: () => void;
}

export interface Write<Input, Answer> {
  workspace: string;
  /** `key` is the idempotency key: the same for every retry. Ask `versionOf` here, not before: earlier writes have landed by then. */
  send: (input: Input, key: string) => Promise<Answer>;
  paint?: (input: Input) => Paint[];
  /** What this changed, in the words of the event stream: refreshes by the same table as the stream. */
  changed?: (answer: Answer, input: Input) => Change[];
  said?: (answer: Answer, input: Input) => Said | null;
  /** Called with the problem after the roll-back; return true if it was shown (on a form), else a toast tells it. */
  failed?: (problem: ApiProblem, input: Input) => boolean;
}

/** How this module speaks to people; app/ sets it to the toasts of ui/. */
export interface Voice {
  tell: (said: Said) => void;
  warn: (problem: ApiProblem) => void;
}

let voice: Voice = { tell: () => undefined, warn: () => undefined };
export function setVoice(next: Voice): void {
  voice = next;
}

interface Sent<Input> {
  input: Input;
  key: string;
}

/**
 * Every write of the product. Paints at once, sends in the order of the clicks, retries only what may succeed, rolls back with
 * the reason, settles with the server's row, then refreshes by event kind. Returns `run` (fire and forget), `ask` (a promise of the answer)
 * and whether something is under way.
 */
export function useWrite<Input, Answer>(write: Write<Input, Answer>) {
  const client = useQueryClient();
  const latest = useLatest(write);

  const mutation = useMutation<Answer, unknown, Sent<Input>, Undo[]>({
    scope: { id: "writes" },
    mutationFn: ({ input, key }) => latest.current.send(input, key),
    onMutate: ({ input, key }) => paintAll(client, key, latest.current.paint?.(input) ?? []),
    onError: (thrown, { input, key }, undos) => {
      const problem = asProblem(thrown);
      unanswered(client).delete(key);
      for (const undo of undos ?? []) undo();
      if (!latest.current.failed?.(problem, input)) voice.warn(problem);
    },
    onSuccess: (answer, { input, key }) => {
      unanswered(client).delete(key);
      settle(client, latest.current.workspace, answer);
      const changes = latest.current.changed?.(answer, input) ?? [];
      refresherOf(client, latest.current.workspace).take(changes, { own: true, painted: latest.current.paint !== undefined });
      const said = latest.current.said?.(answer, input);
      if (said) voice.tell(said);
    },
  });

  const { mutate, mutateAsync, isPending } = mutation;
  const run = useCallback((input: Input) => mutate({ input, key: uuid() }), [mutate]);
  const ask = useCallback((input: Input) => mutateAsync({ input, key: uuid() }), [mutateAsync]);
  return { run, ask, isPending };
}

/** The newest version of a row that any cached answer knows; for If-Match. */
export function versionOf(client: QueryClient, workspace: string, id: string): number | undefined {
  const versions = client
    .getQueriesData({ queryKey: [workspace] })
    .map(([, data]) => findRow(data, id)?.version)
    .filter((version) => version !== undefined);
  return versions.length > 0 ? Math.max(...versions) : undefined;
}

type Undo = () => void;

const waiting = new WeakMap<QueryClient, Map<string, Paint[]>>();

/** The paints of writes that have no answer yet, by idempotency key, in the order of the clicks. */
function unanswered(client: QueryClient): Map<string, Paint[]> {
  const known = waiting.get(client) ?? new Map<string, Paint[]>();
  waiting.set(client, known);
  return known;
}

/** Lays what is still unanswered over an answer of the server, which may be older than the last click: nothing jumps back and forth. */
export function paintedOver(client: QueryClient, key: QueryKey, data: unknown): unknown {
  const paints = [...unanswered(client).values()].flat().filter((paint) => partialMatchKey(key, paint.under));
  return paints.reduce((shown, paint) => ("row" in paint ? withFields(shown, paint) : paint.edit(shown)), data);
}

const withFields = (data: unknown, { row, fields }: Extract<Paint, { row: string }>) => replaceRow(data, row, (have) => ({ ...have, ...fields }));

async function paintAll(client: QueryClient, write: string, paints: Paint[]): Promise<Undo[]> {
  unanswered(client).set(write, paints);
  // not awaited one by one: the paint must be on the screen in this frame
  for (const paint of paints) void client.cancelQueries({ queryKey: paint.under, predicate: hasData });
  return paints.flatMap((paint) => ("row" in paint ? paintRow(client, paint) : paintEdit(client, paint)));
}

/** A first load must go on: it would not be asked again, and there is nothing painted that it could overwrite. */
const hasData = (query: Query) => query.state.data !== undefined;

function paintRow(client: QueryClient, paint: Extract<Paint, { row: string }>): Undo[] {
  return client.getQueriesData({ queryKey: paint.under }).flatMap(([key, data]): Undo[] => {
    const before = findRow(data, paint.row) as (Row & Record<string, unknown>) | null;
    if (!before) return [];
    client.setQueryData(key, withFields(data, paint));
    const old = Object.fromEntries(Object.keys(paint.fields).map((name) => [name, before[name]]));
    return [() => unpaintRow(client, { key, paint, old })];
  });
}

/** Takes back only the fields that still show what we painted: a later edit of the same row stays. */
function unpaintRow(
  client: QueryClient,
  given: { key: QueryKey; paint: Extract<Paint, { row: string }>; old: Record<string, unknown> },
): void {
  const { key, paint, old } = given;
  client.setQueryData(key, (data: unknown) =>
    replaceRow(data, paint.row, (row) => {
      const shown = row as Row & Record<string, unknown>;
      const ours = Object.keys(old).filter((name) => Object.is(shown[name], paint.fields[name]));
      return { ...shown, ...Object.fromEntries(ours.map((name) => [name, old[name]])) };
    }),
  );
  void client.invalidateQueries({ queryKey: key });
}

function paintEdit(client: QueryClient, paint: Extract<Paint, { edit: (data: unknown) => unknown }>): Undo[] {
  return client.getQueriesData({ queryKey: paint.under }).flatMap(([key, before]): Undo[] => {
    if (before === undefined) return [];
    const painted = paint.edit(before);
    client.setQueryData(key, painted);
    return [
      () => {
        if (client.getQueryData(key) === painted) client.setQueryData(key, before);
        void client.invalidateQueries({ queryKey: key });
      },
    ];
  });
}

/** The server's row, or the rows of an answer on many, replace ours wherever they are cached, unless newer ones are there already. */
function settle(client: QueryClient, workspace: string, answer: unknown): void {
  const rows = rowsOf(answer);
  if (rows.size === 0) return;
  const settled = (have: Row) => {
    const row = rows.get(have.id);
    return row && (have.version ?? 0) <= (row.version ?? 0) ? { ...have, ...row } : have;
  };
  for (const [key, data] of client.getQueriesData({ queryKey: [workspace] })) {
    const next = changeRows(data, settled);
    if (next !== data) client.setQueryData(key, paintedOver(client, key, next));
  }
}

function rowsOf(answer: unknown): ReadonlyMap<string, Row> {
  if (typeof answer !== "object" || answer === null) return new Map();
  const { items } = answer as { items?: unknown };
  const rows = (Array.isArray(items) ? items : [answer]) as Row[];
  return new Map(rows.filter((row) => typeof row.id === "string" && row.version !== undefined).map((row) => [row.id, row]));
}

/** The newest versions of many rows that any cached answer knows: one pass, where `versionOf` is one for each. */
export function versionsOf(client: QueryClient, workspace: string, ids: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const wanted = new Set(ids);
  for (const [, data] of client.getQueriesData({ queryKey: [workspace] })) {
    changeRows(data, (row) => {
      if (wanted.has(row.id) && row.version !== undefined) found.set(row.id, Math.max(found.get(row.id) ?? 0, row.version));
      return row;
    });
  }
  return found;
}
