import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { PersonField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useShortcuts } from "@/ui/shortcuts";
import { useWorkspace } from "@/widgets/workspace";
import { type Meeting, weekQuery } from "../queries";
import { DecisionLine } from "./DecisionLine";
import styles from "./Meeting.module.css";
import { useDecide, useTakeBack } from "./writes";

/** Decisions of this meeting. D, words, Enter: it is a task in the right project, linked to what the item is about. */
export function Decisions({ meeting }: { meeting: Meeting }) {
  const back = useTakeBack(meeting);
  const title = i18n._({ id: "rituals.decisions", message: "Decisions" });
  return (
    <aside className={styles.aside} aria-label={title}>
      <h2>{title}</h2>
      {meeting.can_edit && <NewDecision key={meeting.place} meeting={meeting} />}
      {meeting.decisions.length === 0 && <p className={styles.quiet}>{i18n._({ id: "rituals.decisions.none", message: "Nothing decided yet." })}</p>}
      <ul className={styles.decisions}>
        {meeting.decisions.toReversed().map((one) => (
          <DecisionLine key={one.id} decision={one} takeBack={meeting.can_edit ? () => back.run(one.id) : undefined} />
        ))}
      </ul>
    </aside>
  );
}

function NewDecision({ meeting }: { meeting: Meeting }) {
  const { slug } = useWorkspace();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [project, setProject] = useState<string | null | undefined>(undefined);
  const [person, setPerson] = useState<string | null>(null);
  const people = useQuery(weekQuery(slug, meeting.team.id)).data?.people.map((one) => one.person) ?? [];
  const decide = useDecide(meeting);
  const label = i18n._({ id: "rituals.decide", message: "Decide" });
  useShortcuts([{ keys: "d", group: i18n._({ id: "rituals.tab.meeting", message: "Meeting" }), label, run: () => box.current?.focus() }]);
  const home = project === undefined ? (meeting.projects.find((one) => one.chosen)?.id ?? null) : project;
  const send = (asTask: boolean) => {
    if (!text.trim()) return;
    decide.run({ text: text.trim(), place: meeting.place, as_task: asTask, ...(home && { project_id: home }), ...(person && { assignee_id: person }) });
    setText("");
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send(!event.shiftKey && home !== null);
    } else if (event.key === "Escape") event.currentTarget.blur();
  };
  return (
    <div className={styles.decide}>
      <TextField
        ref={box}
        label={label}
        hideLabel
        placeholder={i18n._({ id: "rituals.decide.placeholder", message: "What do we do? (D)" })}
        value={text}
        onChange={setText}
        onKeyDown={press}
        maxLength={300}
        autoComplete="off"
      />
      {text.trim() !== "" && (
        <>
          <p className={styles.quiet}>
            <Hint meeting={meeting} asTask={home !== null} />
          </p>
          <SelectField
            label={i18n._({ id: "rituals.decide.project", message: "As a task in" })}
            options={meeting.projects.map((one) => ({ value: one.id, label: one.title }))}
            value={home}
            onChange={setProject}
            clearable
            placeholder={i18n._({ id: "rituals.decide.noTask", message: "No task, a decision only" })}
          />
          <PersonField label={i18n._({ id: "rituals.decide.person", message: "Who does it" })} people={people} value={person} onChange={setPerson} />
        </>
      )}
    </div>
  );
}

/** What Enter will make of it. */
function Hint({ meeting, asTask }: { meeting: Meeting; asTask: boolean }) {
  const goal = meeting.items.find((item) => item.place === meeting.place)?.goal;
  if (!asTask) return i18n._({ id: "rituals.decide.words", message: "Enter keeps it as a decision." });
  if (!goal) return i18n._({ id: "rituals.decide.taskOnly", message: "Enter makes it a task; Shift Enter keeps the words only." });
  return i18n._({ id: "rituals.decide.task", message: "Enter makes it a task for {label}; Shift Enter keeps the words only.", values: { label: goal.label } });
}
