import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { i18n } from "@/i18n/i18n";
import { Page } from "@/ui/layout";
import { SkeletonPage, SkeletonRows } from "@/ui/states";
import { useShortcuts } from "@/ui/shortcuts";
import { useWorkspace } from "@/widgets/workspace";
import { ProjectActions } from "./components/ProjectActions";
import { ProjectSummary } from "./components/ProjectSummary";
import { ProjectTable } from "./components/ProjectTable";
import { TaskFilterBar } from "./components/TaskFilterBar";
import styles from "./ProjectPage.module.css";
import { type ProjectDetail, projectQuery } from "./queries";
import type { TaskFilters } from "./rules";

const ProjectBoard = lazy(async () => ({ default: (await import("./components/ProjectBoard")).ProjectBoard }));

const route = getRouteApi("/w/$workspace/projects/$project");

/** What is to be done, by whom, when? */
export function ProjectPage() {
  const { slug } = useWorkspace();
  const { project: id } = route.useParams();
  const { data, error } = useQuery(projectQuery(slug, id));
  if (error && !data) throw error; // the page for what is not there, or did not work
  return data ? <Loaded project={data} /> : <SkeletonPage />;
}

function Loaded({ project }: { project: ProjectDetail }) {
  const { slug } = useWorkspace();
  const { task: _, why: __, causes: ___, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: TaskFilters) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace: true });
  const board = filters.view === "board";
  useShortcuts([
    {
      keys: "v",
      group: i18n._({ id: "work.project", message: "Project" }),
      label: i18n._({ id: "work.view.switch", message: "Switch between table and board" }),
      run: () => change({ view: board ? undefined : "board" }),
    },
  ]);
  return (
    <Page
      title={project.title}
      width="full"
      crumbs={
        <Link to="/w/$workspace/projects" params={{ workspace: slug }}>
          {i18n._({ id: "nav.projects", message: "Projects" })}
        </Link>
      }
      actions={<ProjectActions project={project} />}
      bar={
        <div className={styles.bar}>
          <ProjectSummary project={project} />
          <TaskFilterBar project={project} filters={filters} change={change} />
        </div>
      }
    >
      <Suspense fallback={<SkeletonRows rows={14} />}>
        {board ? <ProjectBoard project={project} filters={filters} /> : <ProjectTable project={project} filters={filters} change={change} />}
      </Suspense>
    </Page>
  );
}
