import { i18n } from "@/i18n/i18n";
import type { Tone } from "@/ui/Status";
import { formatValue } from "@/widgets/goals/values";
import type { SquareKeyResult } from "../queries";

export const colours = ["green", "amber", "red"] as const;
export type Colour = (typeof colours)[number];

const words: Record<Colour, () => string> = {
  green: () => i18n._({ id: "rituals.colour.green", message: "Green" }),
  amber: () => i18n._({ id: "rituals.colour.amber", message: "Amber" }),
  red: () => i18n._({ id: "rituals.colour.red", message: "Red" }),
};
export const colourWord = (colour: Colour): string => words[colour]();
export const colourTone: Record<Colour, Tone> = { green: "on", amber: "risk", red: "off" };

/** "0.4 s, at most 0.5": where it is, and where it has to stay. */
export function bandWords({ value, low, high, unit, kind }: Pick<SquareKeyResult, "value" | "low" | "high" | "unit" | "kind">, locale?: string): string {
  const number = (it: number) => formatValue(it, { kind }, locale);
  const now = value === null ? "–" : formatValue(value, { kind, unit }, locale);
  if (low !== null && low === high && low === value) return now; // where it should stay is where it is
  if (low !== null && high !== null) {
    return low === high
      ? i18n._({ id: "rituals.band.exactly", message: "{now}, always {high}", values: { now, high: number(high) } })
      : i18n._({ id: "rituals.band.within", message: "{now}, {low} to {high}", values: { now, low: number(low), high: number(high) } });
  }
  if (high !== null) return i18n._({ id: "rituals.band.most", message: "{now}, at most {high}", values: { now, high: number(high) } });
  if (low !== null) return i18n._({ id: "rituals.band.least", message: "{now}, at least {low}", values: { now, low: number(low) } });
  return now;
}
