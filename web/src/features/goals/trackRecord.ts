import { i18n } from "@/i18n/i18n";
import { formatScore } from "@/lib/numbers";
import type { TrackRecord } from "./queries";

/** Three decimals always, so that scores stand below each other; a dash where there is none. */
export function formatBrier(score: number | null, locale?: string): string {
  if (score === null) return "–";
  return formatScore(score, locale, 3);
}

/** Whether chances are mended by what closed key results have shown, and why not. */
export function recalibrationWords({ adopted, missing, before }: TrackRecord["recalibration"]): string {
  if (adopted) return i18n._({ id: "goals.forecasts.adopted", message: "Yes. What closed key results have shown is worked into new chances, because that would have made the last two cycles better." });
  if (missing > 0) {
    return i18n._({
      id: "goals.forecasts.missing",
      message: "Not yet. From 50 closed key results on, chances are corrected by what has shown, if that would have helped: {missing, plural, one {one more is} other {# more are}} needed.",
      values: { missing },
    });
  }
  if (before === null) return i18n._({ id: "goals.forecasts.cycles", message: "Not yet. It takes more than two closed cycles to tell whether a correction would have helped." });
  return i18n._({ id: "goals.forecasts.notAdopted", message: "No. A correction by what has shown would not have made the last two cycles better, so chances stay as they are." });
}

/** "70 to 80 %". */
export const binWords = (low: number, high: number): string => i18n._({ id: "goals.forecasts.bin", message: "{low} to {high} %", values: { low: Math.round(low * 100), high: Math.round(high * 100) } });

/** The radius of a dot whose area stands for its number; the largest has `most`. */
export const dotRadius = (n: number, largest: number, most = 13): number => Math.max(3.5, most * Math.sqrt(n / Math.max(1, largest)));

/** What the picture of calibration shows, for those who do not see it. */
export function calibrationFinding(bins: TrackRecord["bins"]): string {
  const parts = bins.map(({ low, high, happened, n }) =>
    i18n._({ id: "goals.forecasts.binFinding", message: "said {said}: {happened} % came true ({n})", values: { said: binWords(low, high), happened: Math.round(happened * 100), n } }),
  );
  return parts.join("; ");
}

/** In how many weeks we were better than plain pace. */
export function weeksFinding(weeks: TrackRecord["weeks"]): string {
  const compared = weeks.filter((week) => week.pace !== null);
  const better = compared.filter((week) => week.brier < (week.pace ?? 0)).length;
  return i18n._({ id: "goals.forecasts.weeksFinding", message: "Better than plain pace in {better} of {all} weeks", values: { better, all: compared.length } });
}
