import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, LinkButton } from "@/ui/Button";
import { Page } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { currentOf, cyclesQuery } from "@/widgets/goals/queries";
import { useLibraryLanguage } from "@/widgets/templates/language";
import { startQuery } from "@/widgets/templates/queries";
import { FirstSteps } from "@/widgets/start/FirstSteps";
import { useWorkspace } from "@/widgets/workspace";
import { HealthSummary } from "./components/HealthSummary";
import { ObjectiveFilters } from "./components/ObjectiveFilters";
import { ObjectiveTree } from "./components/ObjectiveTree";
import { objectivesQuery } from "./queries";
import { type Filters, readFilters } from "./rules";

const ObjectiveForm = lazy(async () => ({ default: (await import("./components/ObjectiveForm")).ObjectiveForm }));
const route = getRouteApi("/w/$workspace/objectives");

/** What are we trying to achieve, and how is it going? */
export function ObjectivesPage() {
  const { slug, me } = useWorkspace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const cycles = useQuery(cyclesQuery(slug));
  const current = currentOf(cycles.data?.items ?? []);
  const writing = search.new !== undefined && me.can.contribute && !cycles.isPending;
  const write = (open: boolean) => void navigate({ to: ".", search: (before) => ({ ...before, new: open ? ("objective" as const) : undefined, template: undefined }), replace: true });
  const from = useQuery({ ...startQuery(slug, search.template ?? "", useLibraryLanguage()), enabled: writing && search.template !== undefined });
  const given = readFilters({ ...search });
  const filters: Filters = { ...given, cycle: given.cycle ?? current?.id };
  const objectives = useQuery({ ...objectivesQuery(slug, filters), enabled: filters.cycle !== undefined });
  const failed = [cycles, objectives].find((query) => query.error);
  const filter = (changes: Filters) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace: true });
  const isFiltered = Object.keys(given).some((name) => name !== "cycle");
  const isEmpty = objectives.data?.items.length === 0 && !isFiltered; // then its own first step is what one came for
  return (
    <Page
      title={i18n._({ id: "goals.objectives.title", message: "Objectives" })}
      actions={
        me.can.contribute && (
          <>
            <LinkButton variant="quiet" icon="copy" to="/w/$workspace/library" params={{ workspace: slug }}>
              {i18n._({ id: "library.title", message: "Library" })}
            </LinkButton>
            <Button variant={isEmpty ? "default" : "primary"} icon="plus" onClick={() => write(true)}>
              {i18n._({ id: "goals.objective.new", message: "New objective" })}
            </Button>
          </>
        )
      }
      bar={<ObjectiveFilters filters={filters} change={filter} cycleOnly={isEmpty} />}
    >
      {filters.cycle === undefined && cycles.data && <NoCycleYet />}
      {objectives.isPending && !failed && <SkeletonRows rows={10} height={42} />}
      {failed?.error && <ErrorState error={failed.error} retry={() => void failed.refetch()} />}
      {objectives.data && objectives.data.items.length > 0 && (
        <>
          <HealthSummary objectives={objectives.data.items} chosen={search.health} choose={(health) => filter({ health })} />
          <ObjectiveTree objectives={objectives.data.items} />
        </>
      )}
      {isEmpty && <NoObjectives write={() => write(true)} />}
      {objectives.data?.items.length === 0 && isFiltered && <NothingFound clear={() => filter(cleared)} />}
      <Suspense fallback={null}>
        {writing && (search.template === undefined || !from.isPending) && (
          <ObjectiveForm key={search.template} close={() => write(false)} start={{ cycle_id: filters.cycle ?? null, team_id: filters.team ?? null }} from={from.data} guided={search.new === "guided"} />
        )}
      </Suspense>
    </Page>
  );
}

const cleared: Filters = { team: undefined, owner: undefined, health: undefined, state: undefined, q: undefined };

function NothingFound({ clear }: { clear: () => void }) {
  return (
    <EmptyState
      icon="filter"
      sentence={i18n._({ id: "goals.objectives.nothingFound", message: "No objective matches these filters." })}
      action={<Button onClick={clear}>{i18n._({ id: "goals.objectives.clearFilters", message: "Show all" })}</Button>}
    />
  );
}

/** For the second or two in which a new workspace gets its year. */
function NoCycleYet() {
  return <p role="status">{i18n._({ id: "goals.cycle.soon", message: "The quarters of this year are being set up; they appear here by themselves." })}</p>;
}

/** Nothing is there yet: the first step. */
function NoObjectives({ write }: { write: () => void }) {
  const { me } = useWorkspace();
  if (me.role === "guest") {
    return <EmptyState icon="target" sentence={i18n._({ id: "goals.objectives.notShared", message: "Nothing of this cycle is shared with you." })} />;
  }
  return (
    <>
      <EmptyState
        icon="target"
        sentence={i18n._({ id: "goals.objectives.empty", message: "Nothing is written for this cycle yet." })}
        example={i18n._({ id: "goals.objectives.emptyExample", message: "New customers are productive on their first day" })}
        action={
          me.can.contribute && (
            <Button variant="primary" icon="plus" onClick={write}>
              {i18n._({ id: "goals.objectives.first", message: "Write the first objective" })}
            </Button>
          )
        }
      />
      {me.can.contribute && <FirstSteps />}
    </>
  );
}
