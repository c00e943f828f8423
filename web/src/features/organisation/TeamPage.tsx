import { Trans } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, IconButton, LinkButton } from "@/ui/Button";
import { Page, Section } from "@/ui/layout";
import { Menu, type MenuItem } from "@/ui/Menu";
import { EmptyState, SkeletonPage } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { currentOf, useCycles } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import { GoalLines } from "./components/GoalLines";
import styles from "./components/Lines.module.css";
import { TeamForm } from "./components/TeamForm";
import { TeamPeople } from "./components/TeamPeople";
import { pursuedQuery, type TeamPageData, teamQuery } from "./queries";
import { useArchiveTeam, useRestoreTeam } from "./writes";

const route = getRouteApi("/w/$workspace/teams/$team");

/** What is this team for, who is in it, what does it pursue? */
export function TeamPage() {
  const { slug } = useWorkspace();
  const { team } = route.useParams();
  const { data, error } = useQuery(teamQuery(slug, team));
  if (error && !data) throw error; // the page for what is not there, or did not work
  if (!data) return <SkeletonPage />;
  return <Found page={data} />;
}

function Found({ page }: { page: TeamPageData }) {
  const { team, path } = page;
  return (
    <Page title={team.name} crumbs={<Crumbs path={path} />} actions={<Actions page={page} />}>
      {team.archived && <Tag>{i18n._({ id: "people.team.inArchive", message: "In the archive" })}</Tag>}
      {team.purpose && <p className={styles.purpose}>{team.purpose}</p>}
      <Pursued page={page} />
      <TeamPeople page={page} />
      <SubTeams page={page} />
    </Page>
  );
}

/** What the team pursues now, and the way to the rest. */
function Pursued({ page: { team } }: { page: TeamPageData }) {
  const { slug } = useWorkspace();
  const cycle = currentOf(useCycles());
  const found = useQuery({ ...pursuedQuery(slug, team.id, cycle?.id), enabled: cycle !== undefined });
  return (
    <Section
      title={i18n._({ id: "people.team.objectives", message: "Its objectives" })}
      note={cycle?.name}
      actions={
        <LinkButton to="/w/$workspace/objectives" params={{ workspace: slug }} search={{ team: team.id }} size="s" icon="target">
          {i18n._({ id: "people.team.allObjectives", message: "With key results" })}
        </LinkButton>
      }
    >
      <GoalLines found={found} about="team" none={i18n._({ id: "people.team.noGoals", message: "This team has no objective in this cycle yet." })} />
    </Section>
  );
}

function Crumbs({ path }: { path: TeamPageData["path"] }) {
  const { slug } = useWorkspace();
  return (
    <>
      <Link to="/w/$workspace/people" params={{ workspace: slug }} search={{ view: "teams" }}>
        <Trans id="people.teams" message="Teams" />
      </Link>
      {path.map((above) => (
        <span key={above.id}>
          {"/ "}
          <Link to="/w/$workspace/teams/$team" params={{ workspace: slug, team: above.id }}>
            {above.name}
          </Link>
        </span>
      ))}
    </>
  );
}

function Actions({ page: { team } }: { page: TeamPageData }) {
  const [open, setOpen] = useState<"edit" | "below" | null>(null);
  const archive = useArchiveTeam();
  const restore = useRestoreTeam();
  const items: MenuItem[] = [
    ...(team.can.add_team && !team.archived ? [{ id: "below", icon: "plus" as const, label: i18n._({ id: "people.team.newBelow", message: "New team below it" }), run: () => setOpen("below") }] : []),
    ...(team.can.archive
      ? [
          team.archived
            ? { id: "restore", icon: "undo" as const, label: i18n._({ id: "people.team.restore", message: "Take back" }), run: () => restore.run(team.id) }
            : { id: "archive", icon: "trash" as const, label: i18n._({ id: "people.team.archive", message: "Archive" }), run: () => archive.run(team.id) },
        ]
      : []),
  ];
  return (
    <>
      {team.can.edit && (
        <Button icon="edit" onClick={() => setOpen("edit")}>
          {i18n._({ id: "people.edit", message: "Edit" })}
        </Button>
      )}
      {items.length > 0 && (
        <Menu
          label={i18n._({ id: "people.team.more", message: "More about this team" })}
          align="end"
          trigger={<IconButton icon="more" label={i18n._({ id: "people.team.more", message: "More about this team" })} variant="default" />}
          items={items}
        />
      )}
      {open === "edit" && <TeamForm team={team} close={() => setOpen(null)} />}
      {open === "below" && <TeamForm parent={team.id} close={() => setOpen(null)} />}
    </>
  );
}

function SubTeams({ page }: { page: TeamPageData }) {
  const { slug } = useWorkspace();
  return (
    <Section title={i18n._({ id: "people.team.below", message: "Teams below it" })}>
      {page.children.length === 0 ? (
        <EmptyState icon="layers" sentence={i18n._({ id: "people.team.nothingBelow", message: "No team stands below this one." })} />
      ) : (
        <ul className={styles.list}>
          {page.children.map((team) => (
            <li key={team.id} className={styles.line}>
              <span className={styles.main}>
                <Link to="/w/$workspace/teams/$team" params={{ workspace: slug, team: team.id }}>
                  {team.name}
                </Link>
                <span className={styles.quiet}>{team.purpose}</span>
              </span>
              <span className={styles.quiet}>
                {i18n._({ id: "people.team.count", message: "{n, plural, one {# person} other {# people}}", values: { n: team.people } })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
