import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { formatNumber } from "@/lib/numbers";

type Values = Required<Schema<"ThresholdsIn">>;
/** As people type it: shares in percent; null while a field is empty. */
export type HealthForm = { [Name in keyof Values]: number | null };

const shares = ["likely", "unsure", "on_track", "at_risk"] as const;
const rounded = (value: number) => Math.round(value * 1000) / 1000;

export function inPercent(values: Schema<"ThresholdsIn">): HealthForm {
  const all = values as Values;
  return { ...all, ...Object.fromEntries(shares.map((name) => [name, rounded(all[name] * 100)])) };
}

/** What is empty is left out, which means its default. */
export function asShares(form: HealthForm): Schema<"ThresholdsIn"> {
  const kept = Object.entries(form).filter((entry): entry is [keyof Values, number] => entry[1] !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, (shares as readonly string[]).includes(name) ? rounded(value / 100) : value]));
}

/** A sentence with an example below each field; it follows what is typed. */
export function healthExamples(form: HealthForm, days: number, locale: string | undefined): Record<keyof HealthForm, string> {
  const { likely, unsure, on_track, at_risk, stale_after, forecast_values } = form;
  const number = (value: number) => formatNumber(value, { decimals: 1, locale });
  const of = (share: number | null) => number(((share ?? 0) * 50) / 100);
  const last = Math.floor((stale_after ?? 0) * days);
  return {
    likely: i18n._({ id: "settings.health.likely.example", message: "A key result with a chance of {same} % is on track, one with {less} % is at risk.", values: { same: number(likely ?? 0), less: number((likely ?? 0) - 1) } }),
    unsure: i18n._({ id: "settings.health.unsure.example", message: "With {same} % it is at risk, with {less} % off track: more likely missed than made.", values: { same: number(unsure ?? 0), less: number((unsure ?? 0) - 1) } }),
    forecast_values: i18n._({ id: "settings.health.values.example", message: "With a value every {days, plural, one {day} other {# days}} that is after about {weeks} weeks.", values: { days, weeks: number(((forecast_values ?? 0) * days) / 7) } }),
    on_track: i18n._({ id: "settings.health.onTrack.example", message: "Where it should be at 50 % today, {least} % and more is on track.", values: { least: of(on_track) } }),
    at_risk: i18n._({ id: "settings.health.atRisk.example", message: "There, less than {least} % is off track; between them it is at risk.", values: { least: of(at_risk) } }),
    stale_after: i18n._({ id: "settings.health.stale.example", message: "With a check-in every {days, plural, one {day} other {# days}}, a value that is older than {last, plural, one {# day} other {# days}} is stale.", values: { days, last } }),
  };
}
