import { type ComponentType, lazy, type LazyExoticComponent } from "react";
import { i18n } from "@/i18n/i18n";
import type { RhythmTabId } from "./rhythm";

export interface RhythmTab {
  id: RhythmTabId;
  label: () => string;
  /** Draws its own loading, empty and failing states; reads and writes the address with `getRouteApi("/w/$workspace/rhythm")`. */
  Tab: LazyExoticComponent<ComponentType<{ team: string }>>;
}

/** The tabs of the Rhythm page, in this order; only what exists. A ritual adds its line here, and its id in rhythm.ts. */
export const tabs: RhythmTab[] = [
  {
    id: "week",
    label: () => i18n._({ id: "rituals.tab.week", message: "This week" }),
    Tab: lazy(async () => ({ default: (await import("./week/WeekTab")).WeekTab })),
  },
  {
    id: "checkins",
    label: () => i18n._({ id: "rituals.tab.checkins", message: "Check-ins" }),
    Tab: lazy(async () => ({ default: (await import("./checkins/TeamTab")).TeamTab })),
  },
  {
    id: "meeting",
    label: () => i18n._({ id: "rituals.tab.meeting", message: "Meeting" }),
    Tab: lazy(async () => ({ default: (await import("./meeting/MeetingTab")).MeetingTab })),
  },
  {
    id: "assessment",
    label: () => i18n._({ id: "rituals.tab.assessment", message: "Assessment" }),
    Tab: lazy(async () => ({ default: (await import("./assessment/AssessmentTab")).AssessmentTab })),
  },
  {
    id: "review",
    label: () => i18n._({ id: "rituals.tab.review", message: "Review" }),
    Tab: lazy(async () => ({ default: (await import("./review/ReviewTab")).ReviewTab })),
  },
  {
    id: "rituals",
    label: () => i18n._({ id: "rituals.tab.rituals", message: "Rituals" }),
    Tab: lazy(async () => ({ default: (await import("@/widgets/calendar/RitualsCalendar")).RitualsCalendar })),
  },
];
