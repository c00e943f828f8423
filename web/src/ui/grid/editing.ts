import type { KeyboardEvent } from "react";
import type { CellValue, Editor } from "./types";

/** "leave": the focus has gone elsewhere already and is not called back. */
export type AfterEdit = "stay" | "leave" | "down" | "up" | "next" | "previous";

export interface CellEditorProps {
  label: string;
  editor: Editor;
  value: CellValue;
  /** What was typed to open it; it replaces the value. */
  typed: string | null;
  /** `undefined` leaves the value as it was. */
  done: (value: CellValue | undefined, after: AfterEdit) => void;
}

/** Which way a key leaves an editor. */
export function exitBy(event: KeyboardEvent): AfterEdit | null {
  if (event.key === "Enter") return event.shiftKey ? "up" : "down";
  if (event.key === "Tab") return event.shiftKey ? "previous" : "next";
  return null;
}
