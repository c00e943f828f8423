import { formatDay, parseDay } from "@/lib/dates";
import { formatNumber, parseNumber } from "@/lib/numbers";
import type { CellValue, Editor } from "./types";

/** A value as text, for the cell, the editor and the clipboard. */
export function writeCell(value: CellValue, editor: Editor | null, locale?: string): string {
  if (value === null) return "";
  if (typeof value === "object") return value.map((id) => nameOf(id, editor) ?? id).join(", ");
  if (editor?.kind === "date") return formatDay(String(value), { today: editor.today, locale });
  if (typeof value === "number") return formatNumber(value, { ...(editor?.kind === "number" ? editor.style : {}), locale });
  return nameOf(value, editor) ?? value;
}

/** Text that was typed or pasted as a value; undefined when it cannot be one. */
export function readCell(text: string, editor: Editor, locale?: string): CellValue | undefined {
  const typed = text.trim();
  if (editor.kind === "text") return typed === "" ? (editor.required ? undefined : null) : typed;
  if (typed === "") return editor.kind === "select" && !editor.clearable ? undefined : null;
  if (editor.kind === "number") return parseNumber(withoutUnit(typed, editor.style?.unit), locale) ?? undefined;
  if (editor.kind === "people") return readPeople(typed, editor);
  if (editor.kind === "date") return parseDay(typed, { today: editor.today, locale }) ?? undefined;
  return choicesOf(editor).find((choice) => choice.label.toLowerCase() === typed.toLowerCase())?.value;
}

/** The options of a select or person editor; empty for the others. */
export function choicesOf(editor: Editor): { value: string; label: string; hint?: string }[] {
  if (editor.kind === "select") return editor.options.filter((option) => !option.disabled);
  return editor.kind === "person" || editor.kind === "people" ? editor.people.map(({ id, name, hint }) => ({ value: id, label: name, hint })) : [];
}

/** Two values of a cell, lists by what is in them. */
export function isSame(one: CellValue, other: CellValue): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** "Mia Kent, Jonas Ode": everybody must be known. */
function readPeople(typed: string, editor: Editor): CellValue | undefined {
  const names = typed.split(",").map((name) => name.trim().toLowerCase()).filter(Boolean);
  const ids = names.map((name) => choicesOf(editor).find((choice) => choice.label.toLowerCase() === name)?.value);
  return ids.every((id) => id !== undefined) ? [...new Set(ids)] : undefined;
}

function nameOf(value: string, editor: Editor | null): string | undefined {
  return editor ? choicesOf(editor).find((choice) => choice.value === value)?.label : undefined;
}

function withoutUnit(text: string, unit?: string | null): string {
  return unit && text.endsWith(unit) ? text.slice(0, -unit.length) : text;
}
