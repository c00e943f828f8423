import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { dateFormat } from "@/lib/formats";

type Preference = Schema<"PreferencesOut">["preferences"][number];

export const kindWords: Record<Preference["kind"], () => { label: string; note: string }> = {
  reminder: () => ({
    label: i18n._({ id: "notifications.kind.reminder", message: "Reminders" }),
    note: i18n._({ id: "notifications.kind.reminderNote", message: "A ritual is due and you have something to do for it. With a link to each check-in." }),
  }),
  scoring: () => ({
    label: i18n._({ id: "notifications.kind.scoring", message: "Invitations to score" }),
    note: i18n._({ id: "notifications.kind.scoringNote", message: "At the end of a quarter." }),
  }),
  assigned: () => ({
    label: i18n._({ id: "notifications.kind.assigned", message: "Given to me" }),
    note: i18n._({ id: "notifications.kind.assignedNote", message: "Goals and tasks that somebody makes yours." }),
  }),
  health: () => ({
    label: i18n._({ id: "notifications.kind.health", message: "Health of my key results" }),
    note: i18n._({ id: "notifications.kind.healthNote", message: "When one turns, for better or worse." }),
  }),
  missed: () => ({
    label: i18n._({ id: "notifications.kind.missed", message: "Missed check-ins of my teams" }),
    note: i18n._({ id: "notifications.kind.missedNote", message: "For leads, once the grace has ended." }),
  }),
  shared: () => ({
    label: i18n._({ id: "notifications.kind.shared", message: "Shared with me" }),
    note: i18n._({ id: "notifications.kind.sharedNote", message: "Private goals and projects that are opened to you." }),
  }),
  recorded: () => ({
    label: i18n._({ id: "notifications.kind.recorded", message: "Values by others" }),
    note: i18n._({ id: "notifications.kind.recordedNote", message: "Somebody else recorded a value of your key result." }),
  }),
  chat: () => ({
    label: i18n._({ id: "notifications.kind.chat", message: "Chat channels that stop" }),
    note: i18n._({ id: "notifications.kind.chatNote", message: "Nothing arrives in a channel that you made, so it was paused." }),
  }),
};

export const mailWords: Record<Preference["mail"], () => string> = {
  at_once: () => i18n._({ id: "notifications.mail.atOnce", message: "at once" }),
  daily: () => i18n._({ id: "notifications.mail.daily", message: "once a day" }),
  weekly: () => i18n._({ id: "notifications.mail.weekly", message: "once a week" }),
  never: () => i18n._({ id: "notifications.mail.never", message: "never" }),
};

/** 2024-01-01 was a Monday. */
export const dayName = (day: number): string => dateFormat({ weekday: "long" }).format(new Date(2024, 0, day, 12));
