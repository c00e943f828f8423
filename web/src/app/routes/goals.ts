import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { keyResultQuery, objectiveQuery, trackRecordQuery } from "@/features/goals/queries";
import { readSearch } from "@/features/goals/rules";
import { workspaceRoute } from "./root";

const objectives = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "objectives",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("@/features/goals/ObjectivesPage"), "ObjectivesPage"),
});

const objective = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "objectives/$objective",
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(objectiveQuery(params.workspace, params.objective)),
  component: lazyRouteComponent(() => import("@/features/goals/ObjectivePage"), "ObjectivePage"),
});

const keyResult = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "key-results/$keyResult",
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(keyResultQuery(params.workspace, params.keyResult)),
  component: lazyRouteComponent(() => import("@/features/goals/KeyResultPage"), "KeyResultPage"),
});

const forecasts = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "forecasts",
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(trackRecordQuery(params.workspace)),
  component: lazyRouteComponent(() => import("@/features/goals/ForecastsPage"), "ForecastsPage"),
});

export const goalsRoutes = [objectives, objective, keyResult, forecasts];
