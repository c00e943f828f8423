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

interface Around {
  /** How long a check-in interval is. */
  days: number;
  /** What an empty field means. */
  usual: HealthForm;
  locale: string | undefined;
}

/** A sentence with an example below each field; it follows what is typed, and is empty where that cannot be. */
export function healthExamples(form: HealthForm, { days, usual, locale }: Around): Record<keyof HealthForm, string> {
  const number = (value: number) => formatNumber(value, { decimals: 1, locale });
  const of = (share: number) => number((share * 50) / 100);
  const examples: Record<keyof HealthForm, (value: number) => string> = {
    likely: (same) => i18n._({ id: "settings.health.likely.example", message: "A key result with a chance of {same} % is on track, one with {less} % is at risk.", values: { same: number(same), less: number(same - 1) } }),
    unsure: (same) => i18n._({ id: "settings.health.unsure.example", message: "With {same} % it is at risk, with {less} % off track: more likely missed than made.", values: { same: number(same), less: number(same - 1) } }),
    forecast_values: (values) => i18n._({ id: "settings.health.values.example", message: "With a value every {days, plural, one {day} other {# days}} that is after about {weeks} weeks.", values: { days, weeks: number((values * days) / 7) } }),
    on_track: (share) => i18n._({ id: "settings.health.onTrack.example", message: "Where it should be at 50 % today, {least} % and more is on track.", values: { least: of(share) } }),
    at_risk: (share) => i18n._({ id: "settings.health.atRisk.example", message: "There, less than {least} % is off track; between them it is at risk.", values: { least: of(share) } }),
    stale_after: (intervals) =>
      i18n._({ id: "settings.health.stale.example", message: "With a check-in every {days, plural, one {day} other {# days}}, a value that is older than {last, plural, one {# day} other {# days}} is stale.", values: { days, last: Math.floor(intervals * days) } }),
  };
  const names = Object.keys(examples) as (keyof HealthForm)[];
  const said = (name: keyof HealthForm) => {
    const value = form[name] ?? usual[name];
    return value === null || !canBe(name, value) ? "" : examples[name](value);
  };
  return Object.fromEntries(names.map((name) => [name, said(name)])) as Record<keyof HealthForm, string>;
}

/** The exact limits are the server's to say. */
const canBe = (name: keyof HealthForm, value: number) => value > 0 && (!(shares as readonly string[]).includes(name) || value <= 100);
