import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { currentOf, cyclesQuery } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import { HealthSummary } from "./components/HealthSummary";
import { ObjectiveFilters } from "./components/ObjectiveFilters";
import { ObjectiveForm } from "./components/ObjectiveForm";
import { ObjectiveTree } from "./components/ObjectiveTree";
import { objectivesQuery } from "./queries";
import type { Filters } from "./rules";

const route = getRouteApi("/w/$workspace/objectives");

/** What are we trying to achieve, and how is it going? */
export function ObjectivesPage() {
  const { slug, me } = useWorkspace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const cycles = useQuery(cyclesQuery(slug));
  const current = currentOf(cycles.data?.items ?? []);
  const [writing, setWriting] = useState(false);
  const filters: Filters = { ...search, cycle: search.cycle ?? current?.id };
  const objectives = useQuery({ ...objectivesQuery(slug, filters), enabled: filters.cycle !== undefined });
  const failed = [cycles, objectives].find((query) => query.error);
  const filter = (changes: Filters) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace: true });
  const isFiltered = Object.keys(search).some((name) => name !== "cycle");
  return (
    <Page
      title={i18n._({ id: "goals.objectives.title", message: "Objectives" })}
      actions={
        me.can.contribute && (
          <Button variant="primary" icon="plus" onClick={() => setWriting(true)}>
            {i18n._({ id: "goals.objective.new", message: "New objective" })}
          </Button>
        )
      }
      bar={<ObjectiveFilters filters={filters} change={filter} />}
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
      {objectives.data?.items.length === 0 && (isFiltered ? <NothingFound clear={() => filter(cleared)} /> : <NoObjectives write={() => setWriting(true)} />)}
      {writing && <ObjectiveForm close={() => setWriting(false)} start={{ cycle_id: filters.cycle ?? null, team_id: filters.team ?? null }} />}
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

function NoObjectives({ write }: { write: () => void }) {
  const { me } = useWorkspace();
  return (
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
  );
}
