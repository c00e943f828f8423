import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { Facts, Page, Section } from "@/ui/layout";
import { SkeletonPage } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { PersonTasks } from "@/widgets/tasks/PersonTasks";
import { useWorkspace } from "@/widgets/workspace";
import { TeamLinks } from "./components/Directory";
import { GoalLines } from "./components/GoalLines";
import { ownedQuery, type Person, personQuery } from "./queries";
import { roleWord } from "./words";

const route = getRouteApi("/w/$workspace/people/$person");

/** Who is this, where do they work, what do they answer for? */
export function PersonPage() {
  const { slug } = useWorkspace();
  const { person } = route.useParams();
  const { data, error } = useQuery(personQuery(slug, person));
  if (error && !data) throw error; // the page for what is not there, or did not work
  if (!data) return <SkeletonPage />;
  return (
    <Page
      title={data.name}
      width="read"
      crumbs={
        <Link to="/w/$workspace/people" params={{ workspace: slug }}>
          {i18n._({ id: "nav.people", message: "People" })}
        </Link>
      }
      actions={
        <LinkButton to="/w/$workspace/projects" params={{ workspace: slug }} search={{ member: data.id }} icon="layers">
          {i18n._({ id: "people.projects", message: "Their projects" })}
        </LinkButton>
      }
    >
      {!data.active && <Tag>{i18n._({ id: "people.gone", message: "Has left" })}</Tag>}
      <About person={data} />
      <Owned person={data} />
      <PersonTasks member={data.id} />
    </Page>
  );
}

function About({ person }: { person: Person }) {
  const facts = [
    { label: i18n._({ id: "people.jobTitle", message: "Title" }), value: person.title },
    { label: i18n._({ id: "people.email", message: "E-mail" }), value: person.email && <a href={`mailto:${person.email}`}>{person.email}</a> },
    { label: i18n._({ id: "people.teams", message: "Teams" }), value: person.teams.length > 0 && <span><TeamLinks teams={person.teams} /></span> },
    { label: i18n._({ id: "people.role", message: "Role" }), value: roleWord(person.role) },
  ];
  return (
    <Section title={i18n._({ id: "people.about", message: "About" })}>
      <Facts facts={facts.filter((fact) => fact.value)} />
    </Section>
  );
}

function Owned({ person }: { person: Person }) {
  const { slug } = useWorkspace();
  const found = useQuery(ownedQuery(slug, person.id));
  return (
    <Section title={i18n._({ id: "people.owned", message: "Answers for" })}>
      <GoalLines found={found} owner={person.id} none={i18n._({ id: "people.ownsNothing", message: "No objective and no key result has this person as its owner." })} />
    </Section>
  );
}
