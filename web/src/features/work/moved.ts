import { type Schema, api, unwrap } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { formatShare } from "@/lib/numbers";
import type { TaskFull } from "./queries";

const goals = 3;

interface Moved {
  title: string;
  from: number | null;
  to: number | null;
  /** Only the work below it moved, its number comes from elsewhere. */
  work: boolean;
}

/** "Done. 'Checkout languages' 40 % -> 45 %": what a task that was closed or reopened has moved above it. */
export async function movedSentence(slug: string, task: TaskFull, locale?: string): Promise<string> {
  const verb = verbOf(task);
  const moved = await whatMoved(slug, task.id).catch(() => null);
  if (!moved) return `${verb}.`;
  const show = (share: number | null) => (share === null ? "–" : formatShare(share, locale));
  const values = { verb, title: moved.title, from: show(moved.from), to: show(moved.to) };
  return moved.work
    ? i18n._({ id: "work.moved.work", message: "{verb}. Work for ‘{title}’ {from} → {to}", values })
    : i18n._({ id: "work.moved.goal", message: "{verb}. ‘{title}’ {from} → {to}", values });
}

const verbOf = ({ status_type, label }: TaskFull): string =>
  ({
    done: i18n._({ id: "work.moved.done", message: "Done" }),
    cancelled: i18n._({ id: "work.moved.cancelled", message: "{label} is cancelled", values: { label } }),
    open: i18n._({ id: "work.moved.open", message: "{label} is open again", values: { label } }),
    active: i18n._({ id: "work.moved.active", message: "{label} is under way", values: { label } }),
  })[status_type];

/** The nearest key result whose number it moved, else the nearest whose work. */
async function whatMoved(slug: string, task: string): Promise<Moved | null> {
  const { nodes, bonds } = await unwrap(api.GET("/api/w/{workspace}/tasks/{task}/line", { params: { path: { workspace: slug, task } } }));
  const served = bonds.filter((bond) => bond.kind === "work").toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1));
  const near = served.flatMap((bond) => nodes.filter((node) => node.key === bond.parent && node.id !== null));
  const found = await Promise.all(near.slice(0, goals).map((node) => lastMove(slug, node.id!, task)));
  const moves = found.filter((move) => move !== null);
  return moves.find((move) => !move.work) ?? moves[0] ?? null;
}

async function lastMove(slug: string, keyResult: string, task: string): Promise<Moved | null> {
  const path = { workspace: slug, key_result: keyResult };
  const { key_result, changes } = await unwrap(api.GET("/api/w/{workspace}/key-results/{key_result}", { params: { path } }));
  const last = changes.find((change) => change.kind === "progress.changed");
  const pair = last?.cause?.id === task ? pairOf(last.changes) : null;
  return pair && { title: key_result.title, from: pair.shares[0], to: pair.shares[1], work: pair.work };
}

function pairOf(changes: Schema<"ChangeOut">["changes"]): { shares: [number | null, number | null]; work: boolean } | null {
  const work = !("progress" in changes);
  const pair = changes[work ? "work" : "progress"];
  return Array.isArray(pair) ? { shares: pair as [number | null, number | null], work } : null;
}
