import { useRef } from "react";
import { type Line, rowsBetween } from "./lines";
import type { GridSelection } from "./types";

interface Given<Row extends { id: string }> {
  selection?: GridSelection;
  lines: readonly Line<Row>[];
  /** The active line. */
  at: number;
}

/** Choosing rows: one by one, a range from where one began, all of them, none. */
export function useGridSelection<Row extends { id: string }>({ selection, lines, at }: Given<Row>) {
  const anchor = useRef<{ line: string; base: ReadonlySet<string> } | null>(null);
  const begin = (index: number, base: ReadonlySet<string>) => {
    anchor.current = { line: lines[index]?.id ?? "", base };
  };
  const toggle = (index: number): boolean => {
    const line = lines[index];
    if (!selection || line?.kind !== "row") return false;
    const next = new Set(selection.chosen);
    if (!next.delete(line.id)) next.add(line.id);
    begin(index, next);
    selection.change(next);
    return true;
  };
  /** Everything from where one began to here, besides what had been chosen before. */
  const extend = (to: number): boolean => {
    if (!selection) return false;
    if (!anchor.current) begin(at, selection.chosen);
    const from = lines.findIndex((line) => line.id === anchor.current?.line);
    selection.change(new Set([...(anchor.current?.base ?? []), ...rowsBetween(lines, from < 0 ? at : from, to)]));
    return true;
  };
  return {
    toggle,
    extend,
    /** All rows; none when all are chosen already. */
    all(): boolean {
      if (!selection) return false;
      const ids = rowsBetween(lines, 0, lines.length - 1);
      selection.change(ids.every((id) => selection.chosen.has(id)) ? new Set() : new Set([...selection.chosen, ...ids]));
      return true;
    },
    clear(): boolean {
      if (!selection || selection.chosen.size === 0) return false;
      selection.change(new Set());
      return true;
    },
    /** A click on the box before a row; with Shift, up to here. */
    pick(index: number, range: boolean): void {
      if (range) extend(index);
      else toggle(index);
    },
    /** The next range begins where one is then. */
    forget(): void {
      anchor.current = null;
    },
  };
}
