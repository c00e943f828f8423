import { i18n } from "@/i18n/i18n";
import type { Tone } from "@/ui/Status";

/** Colour of a health state. The word stands beside it always. */
const tones: Record<string, Tone> = {
  on_track: "on",
  at_risk: "risk",
  off_track: "off",
  missed: "off",
  stale: "risk",
  done: "done",
  achieved: "done",
};

export const healthTone = (state: string): Tone => tones[state] ?? "none";

const words: Record<string, () => string> = {
  on_track: () => i18n._({ id: "goals.health.on_track", message: "On track" }),
  at_risk: () => i18n._({ id: "goals.health.at_risk", message: "At risk" }),
  off_track: () => i18n._({ id: "goals.health.off_track", message: "Off track" }),
  stale: () => i18n._({ id: "goals.health.stale", message: "Stale" }),
  no_data: () => i18n._({ id: "goals.health.no_data", message: "No data yet" }),
  not_measured: () => i18n._({ id: "goals.health.not_measured", message: "Not measured" }),
  not_started: () => i18n._({ id: "goals.health.not_started", message: "Not started" }),
  done: () => i18n._({ id: "goals.health.done", message: "Done" }),
  achieved: () => i18n._({ id: "goals.health.achieved", message: "Achieved" }),
  missed: () => i18n._({ id: "goals.health.missed", message: "Missed" }),
  draft: () => i18n._({ id: "goals.health.draft", message: "Draft" }),
  dropped: () => i18n._({ id: "goals.health.dropped", message: "Dropped" }),
  paused: () => i18n._({ id: "goals.health.paused", message: "Paused" }),
};

export const healthWord = (state: string): string => words[state]?.() ?? state;

/** What needs a person stands first: off track, stale, at risk, no data, the rest. */
const order = ["off_track", "missed", "stale", "at_risk", "no_data", "not_measured", "draft", "not_started", "on_track", "done", "achieved", "paused", "dropped"];

export const healthRank = (state: string): number => {
  const place = order.indexOf(state);
  return place < 0 ? order.length : place;
};

/** What the forecast says, where the reason of the health has not said it already. */
export const besideHealth = (health: { sentence: string }, forecast: string): string => (health.sentence.startsWith(forecast) ? "" : forecast);
