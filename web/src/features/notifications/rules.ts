import { i18n } from "@/i18n/i18n";
import type { Schema } from "@/api/client";

export type Group = Schema<"GroupOut">;
export type Notice = Schema<"NoticeOut">;
export type Show = "open" | "snoozed" | "done";

/** The address of the inbox: ?show=done. */
export interface InboxSearch {
  show?: Show;
}

export const readInbox = ({ show }: Record<string, unknown>): InboxSearch => (show === "snoozed" || show === "done" ? { show } : {});

/** The next place of the mark in a list of so many, by a step; it stays inside. */
export const stepped = (at: number, by: number, length: number): number => Math.max(0, Math.min(length - 1, at + by));

export interface SnoozeChoice {
  id: string;
  label: string;
  until: Date;
}

const at = (date: Date, days: number, hour: number): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour);

/** When a thing may come back, in the reader's own clock: later today, tomorrow, next Monday; only moments to come. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const monday = (8 - (now.getDay() || 7)) % 7 || 7;
  const choices = [
    { id: "later", label: i18n._({ id: "inbox.snooze.later", message: "In three hours" }), until: new Date(now.getTime() + 3 * 3_600_000) },
    { id: "tomorrow", label: i18n._({ id: "inbox.snooze.tomorrow", message: "Tomorrow at 8:00" }), until: at(now, 1, 8) },
    { id: "monday", label: i18n._({ id: "inbox.snooze.monday", message: "Monday at 8:00" }), until: at(now, monday, 8) },
    { id: "week", label: i18n._({ id: "inbox.snooze.week", message: "In a week" }), until: at(now, 7, 8) },
  ];
  return choices.filter((choice, place) => choice.until > now && choices.findIndex((other) => other.until.getTime() === choice.until.getTime()) === place);
}

const rituals: Record<string, () => string> = {
  check_in: () => i18n._({ id: "inbox.ritual.checkIn", message: "It is time for your check-in" }),
  commitments: () => i18n._({ id: "inbox.ritual.commitments", message: "What will you do this week?" }),
  wins: () => i18n._({ id: "inbox.ritual.wins", message: "What went well this week?" }),
  assessment: () => i18n._({ id: "inbox.ritual.assessment", message: "Will you make it? The monthly assessment is open" }),
  grading: () => i18n._({ id: "inbox.ritual.grading", message: "Please score your objectives" }),
  retrospective: () => i18n._({ id: "inbox.ritual.retrospective", message: "What did you learn? The retrospective is open" }),
};

/** What a group is called: the ritual it is about, or the thing. */
export function titleOf(group: Group): string {
  const [newest] = group.notices;
  const ritual = newest && rituals[ritualOf(newest)];
  const isOfRitual = group.subject.kind === "member" || (group.subject.kind === "team" && newest?.kind === "question");
  if (isOfRitual && ritual) return ritual();
  return `${group.subject.label} ${group.subject.title}`.trim();
}

/** What happened, in one sentence without the name of the thing. */
export function sentenceOf(notice: Notice): string {
  const actor = notice.actor?.name ?? i18n._({ id: "inbox.somebody", message: "Somebody" });
  const left = notice.things.length;
  switch (notice.kind) {
    case "assigned":
      return i18n._({ id: "inbox.assigned", message: "{actor} gave it to you", values: { actor } });
    case "recorded":
      return i18n._({ id: "inbox.recorded", message: "{actor} recorded a value", values: { actor } });
    case "shared":
      return i18n._({ id: "inbox.shared", message: "{actor} shared it with you", values: { actor } });
    case "chat":
      return i18n._({ id: "inbox.chat", message: "Nothing arrives in this chat channel any more, so it is paused" });
    case "question":
      return ritualOf(notice) === "check_in"
        ? i18n._({ id: "inbox.question", message: "Three reminders stayed without an answer. Is it still worth a check-in?" })
        : i18n._({ id: "inbox.question.ritual", message: "Three reminders stayed without an answer. Is it still worth reminding you?" });
    case "missed":
      return i18n._({ id: "inbox.missed", message: "{n, plural, one {# check-in was missed} other {# check-ins were missed}}", values: { n: left || Number(notice.data.count ?? 0) } });
    case "health":
      return healthSentence(String(notice.data.to ?? ""));
    default:
      if (notice.actor) return i18n._({ id: "inbox.asked", message: "{actor} asks for your check-in", values: { actor } });
      if (left === 0) return "";
      return ritualOf(notice) === "check_in"
        ? i18n._({ id: "inbox.left", message: "{n, plural, one {# key result left} other {# key results left}}", values: { n: left } })
        : i18n._({ id: "inbox.left.objectives", message: "{n, plural, one {# objective left} other {# objectives left}}", values: { n: left } });
  }
}

function healthSentence(to: string): string {
  if (to === "off_track") return i18n._({ id: "inbox.health.off", message: "It is off track now" });
  if (to === "at_risk") return i18n._({ id: "inbox.health.risk", message: "It is at risk now" });
  if (to === "on_track") return i18n._({ id: "inbox.health.on", message: "It is on track again" });
  return i18n._({ id: "inbox.health.changed", message: "Its health has changed" });
}

/** Where a group leads: what happened last decides. A path below the workspace. */
export const wayOf = (group: Group): string => group.notices[0]?.way ?? group.subject.way ?? "inbox";

export const ritualOf = (notice: Notice): string => String(notice.data.kind ?? "");

export const idsOf = (group: Group): string[] => group.notices.map((notice) => notice.id);
