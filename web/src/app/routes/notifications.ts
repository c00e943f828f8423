import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inboxQuery } from "@/features/notifications/queries";
import { readInbox } from "@/features/notifications/rules";
import { workspaceRoute } from "./root";

const inbox = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "inbox",
  validateSearch: readInbox,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, params, deps }) => void queryClient.prefetchQuery(inboxQuery(params.workspace, deps.show ?? "open")),
  component: lazyRouteComponent(() => import("@/features/notifications/InboxPage"), "InboxPage"),
});

/** The inbox. */
export const notificationsRoutes = [inbox];
