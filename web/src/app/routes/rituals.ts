import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readRhythm } from "@/features/rituals/rhythm";
import { workspaceRoute } from "./root";

const rhythm = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "rhythm",
  validateSearch: readRhythm,
  component: lazyRouteComponent(() => import("@/features/rituals/RhythmPage"), "RhythmPage"),
});

/** The pages of the rhythm: check-ins, my week, meetings, reviews. */
export const ritualsRoutes = [rhythm];
