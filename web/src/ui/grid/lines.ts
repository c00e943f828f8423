import type { GridGroup } from "./types";

export type Line<Row> =
  | { kind: "group"; id: string; group: GridGroup; rows: readonly Row[]; open: boolean }
  | { kind: "row"; id: string; row: Row };

export const headerLine = "";

interface Grouping<Row> {
  groups?: readonly GridGroup[];
  groupOf?: (row: Row) => string;
  closed: ReadonlySet<string>;
}

/** Rows in their order, below their groups; rows of closed groups are left out. Rows of no known group come last. */
export function linesOf<Row extends { id: string }>(rows: readonly Row[], { groups, groupOf, closed }: Grouping<Row>): Line<Row>[] {
  if (!groups || !groupOf) return rows.map((row) => ({ kind: "row", id: row.id, row }));
  const byGroup = Map.groupBy(rows, groupOf);
  const known = new Set(groups.map((group) => group.id));
  const stray = rows.filter((row) => !known.has(groupOf(row)));
  const lines = groups.flatMap((group): Line<Row>[] => {
    const own = byGroup.get(group.id) ?? [];
    const open = !closed.has(group.id);
    const head: Line<Row> = { kind: "group", id: `group:${group.id}`, group, rows: own, open };
    return open ? [head, ...own.map((row): Line<Row> => ({ kind: "row", id: row.id, row }))] : [head];
  });
  return [...lines, ...stray.map((row): Line<Row> => ({ kind: "row", id: row.id, row }))];
}

/** The rows from one line to another, whichever comes first. */
export function rowsBetween<Row extends { id: string }>(lines: readonly Line<Row>[], one: number, other: number): string[] {
  return lines.slice(Math.max(0, Math.min(one, other)), Math.max(one, other) + 1).flatMap((line) => (line.kind === "row" ? [line.id] : []));
}

/** The lines with one more, at its place: a row that is being edited stays while it is. */
export function withLine<Row extends { id: string }>(lines: readonly Line<Row>[], kept: { line: Line<Row>; index: number } | null): readonly Line<Row>[] {
  return kept === null || lines.some((line) => line.id === kept.line.id) ? lines : lines.toSpliced(kept.index, 0, kept.line);
}

export interface Extent {
  /** Lines without the header. */
  lines: number;
  columns: number;
  /** Lines in view. */
  page: number;
  rightToLeft?: boolean;
}

export interface Spot {
  /** -1 is the header. */
  line: number;
  column: number;
}

/** Where a key leads; null when it is no key of movement. */
export function step(from: Spot, key: { key: string; ctrl: boolean }, extent: Extent): Spot | null {
  const forward = extent.rightToLeft ? -1 : 1;
  const to = {
    ArrowUp: { line: from.line - 1, column: from.column },
    ArrowDown: { line: from.line + 1, column: from.column },
    ArrowLeft: { line: from.line, column: from.column - forward },
    ArrowRight: { line: from.line, column: from.column + forward },
    PageUp: { line: Math.max(0, from.line - extent.page), column: from.column },
    PageDown: { line: from.line + extent.page, column: from.column },
    Home: key.ctrl ? { line: 0, column: 0 } : { line: from.line, column: 0 },
    End: key.ctrl ? { line: extent.lines - 1, column: extent.columns - 1 } : { line: from.line, column: extent.columns - 1 },
  }[key.key];
  if (!to) return null;
  return {
    line: Math.max(-1, Math.min(extent.lines - 1, to.line)),
    column: Math.max(0, Math.min(extent.columns - 1, to.column)),
  };
}
