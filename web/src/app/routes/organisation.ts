import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { personQuery, teamQuery } from "@/features/organisation/queries";
import { readPeopleSearch } from "@/features/organisation/rules";
import { workspaceRoute } from "./root";

const people = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "people",
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import("@/features/organisation/PeoplePage"), "PeoplePage"),
});

const person = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "people/$person",
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(personQuery(params.workspace, params.person)),
  component: lazyRouteComponent(() => import("@/features/organisation/PersonPage"), "PersonPage"),
});

const team = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "teams/$team",
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(teamQuery(params.workspace, params.team)),
  component: lazyRouteComponent(() => import("@/features/organisation/TeamPage"), "TeamPage"),
});

const settings = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "settings",
  component: lazyRouteComponent(() => import("@/features/organisation/SettingsPage"), "SettingsPage"),
});

const settingsSection = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "settings/$section",
  component: lazyRouteComponent(() => import("@/features/organisation/SettingsPage"), "SettingsPage"),
});

export const organisationRoutes = [people, person, team, settings, settingsSection];
