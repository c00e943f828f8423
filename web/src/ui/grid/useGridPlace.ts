import { useId, useState } from "react";
import { headerLine, type Line } from "./lines";
import type { Editing } from "./types";

/** Where one is in the grid, what is being edited, which groups are closed. */
export function useGridPlace() {
  const id = useId();
  const [line, setLine] = useState<string | null>(null);
  const [lastIndex, setLastIndex] = useState(0);
  const [column, setColumn] = useState(0);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());

  return {
    column,
    editing,
    closed,
    cellId: (lineId: string, at: number = column) => `${id}-${lineId}-${at}`,
    /** A line of null: wherever one was. */
    go(to: { line: string | null; index: number; column: number }) {
      setLine(to.line);
      setLastIndex(to.index);
      setColumn(to.column);
    },
    edit: setEditing,
    /** Index of the active line; -1 is the header. A line that went away leaves one at its place. */
    indexIn(lines: readonly Line<unknown>[]): number {
      if (line === headerLine) return -1;
      const found = lines.findIndex((entry) => entry.id === line);
      return found >= 0 ? found : Math.min(lastIndex, lines.length - 1);
    },
    toggle(group: string) {
      setClosed((before) => {
        const next = new Set(before);
        if (!next.delete(group)) next.add(group);
        return next;
      });
    },
  };
}

export type GridPlace = ReturnType<typeof useGridPlace>;
