import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { GridColumn } from "./types";

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});
const narrowest = 64;

/** Sorting and column widths, by TanStack Table; the markup and the keys are ours. */
export function useGridTable<Row extends { id: string }>(rows: readonly Row[], columns: readonly GridColumn<Row>[]) {
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: column.header,
          accessorFn: (row) => (column.sort ?? column.value)(row) ?? undefined,
          size: column.width,
          minSize: narrowest,
          sortUndefined: "last",
          sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
        }),
      ),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows as Row[],
    getRowId: (row) => row.id,
    columnResizeMode: "onChange",
  });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const { rows: modelled } = table.getRowModel();
  return {
    sorted: useMemo(() => modelled.map((row) => row.original), [modelled]),
    headers: headers.map((header) => ({
      id: header.id,
      width: header.getSize(),
      sort: header.column.getIsSorted(),
      toggleSort: () => header.column.toggleSorting(),
      startResize: header.getResizeHandler(),
      widen: (by: number) =>
        table.setColumnSizing((before) => ({ ...before, [header.id]: Math.max(narrowest, header.getSize() + by) })),
    })),
  };
}

/** Numbers by size, words as people sort them ("HW-9" before "HW-10"). */
function compare(first: unknown, second: unknown): number {
  if (typeof first === "number" && typeof second === "number") return first - second;
  return words.compare(String(first), String(second));
}

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export type GridHeader = ReturnType<typeof useGridTable>["headers"][number];
