import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { type TreeColumn, TreeList } from "@/ui/tree/TreeList";
import { useWorkspace } from "@/widgets/workspace";
import { type Team, teamsQuery } from "../queries";
import { type PeopleSearch, type TeamNode, teamTree } from "../rules";
import { useRestoreTeam } from "../writes";

interface TeamListProps {
  archived: boolean;
  change: (changes: PeopleSearch) => void;
  make: () => void;
}

type Node = TeamNode<Team>;
const childrenOf = (node: Node) => node.children;

export function TeamList({ archived, change, make }: TeamListProps) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(teamsQuery(slug, archived));
  const other = (
    <Button variant="quiet" size="s" onClick={() => change({ archived: archived ? undefined : true })}>
      {archived ? i18n._({ id: "people.teams.inUse", message: "Teams in use" }) : i18n._({ id: "people.teams.archive", message: "Archived teams" })}
    </Button>
  );
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={8} height={40} />;
  return (
    <>
      {data.items.length > 0 ? <Tree teams={data.items} archived={archived} /> : <NoTeams archived={archived} make={make} />}
      {other}
    </>
  );
}

function Tree({ teams, archived }: { teams: readonly Team[]; archived: boolean }) {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const nodes = useMemo(() => teamTree(teams), [teams]);
  return (
    <TreeList
      label={i18n._({ id: "people.teams", message: "Teams" })}
      nodes={nodes}
      childrenOf={childrenOf}
      nameOf={(node) => node.name}
      columns={columns(archived)}
      onOpen={(node) => void navigate({ to: "/w/$workspace/teams/$team", params: { workspace: slug, team: node.id } })}
    />
  );
}

const columns = (archived: boolean): TreeColumn<Node>[] => [
  { id: "name", header: i18n._({ id: "people.team.column", message: "Team" }), width: "minmax(180px, 1fr)", render: (node) => node.name },
  { id: "purpose", header: i18n._({ id: "people.team.purpose", message: "What it is for" }), width: "minmax(160px, 2fr)", wideOnly: true, render: (node) => node.purpose },
  { id: "people", header: i18n._({ id: "nav.people", message: "People" }), width: "90px", align: "end", render: (node) => <span className="num">{node.people}</span> },
  ...(archived ? [{ id: "restore", header: "", width: "110px", render: (node: Node) => node.can.archive && <Restore team={node} /> }] : []),
];

function Restore({ team }: { team: Team }) {
  const restore = useRestoreTeam();
  return (
    <Button size="s" onClick={() => restore.run(team.id)}>
      {i18n._({ id: "people.team.restore", message: "Take back" })}
    </Button>
  );
}

function NoTeams({ archived, make }: { archived: boolean; make: () => void }) {
  const { me } = useWorkspace();
  if (archived) return <EmptyState icon="layers" sentence={i18n._({ id: "people.teams.noneArchived", message: "No team is in the archive." })} />;
  return (
    <EmptyState
      icon="people"
      sentence={i18n._({ id: "people.teams.none", message: "There are no teams yet. Goals and people belong to teams." })}
      example={i18n._({ id: "people.teams.example", message: "Product, with Design and Growth below it" })}
      action={
        me.can.create_team && (
          <Button variant="primary" icon="plus" onClick={make}>
            {i18n._({ id: "people.teams.first", message: "Make the first team" })}
          </Button>
        )
      }
    />
  );
}
