import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { Page } from "@/ui/layout";
import { EmptyState, SkeletonPage, SkeletonRows } from "@/ui/states";
import { Tabs } from "@/ui/Tabs";
import { TeamPicker } from "@/widgets/goals/pickers";
import { MembersOnly } from "@/widgets/MembersOnly";
import { useWorkspace } from "@/widgets/workspace";
import { homeTeam, myTeamsQuery, rememberedTeam, rememberTeam, type RhythmSearch } from "./rhythm";
import { tabs } from "./tabs";
import styles from "./Rhythm.module.css";

const route = getRouteApi("/w/$workspace/rhythm");

/** What does this team do this week, this month, this quarter? */
export function RhythmPage() {
  const { slug, me, teams } = useWorkspace();
  const { team } = route.useSearch();
  const mine = useQuery({ ...myTeamsQuery(slug, me.member), enabled: team === undefined });
  const title = i18n._({ id: "nav.rhythm", message: "Rhythm" });
  if (teams.length === 0) {
    return (
      <Page title={title}>
        <NoTeams />
      </Page>
    );
  }
  if (team === undefined && mine.isPending) return <SkeletonPage />;
  const shown = team ?? homeTeam(teams, rememberedTeam(slug), mine.data ?? []);
  return shown === undefined ? <SkeletonPage /> : <OfTeam key={shown} team={shown} />;
}

function OfTeam({ team }: { team: string }) {
  const { slug, teams } = useWorkspace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useEffect(() => rememberTeam(slug, team), [slug, team]);
  const change = (changes: RhythmSearch) => void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace: true });
  const chosen = tabs.find((tab) => tab.id === search.tab) ?? tabs[0];
  if (!chosen) return null;
  return (
    <Page
      title={teams.find((one) => one.id === team)?.name ?? i18n._({ id: "rituals.team.gone", message: "A team that is not here" })}
      crumbs={i18n._({ id: "nav.rhythm", message: "Rhythm" })}
      actions={
        teams.length > 1 && (
          <div className={styles.team}>
            <TeamPicker label={i18n._({ id: "goals.team", message: "Team" })} hideLabel value={team} onChange={(next) => next && change({ team: next })} />
          </div>
        )
      }
    >
      <Tabs
        label={i18n._({ id: "nav.rhythm", message: "Rhythm" })}
        value={chosen.id}
        onChange={(tab) => change({ team, tab })}
        items={tabs.map(({ id, label }) => ({ id, label: label() }))}
      >
        <Suspense fallback={<SkeletonRows />}>
          <chosen.Tab team={team} />
        </Suspense>
      </Tabs>
    </Page>
  );
}

function NoTeams() {
  const { slug, me } = useWorkspace();
  if (me.role === "guest") return <MembersOnly sentence={i18n._({ id: "rituals.noTeams.guest", message: "A rhythm belongs to a team: its week, its meeting, its quarter. No team is shared with you." })} />;
  return (
    <EmptyState
      icon="people"
      sentence={i18n._({ id: "rituals.noTeams", message: "A rhythm belongs to a team: its week, its meeting, its quarter. You see no team here yet." })}
      action={
        <LinkButton to="/w/$workspace/people" params={{ workspace: slug }} search={{ view: "teams" }} variant="primary">
          {i18n._({ id: "rituals.noTeams.make", message: "Go to the teams" })}
        </LinkButton>
      }
    />
  );
}
