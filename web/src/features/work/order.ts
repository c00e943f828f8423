/** The order of tasks in a table that shows a tree: where one is carried to, and how the table looks then. Pure. */

export interface Hanging {
  id: string;
  parent_id: string | null;
  depth: number;
}

/** Below which task (null: at the top), and before which of its subtasks (null: last). */
export interface Place {
  parent_id: string | null;
  before: string | null;
}

type Rows = readonly Hanging[];

/** The row and all below it; rows stand in the order of the tree. */
export function branch<Row extends Hanging>(rows: readonly Row[], id: string): Row[] {
  const from = rows.findIndex((row) => row.id === id);
  const top = rows[from];
  if (!top) return [];
  const below = rows.slice(from + 1).findIndex((row) => row.depth <= top.depth);
  return rows.slice(from, below < 0 ? undefined : from + 1 + below);
}

/** Where it stands now. */
export function placeIn(rows: Rows, id: string): Place | null {
  const row = rows.find((one) => one.id === id);
  return row ? { parent_id: row.parent_id, before: nextOf(rows, row)?.id ?? null } : null;
}

/** Where Alt and an arrow lead: up and down among its siblings, in below the one above it, out behind its parent. */
export function carriedTo(rows: Rows, id: string, key: string): Place | null {
  const row = rows.find((one) => one.id === id);
  if (!row) return null;
  const siblings = rows.filter((one) => one.parent_id === row.parent_id);
  const at = siblings.indexOf(row);
  const [above, below] = [siblings[at - 1], siblings[at + 1]];
  if (key === "ArrowUp") return above ? { parent_id: row.parent_id, before: above.id } : null;
  if (key === "ArrowDown") return below ? { parent_id: row.parent_id, before: siblings[at + 2]?.id ?? null } : null;
  if (key === "ArrowRight") return above ? { parent_id: above.id, before: null } : null;
  const parent = rows.find((one) => one.id === row.parent_id);
  return parent ? { parent_id: parent.parent_id, before: nextOf(rows, parent)?.id ?? null } : null;
}

/** Where a drop leads; null where it changes nothing, or would hang a task below itself. */
export function droppedAt(rows: Rows, id: string, beside: { id: string; put: "before" | "after" | "into" }): Place | null {
  const target = rows.find((row) => row.id === beside.id);
  if (!target || branch(rows, id).some((row) => row.id === target.id)) return null;
  const place = besideOf(rows, target, beside.put);
  const now = placeIn(rows, id);
  const same = place.parent_id === now?.parent_id && (place.before === now.before || place.before === id);
  return same ? null : place;
}

/** The rows with one, and all below it, at another place. */
export function placed<Row extends Hanging>(rows: readonly Row[], id: string, to: Place): Row[] {
  const moving = branch(rows, id);
  const top = moving[0];
  if (!top) return [...rows];
  const gone = new Set(moving.map((row) => row.id));
  const rest = rows.filter((row) => !gone.has(row.id));
  const parent = rest.find((row) => row.id === to.parent_id);
  const deeper = (parent ? parent.depth + 1 : 0) - top.depth;
  const moved = moving.map((row) => ({ ...row, depth: row.depth + deeper, ...(row === top && { parent_id: to.parent_id }) }));
  return rest.toSpliced(indexIn(rest, to), 0, ...moved);
}

function besideOf(rows: Rows, target: Hanging, put: "before" | "after" | "into"): Place {
  const first = rows[rows.indexOf(target) + 1];
  if (put === "before") return { parent_id: target.parent_id, before: target.id };
  if (put === "into") return { parent_id: target.id, before: null };
  // between a task and its first subtask one drops among the subtasks
  if (first?.parent_id === target.id) return { parent_id: target.id, before: first.id };
  return { parent_id: target.parent_id, before: nextOf(rows, target)?.id ?? null };
}

function indexIn(rows: Rows, { parent_id, before }: Place): number {
  const index = before === null ? -1 : rows.findIndex((row) => row.id === before);
  if (index >= 0) return index;
  const parent = parent_id === null ? -1 : rows.findIndex((row) => row.id === parent_id);
  return parent < 0 ? rows.length : parent + branch(rows, rows[parent]!.id).length;
}

function nextOf(rows: Rows, row: Hanging): Hanging | undefined {
  const siblings = rows.filter((one) => one.parent_id === row.parent_id);
  return siblings[siblings.findIndex((one) => one.id === row.id) + 1];
}
