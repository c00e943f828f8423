import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useCallback, useEffect, useId, useMemo, useRef } from "react";
import { useLatest } from "@/lib/useLatest";
import styles from "./Grid.module.css";
import { GridHead } from "./GridHead";
import { useHeldFocus } from "../useHeldFocus";
import { GridLine, type LineKeys } from "./GridLine";
import { headerLine, type Line, linesOf, withLine } from "./lines";
import type { GridProps } from "./types";
import { type GridKeys, useGridKeys } from "./useGridKeys";
import { useGridDrops } from "./useGridOrder";
import { useGridPlace } from "./useGridPlace";
import { useGridTable } from "./useGridTable";

const height = { row: 36, group: 38 };
const pickWidth = 34;

/**
 * A table one can work in by keyboard: arrows, PageUp/Down, Home/End move; typing, Enter or F2 edits; Enter saves and goes down, Tab saves
 * and goes on, Escape leaves it as it was; Ctrl+Enter opens the row; Alt with arrows carries it. The focus never leaves the grid itself (aria-activedescendant), so
 * rows may come and go while one scrolls.
 */
export function Grid<Row extends { id: string }>(props: GridProps<Row>) {
  const { label, rows, columns, onEdit, groups, groupOf, groupNote, selection, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  const { sorted, headers } = useGridTable(rows, columns);
  const place = useGridPlace();
  const { closed } = place;
  const drawn = useMemo(() => linesOf(sorted, { groups, groupOf, closed }), [sorted, groups, groupOf, closed]);
  const lines = useKept(drawn, place.editing?.line ?? null);
  const at = place.indexIn(lines);
  useHeldFocus(box, () => box.current);

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    // the same functions while the lines are the same, or every line would be measured anew
    estimateSize: useCallback((index: number) => (lines[index]?.kind === "group" ? height.group : height.row), [lines]),
    getItemKey: useCallback((index: number) => lines[index]?.id ?? index, [lines]),
    overscan: 10,
    scrollPaddingStart: height.row,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => withActive({ from: startIndex - overscan, to: endIndex + overscan, count }, at),
  });
  const order = groups || headers.some((header) => header.sort) ? undefined : props.order;
  const name = useId();
  useGridDrops(name, rows, order);
  const keys = useGridKeys({ ...props, order, lines, headers, place, at, box, scrollTo: (index) => index >= 0 && virtual.scrollToIndex(index) });
  const lineKeys = useLineKeys(keys);
  const widths = [...(selection ? [pickWidth] : []), ...headers.map((header) => header.width)];
  const template = { "--grid-columns": widths.map((width) => `${width}px`).join(" "), "--grid-width": `${widths.reduce((sum, width) => sum + width, 0)}px` } as CSSProperties;
  const chosen = selection?.chosen;
  const some = chosen && (chosen.size === 0 ? false : rows.every((row) => chosen.has(row.id)) || ("some" as const));

  return (
    <div
      ref={box}
      role={groups ? "treegrid" : "grid"}
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable={selection ? true : undefined}
      data-choosing={(chosen && chosen.size > 0) || undefined}
      aria-activedescendant={place.cellId(at < 0 ? headerLine : (lines[at]?.id ?? headerLine))}
      tabIndex={0}
      className={styles.grid}
      style={template}
      onKeyDown={keys.press}
      onCopy={keys.copy}
      onPaste={keys.paste}
    >
      <GridHead headers={headers} columns={columns} place={place} active={at < 0} focusGrid={keys.focusGrid} chosen={some} chooseAll={keys.chooseAll} />
      <div role="rowgroup" className={styles.body} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line: Line<Row> | undefined = lines[item.index];
          if (!line) return null;
          const active = item.index === at;
          return (
            <GridLine
              key={line.id}
              line={line}
              index={item.index}
              start={item.start}
              columns={columns}
              activeColumn={active ? place.column : null}
              cellId={place.cellId}
              editing={place.editing?.line === line.id ? place.editing : null}
              groupNote={groupNote}
              onEdit={onEdit}
              keys={lineKeys}
              chosen={chosen?.has(line.id)}
              grid={order && name}
            />
          );
        })}
      </div>
      {lines.length === 0 && (
        <div role="row">
          <div role="gridcell" aria-colspan={columns.length} className={styles.empty}>
            {empty}
          </div>
        </div>
      )}
    </div>
  );
}

/** A row that is being edited stays, though an answer from the server leaves it out: what one types is not taken away. */
function useKept<Row extends { id: string }>(lines: readonly Line<Row>[], edited: string | null): readonly Line<Row>[] {
  const kept = useRef<{ line: Line<Row>; index: number } | null>(null);
  const index = edited === null ? -1 : lines.findIndex((line) => line.id === edited);
  const line = lines[index];
  useEffect(() => {
    if (edited === null) kept.current = null;
    else if (line) kept.current = { line, index };
  });
  // oxlint-disable-next-line react/refs -- what was drawn last, kept for one render only
  const missing = edited !== null && !line ? kept.current : null;
  return useMemo(() => withLine(lines, missing?.line.id === edited ? missing : null), [lines, missing, edited]);
}

/** The same functions for ever, so that a line is drawn again only when it changes. */
function useLineKeys(keys: GridKeys): LineKeys {
  const latest = useLatest(keys);
  return useMemo(
    () => ({
      click: (...given) => latest.current.click(...given),
      done: (...given) => latest.current.done(...given),
      toggle: (...given) => latest.current.toggle(...given),
      pick: (...given) => latest.current.pick(...given),
    }),
    [latest],
  );
}

/** The lines to draw: those in view and around it, and always the active one, which aria-activedescendant must find. */
function withActive({ from, to, count }: { from: number; to: number; count: number }, active: number): number[] {
  const first = Math.max(0, from);
  const last = Math.min(count - 1, to);
  const range = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
  if (active >= 0 && active < first) return [active, ...range];
  return active > last && active < count ? [...range, active] : range;
}
