import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { queryClient } from "@/api/queryClient";
import { SkeletonPage } from "@/ui/states";
import { CrashPage, NotFoundPage } from "./errors";
import { hrefOf, navigation } from "./navigation";
import { goalsRoutes } from "./routes/goals";
import { identityRoutes } from "./routes/identity";
import { importsRoutes } from "./routes/imports";
import { notificationsRoutes } from "./routes/notifications";
import { organisationRoutes } from "./routes/organisation";
import { publicRitualsRoutes, ritualsRoutes } from "./routes/rituals";
import { rootRoute, workspaceRoute } from "./routes/root";
import { workRoutes } from "./routes/work";
import { writingRoutes } from "./routes/writing";

/** A workspace opens at the first entry of the navigation. */
const workspaceIndex = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    const home = navigation[0];
    if (home) throw redirect({ to: hrefOf(home, params.workspace) });
  },
  component: NotFoundPage,
});

const routeTree = rootRoute.addChildren([
  ...identityRoutes,
  ...publicRitualsRoutes,
  workspaceRoute.addChildren([workspaceIndex, ...goalsRoutes, ...importsRoutes, ...notificationsRoutes, ...organisationRoutes, ...ritualsRoutes, ...workRoutes, ...writingRoutes]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0, // the query cache decides what is fresh
  defaultPendingMs: 120,
  defaultPendingMinMs: 200,
  defaultPendingComponent: SkeletonPage,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
  scrollToTopSelectors: ["#main"],
});

/** The code of the page that the address names comes while the server still says who asks: one wait less on a cold start. */
export function warmPage(): void {
  const [routes] = router.getMatchedRoutes(window.location.pathname);
  for (const { options } of routes) {
    const { component } = options as { component?: { preload?: () => Promise<unknown> } };
    void component?.preload?.().catch(() => undefined); // it is asked for again, and failed for, where it is drawn
  }
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
