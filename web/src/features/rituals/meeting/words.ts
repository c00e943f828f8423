import { i18n } from "@/i18n/i18n";
import type { AgendaItem } from "../queries";

const kinds: Record<AgendaItem["kind"], () => string> = {
  decisions: () => i18n._({ id: "rituals.item.decisions", message: "What we decided last time" }),
  off_track: () => i18n._({ id: "rituals.item.offTrack", message: "Off track" }),
  at_risk: () => i18n._({ id: "rituals.item.atRisk", message: "At risk" }),
  missing: () => i18n._({ id: "rituals.item.missing", message: "Check-ins that are missing" }),
  blocked: () => i18n._({ id: "rituals.item.blocked", message: "What is in the way" }),
  unfinished: () => i18n._({ id: "rituals.item.unfinished", message: "Left over from last week" }),
  moved: () => i18n._({ id: "rituals.item.moved", message: "Numbers that moved" }),
  wins: () => i18n._({ id: "rituals.item.wins", message: "Wins" }),
  commit: () => i18n._({ id: "rituals.item.commit", message: "This week's commitments" }),
};

export const kindWord = (kind: AgendaItem["kind"]): string => kinds[kind]();

/** What an item is called in the list: the goal, or the kind of list it is. */
export function itemWord(item: Pick<AgendaItem, "kind" | "goal">): string {
  if (item.goal) return item.goal.title;
  const isGoal = item.kind === "off_track" || item.kind === "at_risk";
  return isGoal ? i18n._({ id: "rituals.item.private", message: "A goal you may not see" }) : kindWord(item.kind);
}

/** "3:05". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The place a step leads to; the same one at either end. */
export const stepped = (place: number, by: 1 | -1, items: number): number => Math.max(0, Math.min(items - 1, place + by));
