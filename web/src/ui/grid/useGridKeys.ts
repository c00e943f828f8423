import type { ClipboardEvent, KeyboardEvent, RefObject } from "react";
import { isSame, readCell, writeCell } from "./cells";
import { headerLine, type Line, step } from "./lines";
import type { AfterEdit } from "./editing";
import type { CellValue, Editor, GridProps } from "./types";
import type { GridPlace } from "./useGridPlace";
import { useGridSelection } from "./useGridSelection";
import type { GridHeader } from "./useGridTable";

interface Given<Row extends { id: string }> extends GridProps<Row> {
  lines: readonly Line<Row>[];
  headers: readonly GridHeader[];
  place: GridPlace;
  at: number;
  box: RefObject<HTMLDivElement | null>;
  scrollTo: (index: number) => unknown;
}

const moves: Record<Exclude<AfterEdit, "stay" | "leave">, string> = { down: "ArrowDown", up: "ArrowUp", next: "ArrowRight", previous: "ArrowLeft" };
const widenBy = 24;

/** What keys, clicks and the clipboard do. While an editor is open it has the keys; when it closes the grid takes the focus back. */
export function useGridKeys<Row extends { id: string }>(given: Given<Row>) {
  const { lines, columns, headers, place, at, box, onEdit, onOpen } = given;
  const line = lines[at];
  const column = columns[place.column];
  const row = line?.kind === "row" ? line.row : null;
  const rightToLeft = document.documentElement.dir === "rtl";
  const picks = useGridSelection({ selection: given.selection, lines, at });
  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / 36) - 2);

  const focusGrid = () => box.current?.focus({ preventScroll: true });
  const go = (index: number, to: number) => {
    // before the first rows are there nobody means the header
    place.go({ line: lines[index]?.id ?? (lines.length > 0 ? headerLine : null), index: Math.max(0, index), column: to });
    given.scrollTo(index);
  };
  const move = (key: string, ctrl = false): boolean => {
    const to = step({ line: at, column: place.column }, { key, ctrl }, { lines: lines.length, columns: columns.length, page, rightToLeft });
    if (to) go(to.line, to.column);
    return to !== null;
  };
  const editorOf = (of: Row | null): Editor | null => (of && column?.edit ? column.edit(of) : null);
  const startEdit = (typed: string | null): boolean => {
    const editor = editorOf(row);
    if (!editor || !line) return false;
    place.edit({ line: line.id, column: place.column, typed });
    return true;
  };

  const enter = (open: boolean): boolean => {
    if (at < 0) headers[place.column]?.toggleSort();
    else if (line?.kind === "group") place.toggle(line.group.id);
    else if (row && (open || !startEdit(null))) onOpen?.(row);
    return true;
  };
  const fold = (key: string): boolean => {
    if (line?.kind !== "group" || (key !== "ArrowLeft" && key !== "ArrowRight")) return false;
    const wantOpen = (key === "ArrowRight") !== rightToLeft;
    if (wantOpen === line.open) return false;
    place.toggle(line.group.id);
    return true;
  };
  const resize = (key: string): boolean => {
    if (at >= 0 || (key !== "ArrowLeft" && key !== "ArrowRight")) return false;
    headers[place.column]?.widen(key === "ArrowRight" ? widenBy : -widenBy);
    return true;
  };
  /** Space, Shift with up and down, Ctrl+A and Escape, where rows can be chosen. */
  const choose = ({ key, shiftKey }: KeyboardEvent, ctrl: boolean): boolean => {
    if (key === " " && !ctrl && row) return picks.toggle(at);
    if (key === "a" && ctrl) return picks.all();
    if (key === "Escape") return picks.clear();
    if (!shiftKey || !row || (key !== "ArrowDown" && key !== "ArrowUp")) return false;
    const to = step({ line: at, column: place.column }, { key, ctrl }, { lines: lines.length, columns: columns.length, page });
    if (!to || to.line < 0 || !picks.extend(to.line)) return false;
    go(to.line, to.column);
    return true;
  };
  const act = (event: KeyboardEvent): boolean => {
    const { key } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.altKey && key.startsWith("Arrow") && row && given.order) return carry(row, key);
    if (choose(event, ctrl)) return true;
    if (key !== "Shift") picks.forget();
    if (key === "Enter") return enter(ctrl);
    if (key === "F2") return startEdit(null);
    if (key === " " && line?.kind === "group") return enter(false);
    if (event.shiftKey && resize(key)) return true;
    if ((key === "Delete" || key === "Backspace") && row && column) return write(null);
    if (key.length === 1 && !ctrl && !event.altKey) return startEdit(key === " " ? null : key);
    return fold(key) || move(key, ctrl);
  };
  const carry = (of: Row, key: string): boolean => {
    const flipped = rightToLeft ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[key] : undefined;
    given.order?.carry(of, flipped ?? key);
    return true;
  };
  const write = (wanted: CellValue): boolean => {
    const editor = editorOf(row);
    const value = wanted === null && editor?.kind === "people" ? [] : wanted;
    if (!editor || !row || !column || (value === null && !mayBeEmpty(editor))) return false;
    if (!isSame(value, column.value(row))) onEdit(row, column.id, value);
    return true;
  };

  return {
    focusGrid,
    toggle: (group: string) => place.toggle(group),
    chooseAll: picks.all,
    /** A click on the box before a row. */
    pick(index: number, range: boolean) {
      picks.pick(index, range);
      go(index, place.column);
      focusGrid();
    },
    press(event: KeyboardEvent) {
      if (place.editing || event.target !== box.current) return;
      if (!act(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    /** A click chooses a cell; a click on the chosen one edits it. */
    click(index: number, to: number, twice: boolean) {
      const same = index === at && to === place.column;
      const target = lines[index];
      const editable = target?.kind === "row" && columns[to]?.edit?.(target.row);
      go(index, to);
      if (editable && (same || twice)) place.edit({ line: target.id, column: to, typed: null });
      else focusGrid();
    },
    /** The editor is done: `undefined` leaves the value as it was. */
    done(value: CellValue | undefined, after: AfterEdit) {
      place.edit(null);
      if (value !== undefined) write(value);
      if (after === "leave") return;
      focusGrid();
      if (after !== "stay") move(moves[after]);
    },
    copy(event: ClipboardEvent) {
      if (place.editing || !row || !column) return;
      event.clipboardData.setData("text/plain", writeCell(column.value(row), column.edit?.(row) ?? null));
      event.preventDefault();
    },
    /** Each line of the text goes into one row, downwards. */
    paste(event: ClipboardEvent) {
      if (place.editing || !column) return;
      event.preventDefault();
      const texts = event.clipboardData.getData("text/plain").trimEnd().split(/\r?\n/);
      const targets = lines.slice(Math.max(0, at)).flatMap((entry) => (entry.kind === "row" ? [entry.row] : []));
      for (const [index, text] of texts.entries()) {
        const target = targets[index];
        const editor = target && column.edit?.(target);
        const value = editor ? readCell(text.split("\t")[0] ?? "", editor) : undefined;
        if (target && value !== undefined && !isSame(value, column.value(target))) onEdit(target, column.id, value);
      }
    },
  };
}

function mayBeEmpty(editor: Editor): boolean {
  if (editor.kind === "text") return !editor.required;
  return editor.kind !== "select" || Boolean(editor.clearable);
}

export type GridKeys = ReturnType<typeof useGridKeys>;
