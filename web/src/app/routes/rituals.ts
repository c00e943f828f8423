import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readRhythm } from "@/features/rituals/rhythm";
import { dueQuery, readCheckIns } from "@/features/rituals/checkins/queries";
import { memberWeekQuery } from "@/features/rituals/queries";
import { myWeekQuery } from "@/features/rituals/myweek/queries";
import { workspaceQuery } from "@/widgets/workspace";
import { rootRoute, workspaceRoute } from "./root";

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

const myWeek = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "my-week",
  loader: ({ context: { queryClient }, params: { workspace } }) => {
    void queryClient.prefetchQuery(myWeekQuery(workspace));
    const me = queryClient.getQueryData(workspaceQuery(workspace).queryKey)?.me.member; // loaded by the route above
    if (me) void queryClient.prefetchQuery(memberWeekQuery(workspace, me));
  },
  component: lazyRouteComponent(() => import("@/features/rituals/myweek/MyWeekPage"), "MyWeekPage"),
});

const checkIns = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "check-ins",
  validateSearch: readCheckIns,
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(dueQuery(params.workspace)),
  component: lazyRouteComponent(() => import("@/features/rituals/checkins/CheckInsPage"), "CheckInsPage"),
});

/** Outside of any workspace: whoever has the link in a reminder need not be signed in. */
const checkInByLink = createRoute({
  getParentRoute: () => rootRoute,
  path: "/check-in",
  component: lazyRouteComponent(() => import("@/features/rituals/checkins/LinkPage"), "LinkPage"),
});
export const publicRitualsRoutes = [checkInByLink];

/** The pages of the rhythm: check-ins, my week, meetings, reviews. */
export const ritualsRoutes = [meeting, rhythm, myWeek, checkIns];
