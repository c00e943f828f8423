import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, LinkButton } from "@/ui/Button";
import { Page } from "@/ui/layout";
import { Tabs } from "@/ui/Tabs";
import { useWorkspace } from "@/widgets/workspace";
import { Directory } from "./components/Directory";
import { TeamForm } from "./components/TeamForm";
import { TeamList } from "./components/TeamList";
import type { PeopleSearch } from "./rules";

const route = getRouteApi("/w/$workspace/people");

/** Who is here, and how are we arranged? */
export function PeoplePage() {
  const { slug, me } = useWorkspace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [making, setMaking] = useState(false);
  const change = (changes: PeopleSearch) => void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace: true });
  const view = search.view ?? "people";
  return (
    <Page
      title={i18n._({ id: "people.title", message: "People and teams" })}
      actions={
        <>
          {me.can.create_team && (
            <Button icon="plus" onClick={() => setMaking(true)}>
              {i18n._({ id: "people.team.new", message: "New team" })}
            </Button>
          )}
          {me.can.invite && (
            <LinkButton to="/w/$workspace/settings/$section" params={{ workspace: slug, section: "members" }} variant="primary" icon="mail">
              {i18n._({ id: "people.invite", message: "Invite people" })}
            </LinkButton>
          )}
        </>
      }
    >
      <Tabs
        label={i18n._({ id: "people.title", message: "People and teams" })}
        value={view}
        onChange={(next) => change({ view: next === "teams" ? "teams" : undefined })}
        items={[
          { id: "people", label: i18n._({ id: "nav.people", message: "People" }) },
          { id: "teams", label: i18n._({ id: "people.teams", message: "Teams" }) },
        ]}
      >
        {view === "people" ? (
          <Directory search={search} change={change} />
        ) : (
          <TeamList archived={search.archived === true} change={change} make={() => setMaking(true)} />
        )}
      </Tabs>
      {making && <TeamForm close={() => setMaking(false)} />}
    </Page>
  );
}
