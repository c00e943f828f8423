import { i18n } from "@/i18n/i18n";
import type { Cause, Causes } from "./queries";

const BELOW = new Set(["off_track", "at_risk", "stale", "missed"]);

/** Whether somebody would ask why: then the answer stands open. */
export const asksWhy = (health: string): boolean => BELOW.has(health);

/** Health states of which one may ask at all. */
const LIVE = new Set(["off_track", "at_risk", "stale", "no_data", "on_track"]);
export const mayAsk = (health: string): boolean => LIVE.has(health);

/** "+14 points", "+1 point"; where the chance does not move, "3 days sooner"; nothing where neither can be said. */
export function effectWords({ effect, days }: Pick<Cause, "effect" | "days">): string {
  const points = Math.round((effect ?? 0) * 100);
  if (points >= 1) return i18n._({ id: "causes.points", message: "{n, plural, one {+# point} other {+# points}}", values: { n: points } });
  const whole = Math.round(days ?? 0);
  return whole >= 1 ? i18n._({ id: "causes.days", message: "{n, plural, one {# day sooner} other {# days sooner}}", values: { n: whole } }) : "";
}

/** How long the bar of an effect is, 0 to 100, beside the strongest of its list; 0 where there is none. */
export function barOf(cause: Pick<Cause, "effect">, all: readonly Pick<Cause, "effect">[]): number {
  const strongest = Math.max(...all.map((one) => one.effect ?? 0), 0);
  const own = Math.max(cause.effect ?? 0, 0);
  return strongest > 0 && own >= 0.005 ? Math.max(Math.round((100 * own) / strongest), 2) : 0;
}

/** How many causes of each key result are shown where several stand below each other: about four lines in all. */
export const mostOfEach = (keyResults: number): number => Math.max(1, Math.floor(4 / Math.max(keyResults, 1)));

/** The strongest so many; and where none of them leads to anybody, the strongest that does: somebody wants to act. */
export function shortest(items: Causes["items"], most: number): Cause[] {
  const first = items.slice(0, most);
  const next = first.some(leads) ? undefined : items.find(leads);
  return next ? [...first, next] : first;
}

const leads = (one: Cause): boolean => one.task !== null || one.person !== null || one.objective !== null || one.kind === "stale";

/** Those on the key result itself, then those on the work beside it. */
export const sides = (items: Causes["items"]): { success: Cause[]; work: Cause[] } => ({
  success: items.filter((one) => one.of === "success"),
  work: items.filter((one) => one.of === "work"),
});
