import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { PersonField } from "@/ui/fields/PeopleField";
import { Section } from "@/ui/layout";
import { Menu } from "@/ui/Menu";
import { EmptyState } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { usePeople } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import type { TeamPageData } from "../queries";
import { usePutInTeam, useTakeFromTeam } from "../writes";
import styles from "./Lines.module.css";

/** The people of a team, leads first. Whoever may, adds and removes here. */
export function TeamPeople({ page }: { page: TeamPageData }) {
  const { team, people } = page;
  return (
    <Section title={i18n._({ id: "people.team.people", message: "People" })} actions={team.can.edit && !team.archived && <AddPerson page={page} />}>
      {people.length === 0 ? (
        <EmptyState icon="people" sentence={i18n._({ id: "people.team.empty", message: "Nobody is in this team yet. Add somebody, and say who leads it." })} />
      ) : (
        <ul className={styles.list}>
          {people.map((person) => (
            <PersonLine key={person.id} page={page} person={person} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function AddPerson({ page }: { page: TeamPageData }) {
  const put = usePutInTeam(page.team.id);
  const inside = new Set(page.people.map((person) => person.id));
  const people = usePeople().filter((person) => !inside.has(person.id));
  return (
    <PersonField
      label={i18n._({ id: "people.team.add", message: "Add a person" })}
      hideLabel
      placeholder={i18n._({ id: "people.team.add", message: "Add a person" })}
      people={people}
      value={null}
      onChange={(id) => id && put.run({ member: id, role: "member" })}
    />
  );
}

function PersonLine({ page, person }: { page: TeamPageData; person: TeamPageData["people"][number] }) {
  const { slug, me } = useWorkspace();
  const put = usePutInTeam(page.team.id);
  const take = useTakeFromTeam(page.team.id);
  const { team } = page;
  const leads = person.role === "lead";
  const mayLeave = team.can.edit || person.id === me.member;
  const items = [
    ...(team.can.edit
      ? [
          {
            id: "lead",
            icon: "flag" as const,
            label: leads ? i18n._({ id: "people.team.unlead", message: "No longer the lead" }) : i18n._({ id: "people.team.setLead", message: "Make lead" }),
            run: () => put.run({ member: person.id, role: leads ? ("member" as const) : ("lead" as const) }),
          },
        ]
      : []),
    {
      id: "out",
      icon: "x" as const,
      label: i18n._({ id: "people.team.remove", message: "Take out of the team" }),
      run: () => take.run({ member: person.id, name: person.name, role: person.role }),
    },
  ];
  return (
    <li className={styles.line}>
      <Avatar name={person.name} size={28} decorative />
      <span className={styles.main}>
        <Link to="/w/$workspace/people/$person" params={{ workspace: slug, person: person.id }}>
          {person.name}
        </Link>
        <span className={styles.quiet}>{person.title}</span>
      </span>
      {leads && <Tag>{i18n._({ id: "people.leadTag", message: "Lead" })}</Tag>}
      {mayLeave && (
        <Menu
          label={i18n._({ id: "people.team.personMenu", message: "{name} in this team", values: { name: person.name } })}
          align="end"
          trigger={<IconButton icon="more" size="s" label={i18n._({ id: "people.team.personMenu", message: "{name} in this team", values: { name: person.name } })} />}
          items={items}
        />
      )}
    </li>
  );
}
