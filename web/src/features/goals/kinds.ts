import { i18n } from "@/i18n/i18n";
import type { Schema } from "@/api/client";

export type Kind = Schema<"KeyResultOut">["kind"];

export interface KindWords {
  value: Kind;
  label: string;
  /** What it is for, with an example. */
  hint: string;
}

/** The kinds of key result in everyday words, the most used first. */
export function kindWords(): KindWords[] {
  const words = (value: Kind, label: string, hint: string): KindWords => ({ value, label, hint });
  return [
    words("increase", i18n._({ id: "goals.kind.increase", message: "Go up" }), i18n._({ id: "goals.kind.increase.hint", message: "from 61 % to 70 % finished checkouts" })),
    words("decrease", i18n._({ id: "goals.kind.decrease", message: "Go down" }), i18n._({ id: "goals.kind.decrease.hint", message: "review time from 24 h to 4 h" })),
    words("reach", i18n._({ id: "goals.kind.reach", message: "Reach once" }), i18n._({ id: "goals.kind.reach.hint", message: "500 qualified leads" })),
    words("share", i18n._({ id: "goals.kind.share", message: "Share of a whole" }), i18n._({ id: "goals.kind.share.hint", message: "100 % of 640 folders moved" })),
    words("maintain", i18n._({ id: "goals.kind.maintain", message: "Stay within" }), i18n._({ id: "goals.kind.maintain.hint", message: "zero critical bugs for 90 days" })),
    words("milestone", i18n._({ id: "goals.kind.milestone", message: "Steps" }), i18n._({ id: "goals.kind.milestone.hint", message: "pilot, audit, certificate" })),
    words("binary", i18n._({ id: "goals.kind.binary", message: "Yes or no" }), i18n._({ id: "goals.kind.binary.hint", message: "licence granted" })),
    words("work", i18n._({ id: "goals.kind.work", message: "Counts linked work" }), i18n._({ id: "goals.kind.work.hint", message: "tasks and projects you link" })),
    words("objectives", i18n._({ id: "goals.kind.objectives", message: "Counts objectives below" }), i18n._({ id: "goals.kind.objectives.hint", message: "handed down to teams" })),
  ];
}

/** Kinds whose value runs along a line from a start to a target. */
export const hasLine = (kind: Kind): boolean => kind === "increase" || kind === "decrease" || kind === "reach" || kind === "share";

/** Kinds people record values for; the others are computed. */
export const takesValues = (kind: Kind): boolean => kind !== "work" && kind !== "objectives";
