import { i18n } from "@/i18n/i18n";
import { formatMove } from "@/lib/numbers";
import type { Schema } from "@/api/client";

/** "Done. ‘Checkout languages’ 40 % → 45 %": what a task that was closed or reopened has moved above it. */
export function movedSentence(task: Schema<"TaskFull">, locale?: string): string {
  const verb = verbOf(task);
  const goal = task.moved?.find((one) => one.old !== one.new);
  const moved = goal ?? task.moved?.find((one) => one.old_work !== one.new_work);
  if (!moved) return `${verb}.`;
  const [from, to] = goal ? formatMove(moved.old, moved.new, locale) : formatMove(moved.old_work, moved.new_work, locale);
  const values = { verb, title: moved.title, from, to };
  return goal
    ? i18n._({ id: "work.moved.goal", message: "{verb}. ‘{title}’ {from} → {to}", values })
    : i18n._({ id: "work.moved.work", message: "{verb}. Work for ‘{title}’ {from} → {to}", values });
}

const verbOf = ({ status_type, label }: Schema<"TaskFull">): string =>
  ({
    done: i18n._({ id: "work.moved.done", message: "Done" }),
    cancelled: i18n._({ id: "work.moved.cancelled", message: "{label} is cancelled", values: { label } }),
    open: i18n._({ id: "work.moved.open", message: "{label} is open again", values: { label } }),
    active: i18n._({ id: "work.moved.active", message: "{label} is under way", values: { label } }),
  })[status_type];
