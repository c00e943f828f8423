import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { SelectField } from "@/ui/fields/SelectField";
import { Section } from "@/ui/layout";
import { Status } from "@/ui/Status";
import { usePeople } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import type { Import } from "../queries";
import { bySteps, personChosen, type Step, unplaced } from "../rules";
import { stepWord } from "../words";
import styles from "./Imports.module.css";

export type Answers = Required<Import["answers"]>;

export interface AskProps {
  shown: Import;
  answers: Answers;
  answer: (said: Partial<Answers>) => void;
}

export const NOBODY = "nobody";
export const asChoice = (value: string | null) => (value === NOBODY ? null : value);

type Person = Import["people"][number];
const tones = { ask: "risk", name: "none", email: "on" } as const;

/** Who is who: those nobody knows first, then those found by name, then those found by e-mail. Every match can be changed. */
export function PeopleQuestions({ shown, answers, answer }: AskProps) {
  const asked = unplaced(shown.people, answers.people);
  return (
    <Section
      title={i18n._({ id: "imports.people", message: "People in the file" })}
      note={
        asked.length > 0
          ? i18n._({ id: "imports.peopleAsked", message: "{n, plural, one {# name is} other {# names are}} not known here. Who is not chosen is left out.", values: { n: asked.length } })
          : i18n._({ id: "imports.peopleKnown", message: "Everybody has a place." })
      }
      actions={<MakeAll asked={asked} answers={answers} answer={answer} />}
    >
      {bySteps(shown.people).map(([step, people]) => (
        <StepOf key={step} step={step} people={people} answers={answers} answer={answer} />
      ))}
    </Section>
  );
}

function MakeAll({ asked, answers, answer }: Omit<AskProps, "shown"> & { asked: readonly Person[] }) {
  const { me } = useWorkspace();
  if (!me.can.manage_members || asked.length === 0) return null;
  const all = Object.fromEntries(asked.map((person) => [person.key, "new"]));
  return (
    <Button size="s" icon="plus" onClick={() => answer({ people: { ...answers.people, ...all } })}>
      {i18n._({ id: "imports.makeAll", message: "{n, plural, one {Make this person} other {Make all # people}}", values: { n: asked.length } })}
    </Button>
  );
}

function StepOf({ step, people, answers, answer }: Omit<AskProps, "shown"> & { step: Step; people: readonly Person[] }) {
  return (
    <div className={styles.step}>
      <h3>
        <Status tone={tones[step]}>{stepWord(step, people.length)}</Status>
      </h3>
      <ul className={styles.list}>
        {people.map((person) => (
          <PersonLine key={person.key} person={person} answers={answers} answer={answer} />
        ))}
      </ul>
    </div>
  );
}

function PersonLine({ person, answers, answer }: Omit<AskProps, "shown"> & { person: Person }) {
  const { me } = useWorkspace();
  const here = usePeople();
  const nobody = i18n._({ id: "imports.nobody", message: "Nobody" });
  const options = [
    { value: NOBODY, label: nobody },
    ...(me.can.manage_members ? [{ value: "new", label: i18n._({ id: "imports.newPerson", message: "Make a new person" }) }] : []),
    ...here.map((one) => ({ value: one.id, label: one.name, hint: one.hint })),
  ];
  const rows = i18n._({ id: "imports.rows", message: "{n, plural, one {# row} other {# rows}}", values: { n: person.rows } });
  return (
    <li className={styles.line}>
      <span className={styles.main}>
        {person.name}
        <span className={styles.quiet}>{[person.email, rows].filter(Boolean).join(" · ")}</span>
      </span>
      <span className={styles.pick}>
        <SelectField
          label={i18n._({ id: "imports.whoIs", message: "Who is {name}?", values: { name: person.name } })}
          hideLabel
          options={options}
          placeholder={nobody}
          value={personChosen(person, answers.people) ?? (person.key in answers.people ? NOBODY : null)}
          onChange={(value) => answer({ people: { ...answers.people, [person.key]: asChoice(value) } })}
        />
      </span>
    </li>
  );
}
