import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { projectQuery, taskQuery } from "@/features/work/queries";
import { readProjectFilters, readTaskFilters } from "@/features/work/rules";
import { workspaceRoute } from "./root";

const projects = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "projects",
  validateSearch: readProjectFilters,
  component: lazyRouteComponent(() => import("@/features/work/ProjectsPage"), "ProjectsPage"),
});

const project = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "projects/$project",
  validateSearch: readTaskFilters,
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(projectQuery(params.workspace, params.project)),
  component: lazyRouteComponent(() => import("@/features/work/ProjectPage"), "ProjectPage"),
});

/** A link to a task leads to its panel over its project. */
const task = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "tasks/$task",
  loader: async ({ context: { queryClient }, params }) => {
    const found = await queryClient.ensureQueryData(taskQuery(params.workspace, params.task));
    throw redirect({ to: "/w/$workspace/projects/$project", params: { workspace: params.workspace, project: found.project.id }, search: { task: found.id }, replace: true });
  },
});

export const workRoutes = [projects, project, task];
