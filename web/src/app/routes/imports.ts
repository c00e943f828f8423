import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { importQuery } from "@/features/imports/queries";
import { workspaceRoute } from "./root";

const imports = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "import",
  component: lazyRouteComponent(() => import("@/features/imports/ImportsPage"), "ImportsPage"),
});

const oneImport = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "import/$importId",
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(importQuery(params.workspace, params.importId)),
  component: lazyRouteComponent(() => import("@/features/imports/ImportPage"), "ImportPage"),
});

export const importsRoutes = [imports, oneImport];
