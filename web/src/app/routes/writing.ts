import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readLibrary } from "@/features/writing/library/rules";
import { workspaceRoute } from "./root";

const library = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "library",
  validateSearch: readLibrary,
  component: lazyRouteComponent(() => import("@/features/writing/library/LibraryPage"), "LibraryPage"),
});

/** What helps writing: the library. */
export const writingRoutes = [library];
