import { blankIn } from "./rules";

/** Puts a text into a field as if it were typed, so that the browser's own undo takes it back; the first blank is marked. */
export function rewrite(field: HTMLInputElement, text: string, change: (text: string) => void): void {
  field.focus();
  field.select();
  // the one way to write into a field that leaves its undo whole; nothing newer has taken its place
  const isTyped = typeof document.execCommand === "function" && document.execCommand("insertText", false, text);
  if (!isTyped || field.value !== text) change(text);
  requestAnimationFrame(() => {
    const gap = blankIn(text);
    if (gap && field.value === text && document.activeElement === field) field.setSelectionRange(gap.start, gap.end);
  });
}
