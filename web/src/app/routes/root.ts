import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, redirect } from "@tanstack/react-router";
import { bootstrapQuery } from "@/features/identity/queries";
import { workspaceQuery } from "@/widgets/workspace";
import { CrashPage, NotFoundPage } from "../errors";
import { AppLayout } from "../layout/AppLayout";
import { Root } from "../Root";

export interface RouterContext {
  queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});

/** Panels that open over any page of a workspace, so that an address keeps the whole path: ?task=<id>. */
export interface WorkspaceSearch {
  /** A task's id: its panel. */
  task?: string;
  /** "<subject>:<id>": where a number comes from. */
  why?: string;
  /** "<subject>:<id>": what stands in the way of a goal. */
  causes?: string;
}

function readPanels(search: Record<string, unknown>): WorkspaceSearch {
  const { task, why, causes } = search;
  return { ...(typeof task === "string" && { task }), ...(typeof why === "string" && { why }), ...(typeof causes === "string" && { causes }) };
}

/** Parent of every page of a workspace: `getParentRoute: () => workspaceRoute`. Signed in, and the workspace loaded. */
export const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/w/$workspace",
  validateSearch: readPanels,
  beforeLoad: async ({ context: { queryClient }, params, location }) => {
    const workspace = queryClient.ensureQueryData(workspaceQuery(params.workspace));
    workspace.catch(() => undefined); // judged below, after we know who asks
    const { set_up, account } = await queryClient.ensureQueryData(bootstrapQuery);
    if (!set_up) throw redirect({ to: "/set-up" });
    if (!account) throw redirect({ to: "/sign-in", search: { next: location.href } });
    await workspace;
  },
  component: AppLayout,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});
