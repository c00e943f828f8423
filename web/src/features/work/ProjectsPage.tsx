import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { MyTasks } from "./components/MyTasks";
import { NewTask } from "./components/NewTask";
import { ProjectFilterBar } from "./components/ProjectFilterBar";
import { ProjectForm } from "./components/ProjectForm";
import { ProjectRows } from "./components/ProjectRows";
import { projectsQuery } from "./queries";
import type { ProjectFilters } from "./rules";

const route = getRouteApi("/w/$workspace/projects");

/** Which projects run, how far are they, what are they for? And: my open tasks in all of them. */
export function ProjectsPage() {
  const { me } = useWorkspace();
  const { task: _, why: __, causes: ___, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: ProjectFilters) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace: true });
  const make = (what: ProjectFilters["make"]) => change({ make: what });
  return (
    <Page
      title={filters.view === "mine" ? i18n._({ id: "work.mine", message: "My open tasks" }) : i18n._({ id: "nav.projects", message: "Projects" })}
      actions={
        me.can.contribute && (
          <Button variant="primary" icon="plus" onClick={() => make("project")}>
            {i18n._({ id: "work.project.new", message: "New project" })}
          </Button>
        )
      }
      bar={<ProjectFilterBar filters={filters} change={change} />}
    >
      {filters.view === "mine" ? <MyTasks /> : <Projects filters={filters} change={change} />}
      {filters.make === "project" && <ProjectForm close={() => make(undefined)} />}
      {filters.make === "task" && <NewTask close={() => make(undefined)} startProject={() => make("project")} />}
    </Page>
  );
}

function Projects({ filters, change }: { filters: ProjectFilters; change: (changes: ProjectFilters) => void }) {
  const { slug, me } = useWorkspace();
  const { data, error, refetch } = useQuery(projectsQuery(slug, filters));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={10} height={52} />;
  if (data.items.length > 0) return <ProjectRows projects={data.items} />;
  const { team, member, state, q, archived } = filters;
  if (team ?? member ?? state ?? q ?? archived) {
    const clear = () => change({ team: undefined, member: undefined, state: undefined, q: undefined, archived: undefined });
    return (
      <EmptyState
        icon="filter"
        sentence={i18n._({ id: "work.projects.nothingFound", message: "No project matches these filters." })}
        action={<Button onClick={clear}>{i18n._({ id: "work.filter.clear", message: "Show all" })}</Button>}
      />
    );
  }
  if (me.role === "guest") return <EmptyState icon="layers" sentence={i18n._({ id: "work.projects.guest", message: "No project is shared with you yet." })} />;
  return (
    <EmptyState
      icon="layers"
      sentence={i18n._({ id: "work.projects.empty", message: "A project holds the tasks that move your goals." })}
      example={i18n._({ id: "work.project.example", message: "Checkout in four languages" })}
      action={
        me.can.contribute && (
          <Button variant="primary" icon="plus" onClick={() => change({ make: "project" })}>
            {i18n._({ id: "work.projects.first", message: "Start the first project" })}
          </Button>
        )
      }
    />
  );
}
