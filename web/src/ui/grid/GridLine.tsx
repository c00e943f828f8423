import { memo, type ReactNode, useRef } from "react";
import { useFormatLocale } from "@/i18n/i18n";
import { Person } from "../Avatar";
import { Icon } from "../icons";
import { Count } from "../Status";
import { CellEditor } from "./CellEditor";
import { writeCell } from "./cells";
import styles from "./Grid.module.css";
import { PickBox } from "./GridHead";
import type { Line } from "./lines";
import type { Editing, GridColumn, GridProps } from "./types";
import { useLineDrag } from "./useGridOrder";
import type { GridKeys } from "./useGridKeys";

export type LineKeys = Pick<GridKeys, "click" | "done" | "toggle" | "pick">;

interface GridLineProps<Row extends { id: string }> {
  line: Line<Row>;
  index: number;
  /** Pixels from the top. */
  start: number;
  columns: readonly GridColumn<Row>[];
  /** null when another line is the active one. */
  activeColumn: number | null;
  cellId: (line: string, column: number) => string;
  editing: Editing | null;
  groupNote?: (rows: readonly Row[]) => ReactNode;
  onEdit: GridProps<Row>["onEdit"];
  keys: LineKeys;
  /** undefined where rows cannot be chosen. */
  chosen?: boolean;
  /** Given: the row can be carried within this grid. */
  grid?: string;
}

function PlainLine<Row extends { id: string }>(props: GridLineProps<Row>) {
  const { line, index, start } = props;
  const box = useRef<HTMLDivElement>(null);
  const over = useLineDrag(box, { id: line.id, grid: props.grid ?? "", movable: props.grid !== undefined && line.kind === "row" && !props.editing });
  const shared = { "aria-rowindex": index + 2, style: { transform: `translateY(${start}px)` } };
  if (line.kind === "group") {
    return (
      <div role="row" aria-expanded={line.open} className={styles.group} {...shared}>
        <GroupCell {...props} line={line} />
      </div>
    );
  }
  return (
    <div ref={box} role="row" data-put={over ?? undefined} aria-selected={props.chosen} className={styles.row} data-active={props.activeColumn !== null || undefined} {...shared}>
      {props.chosen !== undefined && <PickBox on={props.chosen} pick={(range) => props.keys.pick(index, range)} />}
      {props.columns.map((column, at) => (
        <Cell key={column.id} {...props} row={line.row} column={column} at={at} />
      ))}
    </div>
  );
}

function Cell<Row extends { id: string }>(props: GridLineProps<Row> & { row: Row; column: GridColumn<Row>; at: number }) {
  const { line, index, column, at, row, editing, activeColumn, cellId, keys } = props;
  const locale = useFormatLocale();
  const editor = column.edit?.(row) ?? null;
  const open = editing?.column === at && editor;
  const value = column.value(row);
  return (
    <div
      id={cellId(line.id, at)}
      role="gridcell"
      aria-colindex={at + 1}
      aria-readonly={editor ? undefined : true}
      data-active={activeColumn === at || undefined}
      data-align={column.align}
      className={styles.cell}
      onClick={(event) => {
        if (!open && !isControl(event.target)) keys.click(index, at, event.detail > 1);
      }}
    >
      {open ? (
        <CellEditor label={column.header} editor={editor} value={value} typed={editing.typed} done={keys.done} />
      ) : (
        <span className={styles.clip}>{column.render ? column.render(row) : shown(writeCell(value, editor, locale), editor?.kind)}</span>
      )}
    </div>
  );
}

function GroupCell<Row extends { id: string }>(props: GridLineProps<Row> & { line: Extract<Line<Row>, { kind: "group" }> }) {
  const { line, columns, activeColumn, cellId, groupNote, keys } = props;
  // one cell for the whole width; whatever column one comes from, it is the active one
  return (
    <div
      id={cellId(line.id, activeColumn ?? 0)}
      role="gridcell"
      aria-colspan={columns.length}
      data-active={activeColumn !== null || undefined}
      className={styles.groupCell}
      onClick={() => keys.toggle(line.group.id)}
    >
      <Icon name={line.open ? "chevronDown" : "chevronRight"} size={14} />
      {line.group.label}
      <Count>{line.rows.length}</Count>
      {groupNote && <span className={styles.groupNote}>{groupNote(line.rows)}</span>}
    </div>
  );
}

const shown = (text: string, kind?: string): ReactNode => (kind === "person" && text ? <Person name={text} size={20} /> : text);

/** A link or button inside a cell has its own click. */
const isControl = (target: EventTarget) => target instanceof Element && target.closest("a, button") !== null;

function same<Row extends { id: string }>(before: GridLineProps<Row>, after: GridLineProps<Row>): boolean {
  const { line: old } = before;
  const { line } = after;
  const sameLine = old.kind === "row" && line.kind === "row" ? old.row === line.row : old === line;
  const samePlace = before.start === after.start && before.index === after.index && before.columns === after.columns;
  return sameLine && samePlace && before.activeColumn === after.activeColumn && before.editing === after.editing && before.chosen === after.chosen && before.grid === after.grid;
}

export const GridLine = memo(PlainLine, same) as typeof PlainLine;
