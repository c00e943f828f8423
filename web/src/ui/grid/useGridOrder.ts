import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { draggable, dropTargetForElements, monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type RefObject, useEffect, useState } from "react";
import { useLatest } from "@/lib/useLatest";
import type { GridOrder, Put } from "./types";

/** Part of a line's height, at its top and at its bottom, that means "before" and "after" it; the rest means "into". */
const edge = 0.3;

/** A line that can be carried by the pointer and takes others: where one that hovers over it would be put. */
export function useLineDrag(box: RefObject<HTMLDivElement | null>, { id, grid, movable }: { id: string; grid: string; movable: boolean }) {
  const [over, setOver] = useState<Put | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element || !movable) return;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ grid, line: id }),
        onDragStart: () => element.setAttribute("data-dragged", ""),
        onDrop: () => element.removeAttribute("data-dragged"),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.grid === grid && source.data.line !== id,
        getData: ({ input }) => ({ line: id, put: putAt(input.clientY, element.getBoundingClientRect()) }),
        onDrag: ({ self }) => setOver(self.data.put as Put),
        onDragLeave: () => setOver(null),
        onDrop: () => setOver(null),
      }),
    );
  }, [box, id, grid, movable]);
  return over;
}

/** Tells the page what was put where. */
export function useGridDrops<Row extends { id: string }>(grid: string, rows: readonly Row[], order: GridOrder<Row> | undefined): void {
  const latest = useLatest({ rows, order });
  const on = order !== undefined;
  useEffect(
    () =>
      on
        ? monitorForElements({
            canMonitor: ({ source }) => source.data.grid === grid,
            onDrop({ source, location }) {
              const target = location.current.dropTargets[0]?.data;
              const find = (id: unknown) => latest.current.rows.find((row) => row.id === id);
              const [row, beside] = [find(source.data.line), find(target?.line)];
              if (row && beside) latest.current.order?.put(row, beside, target?.put as Put);
            },
          })
        : undefined,
    [grid, on, latest],
  );
}

export function putAt(y: number, { top, height }: { top: number; height: number }): Put {
  const way = (y - top) / height;
  if (way < edge) return "before";
  return way > 1 - edge ? "after" : "into";
}
