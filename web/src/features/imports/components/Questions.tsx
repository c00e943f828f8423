import { useQuery } from "@tanstack/react-query";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { SelectField } from "@/ui/fields/SelectField";
import { Section } from "@/ui/layout";
import { CyclePicker } from "@/widgets/goals/pickers";
import { usePeople } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import { type Import, projectsQuery } from "../queries";
import { personChosen, unplaced } from "../rules";
import { useChangeImport } from "../writes";
import styles from "./Imports.module.css";

type Answers = Required<Import["answers"]>;

/** What only a person knows: which cycle, which project, who is who. */
export function Questions({ shown }: { shown: Import }) {
  const change = useChangeImport();
  const given = shown.answers;
  const answers: Answers = { people: given.people ?? {}, teams: given.teams ?? {}, cycle_id: given.cycle_id ?? null, project_id: given.project_id ?? null };
  const answer = (said: Partial<Answers>) => change.run({ id: shown.id, answers: { ...answers, ...said } });
  const asksCycle = shown.questions.some((question) => question.about === "cycle");
  return (
    <>
      {asksCycle && (
        <Section title={i18n._({ id: "imports.whichCycle", message: "Which cycle?" })} note={i18n._({ id: "imports.whichCycleNote", message: "The file does not say which cycle its objectives belong to." })}>
          <div className={styles.pickWide}>
            <CyclePicker hideLabel value={answers.cycle_id} onChange={(cycle_id) => answer({ cycle_id })} placeholder={i18n._({ id: "imports.chooseCycle", message: "Choose a cycle" })} />
          </div>
        </Section>
      )}
      {(shown.counts.tasks ?? 0) > 0 && <ProjectQuestion value={answers.project_id} answer={answer} />}
      {shown.people.length > 0 && <PeopleQuestions shown={shown} answers={answers} answer={answer} />}
      {shown.teams.length > 0 && <TeamQuestions shown={shown} answers={answers} answer={answer} />}
    </>
  );
}

function ProjectQuestion({ value, answer }: { value: string | null; answer: (said: Partial<Answers>) => void }) {
  const { slug } = useWorkspace();
  const projects = useQuery(projectsQuery(slug)).data?.items ?? [];
  return (
    <Section title={i18n._({ id: "imports.whichProject", message: "Which project?" })}>
      <div className={styles.pickWide}>
        <SelectField
          label={i18n._({ id: "imports.whichProject", message: "Which project?" })}
          hideLabel
          clearable
          placeholder={i18n._({ id: "imports.asTheFile", message: "As the file says" })}
          options={projects.map((project) => ({ value: project.id, label: project.title }))}
          value={value}
          onChange={(project_id) => answer({ project_id })}
        />
      </div>
    </Section>
  );
}

interface AskProps {
  shown: Import;
  answers: Answers;
  answer: (said: Partial<Answers>) => void;
}

const NOBODY = "nobody";
const asChoice = (value: string | null) => (value === NOBODY ? null : value);

function PeopleQuestions({ shown, answers, answer }: AskProps) {
  const { me } = useWorkspace();
  const here = usePeople();
  const asked = unplaced(shown.people, answers.people);
  const options = [
    { value: NOBODY, label: i18n._({ id: "imports.nobody", message: "Nobody" }) },
    ...(me.can.manage_members ? [{ value: "new", label: i18n._({ id: "imports.newPerson", message: "Make a new person" }) }] : []),
    ...here.map((person) => ({ value: person.id, label: person.name, hint: person.hint })),
  ];
  const makeAll = () => answer({ people: { ...answers.people, ...Object.fromEntries(asked.map((person) => [person.key, "new"])) } });
  return (
    <Section
      title={i18n._({ id: "imports.people", message: "People in the file" })}
      note={
        asked.length > 0
          ? i18n._({ id: "imports.peopleAsked", message: "{n, plural, one {# name is} other {# names are}} not known here. Who is not chosen is left out.", values: { n: asked.length } })
          : i18n._({ id: "imports.peopleKnown", message: "Everybody has a place." })
      }
      actions={
        me.can.manage_members &&
        asked.length > 0 && (
          <Button size="s" icon="plus" onClick={makeAll}>
            {i18n._({ id: "imports.makeAll", message: "{n, plural, one {Make this person} other {Make all # people}}", values: { n: asked.length } })}
          </Button>
        )
      }
    >
      <ul className={styles.list}>
        {shown.people.map((person) => (
          <li key={person.key} className={styles.line}>
            <span className={styles.main}>
              {person.name}
              <span className={styles.quiet}>
                {[person.email, i18n._({ id: "imports.rows", message: "{n, plural, one {# row} other {# rows}}", values: { n: person.rows } })].filter(Boolean).join(" · ")}
              </span>
            </span>
            <span className={styles.pick}>
              <SelectField
                label={i18n._({ id: "imports.whoIs", message: "Who is {name}?", values: { name: person.name } })}
                hideLabel
                options={options}
                placeholder={i18n._({ id: "imports.nobody", message: "Nobody" })}
                value={personChosen(person, answers.people) ?? (person.key in answers.people ? NOBODY : null)}
                onChange={(value) => answer({ people: { ...answers.people, [person.key]: asChoice(value) } })}
              />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TeamQuestions({ shown, answers, answer }: AskProps) {
  const { me, teams } = useWorkspace();
  const makes = me.can.manage_members === true;
  const options = [
    { value: NOBODY, label: i18n._({ id: "imports.noTeam", message: "No team" }) },
    ...(makes ? [{ value: "new", label: i18n._({ id: "imports.newTeam", message: "Make a new team" }) }] : []),
    ...teams.map((team) => ({ value: team.id, label: team.name })),
  ];
  const chosen = (team: Import["teams"][number]) =>
    team.key in answers.teams ? (answers.teams[team.key] ?? NOBODY) : (team.team_id ?? (makes && shown.kind === "okr_sheet" ? "new" : NOBODY));
  return (
    <Section title={i18n._({ id: "imports.teams", message: "Teams in the file" })}>
      <ul className={styles.list}>
        {shown.teams.map((team) => (
          <li key={team.key} className={styles.line}>
            <span className={styles.main}>{team.name}</span>
            <span className={styles.pick}>
              <SelectField
                label={i18n._({ id: "imports.whichTeam", message: "Which team is {name}?", values: { name: team.name } })}
                hideLabel
                options={options}
                value={chosen(team)}
                onChange={(value) => answer({ teams: { ...answers.teams, [team.key]: asChoice(value) } })}
              />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
