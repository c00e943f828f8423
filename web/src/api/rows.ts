/** Finding and replacing rows in whatever shape a query cached them: one row, a list, pages, rows inside rows. */

export type Row = { id: string; version?: number };

const depth = 8;

/** `data` with every object of this id changed; the same reference when there was none. */
export function replaceRow(data: unknown, id: string, change: (row: Row) => unknown, level = 0): unknown {
  if (level > depth || typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) {
    const next = data.map((entry) => replaceRow(entry, id, change, level + 1));
    return next.some((entry, at) => entry !== data[at]) ? next : data;
  }
  const object = data as Record<string, unknown>;
  if (object.id === id) return change(object as unknown as Row);
  let next: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(object)) {
    const replaced = replaceRow(value, id, change, level + 1);
    if (replaced !== value) next = { ...(next ?? object), [name]: replaced };
  }
  return next ?? data;
}

/** `data` with every object in it changed, what is inside first; the same reference when nothing did. */
export function mapObjects(data: unknown, change: (object: Record<string, unknown>) => Record<string, unknown>, level = 0): unknown {
  if (level > depth || typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) {
    const next = data.map((entry) => mapObjects(entry, change, level + 1));
    return next.some((entry, at) => entry !== data[at]) ? next : data;
  }
  let next = data as Record<string, unknown>;
  for (const [name, value] of Object.entries(data)) {
    const changed = mapObjects(value, change, level + 1);
    if (changed !== value) next = { ...next, [name]: changed };
  }
  return change(next);
}

/** `data` with many rows changed at once, by id; null takes a row out of its list. The same reference when there was none. */
export function changeRows(data: unknown, change: (row: Row) => unknown, level = 0): unknown {
  if (level > depth || typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) {
    const next = data.map((entry) => changeRows(entry, change, level + 1)).filter((entry) => entry !== null);
    return next.length !== data.length || next.some((entry, at) => entry !== data[at]) ? next : data;
  }
  const object = data as Record<string, unknown>;
  let next = typeof object.id === "string" ? change(object as unknown as Row) : object;
  if (next === null || next !== object) return next;
  for (const [name, value] of Object.entries(object)) {
    const changed = changeRows(value, change, level + 1);
    if (changed !== value) next = { ...(next as object), [name]: changed };
  }
  return next;
}

export function findRow(data: unknown, id: string, level = 0): Row | null {
  if (level > depth || typeof data !== "object" || data === null) return null;
  if (!Array.isArray(data) && (data as Row).id === id) return data as Row;
  for (const value of Object.values(data)) {
    const found = findRow(value, id, level + 1);
    if (found) return found;
  }
  return null;
}
