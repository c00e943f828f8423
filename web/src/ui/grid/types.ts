import type { ReactNode } from "react";
import type { PersonOption } from "../fields/PeopleField";
import type { Option } from "../fields/SelectField";
import type { NumberStyle } from "@/lib/numbers";

/** A list of ids: several people. */
export type CellValue = string | number | readonly string[] | null;

export type Editor =
  | { kind: "text"; required?: boolean }
  | { kind: "number"; style?: NumberStyle }
  | { kind: "date"; today?: string }
  | { kind: "select"; options: readonly Option[]; clearable?: boolean }
  | { kind: "person"; people: readonly PersonOption[] }
  | { kind: "people"; people: readonly PersonOption[] };

export interface GridColumn<Row> {
  id: string;
  header: string;
  /** Pixels to start with; people may change it. */
  width: number;
  /** What the editor starts from. */
  value: (row: Row) => CellValue;
  /** What sorting compares; default the value. */
  sort?: (row: Row) => string | number | null;
  /** How it looks; default the value as text, numbers and days formatted by the editor's kind. */
  render?: (row: Row) => ReactNode;
  /** Given: the cell can be edited. null for rows that may not. */
  edit?: (row: Row) => Editor | null;
  align?: "start" | "end";
}

export interface GridGroup {
  id: string;
  label: ReactNode;
  /** Plain text of the label, for announcements. */
  name: string;
}

/** Rows that are chosen, for what is done with many at once. */
export interface GridSelection {
  chosen: ReadonlySet<string>;
  change: (next: ReadonlySet<string>) => void;
}

export type Put = "before" | "after" | "into";

/** Rows that can be put elsewhere, by pointer and by key. Only while they stand in their own order: neither sorted nor grouped. */
export interface GridOrder<Row> {
  /** Dropped before, after or into another row. */
  put: (row: Row, beside: Row, put: Put) => void;
  /** Alt with an arrow: up, down, in, out. */
  carry: (row: Row, key: string) => void;
}

export interface GridProps<Row extends { id: string }> {
  label: string;
  rows: readonly Row[];
  columns: readonly GridColumn<Row>[];
  /** One value of one row was changed by hand: paint and send it with `useWrite`. */
  onEdit: (row: Row, column: string, value: CellValue) => void;
  /** Enter on a cell that cannot be edited, or Ctrl+Enter on any. */
  onOpen?: (row: Row) => void;
  /** Groups in their order, and which one a row belongs to. */
  groups?: readonly GridGroup[];
  groupOf?: (row: Row) => string;
  /** Right of the group's name: sums. */
  groupNote?: (rows: readonly Row[]) => ReactNode;
  /** Given: rows can be chosen, by Space, Shift with arrows, Ctrl+A, or a click on the box before them. */
  selection?: GridSelection;
  order?: GridOrder<Row>;
  /** Drawn instead of rows when there are none. */
  empty?: ReactNode;
}

/** Where one is: a line by its id ("" is the header) and the index of a column. */
export interface Place {
  line: string;
  column: number;
}

export interface Editing extends Place {
  /** The key that opened the editor by typing, else null. */
  typed: string | null;
}
