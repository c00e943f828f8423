import { useQuery } from "@tanstack/react-query";
import { i18n } from "@/i18n/i18n";
import { SelectField } from "@/ui/fields/SelectField";
import { Section } from "@/ui/layout";
import { CyclePicker } from "@/widgets/goals/pickers";
import { useWorkspace } from "@/widgets/workspace";
import { type Import, projectsQuery } from "../queries";
import { teamChosen } from "../rules";
import { missingTeams } from "../tally";
import { useChangeImport } from "../writes";
import styles from "./Imports.module.css";
import { type Answers, type AskProps, asChoice, NOBODY, PeopleQuestions } from "./People";

/** What the import waits for: without a cycle no objective can be made. */
export function CycleQuestion({ shown }: { shown: Import }) {
  const { answers, answer } = useAnswers(shown);
  if (!shown.questions.some((question) => question.about === "cycle")) return null;
  return (
    <Section title={i18n._({ id: "imports.whichCycle", message: "Which cycle?" })} note={i18n._({ id: "imports.whichCycleNote", message: "The file does not say which cycle its objectives belong to." })}>
      <div className={styles.pickWide}>
        <CyclePicker hideLabel value={answers.cycle_id} onChange={(cycle_id) => answer({ cycle_id })} placeholder={i18n._({ id: "imports.chooseCycle", message: "Choose a cycle" })} />
      </div>
    </Section>
  );
}

function useAnswers(shown: Import) {
  const change = useChangeImport();
  const given = shown.answers;
  const answers: Answers = { people: given.people ?? {}, teams: given.teams ?? {}, cycle_id: given.cycle_id ?? null, project_id: given.project_id ?? null };
  const answer = (said: Partial<Answers>) => change.run({ id: shown.id, answers: { ...answers, ...said } });
  return { answers, answer };
}

/** What only a person knows: which project, who is who, which team. */
export function Questions({ shown }: { shown: Import }) {
  const { answers, answer } = useAnswers(shown);
  return (
    <>
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

function TeamQuestions({ shown, answers, answer }: AskProps) {
  const { me, teams } = useWorkspace();
  const makes = me.can.manage_members === true;
  const options = [
    { value: NOBODY, label: i18n._({ id: "imports.noTeam", message: "No team" }) },
    ...(makes ? [{ value: "new", label: i18n._({ id: "imports.newTeam", message: "Make a new team" }) }] : []),
    ...teams.map((team) => ({ value: team.id, label: team.name })),
  ];
  const missing = missingTeams(shown, makes);
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
                value={teamChosen(team, answers.teams, missing) ?? NOBODY}
                onChange={(value) => answer({ teams: { ...answers.teams, [team.key]: asChoice(value) } })}
              />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
