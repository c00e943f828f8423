import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readRhythm } from "@/features/rituals/rhythm";
import { workspaceRoute } from "./root";

const rhythm = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "rhythm",
  validateSearch: readRhythm,
  component: lazyRouteComponent(() => import("@/features/rituals/RhythmPage"), "RhythmPage"),
});

const meeting = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "meetings/$meeting",
  component: lazyRouteComponent(() => import("@/features/rituals/meeting/MeetingPage"), "MeetingPage"),
});

/** The pages of the rhythm: check-ins, my week, meetings, reviews. */
export const ritualsRoutes = [meeting, rhythm];
