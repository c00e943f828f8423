import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { TeamPicker } from "@/widgets/goals/pickers";
import { useWorkspace } from "@/widgets/workspace";
import { directoryQuery, type Person } from "../queries";
import type { PeopleSearch } from "../rules";
import { roleWord } from "../words";
import styles from "./Lines.module.css";
import { Words } from "./Words";

export function Directory({ search, change }: { search: PeopleSearch; change: (changes: PeopleSearch) => void }) {
  const { slug } = useWorkspace();
  const people = useQuery(directoryQuery(slug, search));
  const clear = () => change({ q: undefined, team: undefined });
  return (
    <>
      <div className={styles.filters} role="search">
        <Words label={i18n._({ id: "people.find", message: "Find a person" })} value={search.q ?? ""} change={(q) => change({ q: q || undefined })} />
        <TeamPicker
          hideLabel
          clearable
          placeholder={i18n._({ id: "people.allTeams", message: "All teams" })}
          value={search.team ?? null}
          onChange={(team) => change({ team: team ?? undefined })}
        />
      </div>
      {people.isPending && <SkeletonRows rows={10} height={46} />}
      {people.error && !people.data && <ErrorState error={people.error} retry={() => void people.refetch()} />}
      {people.data && people.data.items.length > 0 && (
        <ul className={styles.list}>
          {people.data.items.map((person) => (
            <PersonLine key={person.id} person={person} />
          ))}
        </ul>
      )}
      {people.data?.items.length === 0 && (
        <EmptyState
          icon="people"
          sentence={i18n._({ id: "people.nobody", message: "Nobody here matches." })}
          action={<Button onClick={clear}>{i18n._({ id: "people.showAll", message: "Show everybody" })}</Button>}
        />
      )}
    </>
  );
}

function PersonLine({ person }: { person: Person }) {
  const { slug } = useWorkspace();
  return (
    <li className={styles.person}>
      <Avatar name={person.name} size={28} decorative />
      <span className={styles.main}>
        <Link to="/w/$workspace/people/$person" params={{ workspace: slug, person: person.id }}>
          {person.name}
        </Link>
        <span className={styles.quiet}>{[person.title, person.email].filter(Boolean).join(" · ")}</span>
      </span>
      <span className={`${styles.teams} ${styles.quiet}`}>
        <TeamLinks teams={person.teams} />
      </span>
      <span>{person.role !== "member" && <Tag>{roleWord(person.role)}</Tag>}</span>
    </li>
  );
}

/** Teams as links, with who leads. */
export function TeamLinks({ teams }: { teams: Person["teams"] }) {
  const { slug } = useWorkspace();
  return teams.map((team, at) => (
    <span key={team.id}>
      {at > 0 && ", "}
      <Link to="/w/$workspace/teams/$team" params={{ workspace: slug, team: team.id }}>
        {team.name}
      </Link>
      {team.role === "lead" && ` (${i18n._({ id: "people.lead", message: "lead" })})`}
    </span>
  ));
}
