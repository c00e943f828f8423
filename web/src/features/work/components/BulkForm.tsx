import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "@/ui/Dialog";
import { CheckField } from "@/ui/fields/choices";
import { DateField } from "@/ui/fields/DateField";
import { PeopleField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { type BulkChange, changesOf } from "../bulk";
import { cellEdit, peopleEdit } from "../edits";
import { projectsQuery, type TaskOut } from "../queries";
import { asLabels } from "../rules";

export type BulkKind = "people" | "due" | "labels" | "move";

interface BulkFormProps {
  kind: BulkKind;
  tasks: readonly TaskOut[];
  people: readonly { id: string; name: string; hint?: string }[];
  /** The project they are in. */
  project: string;
  edit: (list: readonly BulkChange[]) => void;
  move: (to: { id: string; title: string }) => void;
  close: () => void;
}

/** What takes more than a click: several people, a day of one's own, labels, another project. */
export function BulkForm(props: BulkFormProps) {
  const parts = { people: PeopleForm, due: DayForm, labels: LabelForm, move: MoveForm };
  const Part = parts[props.kind];
  return <Part {...props} />;
}

function PeopleForm({ tasks, people, edit, close }: BulkFormProps) {
  const [ids, setIds] = useState<string[]>([]);
  const [replace, setReplace] = useState(false);
  const wanted = (task: TaskOut) => (replace ? ids : [...new Set([...task.assignees.map((person) => person.id), ...ids])]);
  const submit = () => {
    edit(changesOf(tasks, (task) => peopleEdit(task, wanted(task), people)));
    close();
  };
  return (
    <FormDialog title={i18n._({ id: "work.bulk.assign", message: "Who does {n, plural, one {this task} other {these # tasks}}?", values: { n: tasks.length } })} close={close} submit={i18n._({ id: "work.bulk.assignThem", message: "Assign" })} onSubmit={submit}>
      <PeopleField label={i18n._({ id: "work.bulk.people", message: "People" })} people={people} value={ids} onChange={setIds} />
      <CheckField
        label={i18n._({ id: "work.bulk.replace", message: "Nobody else" })}
        note={i18n._({ id: "work.bulk.replace.note", message: "Takes off everybody who is on them now." })}
        checked={replace}
        onChange={setReplace}
      />
    </FormDialog>
  );
}

function DayForm({ tasks, people, edit, close }: BulkFormProps) {
  const today = useToday();
  const [day, setDay] = useState<string | null>(null);
  const submit = () => {
    edit(changesOf(tasks, (task) => cellEdit(task, "due_on", day, { statuses: [], people })));
    close();
  };
  return (
    <FormDialog title={i18n._({ id: "work.bulk.due", message: "When {n, plural, one {is this task} other {are these # tasks}} due?", values: { n: tasks.length } })} close={close} submit={i18n._({ id: "work.save", message: "Save" })} onSubmit={submit}>
      <DateField label={i18n._({ id: "work.field.due", message: "Due" })} today={today} value={day} onChange={setDay} autoFocus />
    </FormDialog>
  );
}

function LabelForm({ tasks, people, edit, close }: BulkFormProps) {
  const [put, setPut] = useState("");
  const [off, setOff] = useState<string | null>(null);
  const there = [...new Set(tasks.flatMap((task) => task.labels))].toSorted((a, b) => a.localeCompare(b));
  const submit = () => {
    const labels = (task: TaskOut) => [...task.labels.filter((label) => label !== off), ...asLabels(put)].join(",");
    edit(changesOf(tasks, (task) => cellEdit(task, "labels", labels(task), { statuses: [], people })));
    close();
  };
  return (
    <FormDialog title={i18n._({ id: "work.bulk.labels", message: "Labels of {n, plural, one {this task} other {these # tasks}}", values: { n: tasks.length } })} close={close} submit={i18n._({ id: "work.save", message: "Save" })} onSubmit={submit}>
      <TextField label={i18n._({ id: "work.bulk.putOn", message: "Put on" })} placeholder={i18n._({ id: "work.bulk.labels.example", message: "checkout, polish" })} value={put} onChange={setPut} autoFocus />
      {there.length > 0 && (
        <SelectField
          label={i18n._({ id: "work.bulk.takeOff", message: "Take off" })}
          clearable
          placeholder={i18n._({ id: "work.bulk.takeOff.none", message: "None" })}
          options={there.map((label) => ({ value: label, label }))}
          value={off}
          onChange={setOff}
        />
      )}
    </FormDialog>
  );
}

function MoveForm({ tasks, project, move, close }: BulkFormProps) {
  const { slug } = useWorkspace();
  const projects = useQuery(projectsQuery(slug)).data?.items.filter((one) => one.can.edit_tasks && one.id !== project) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const submit = () => {
    const to = projects.find((one) => one.id === chosen);
    if (!to) return;
    close();
    move(to);
  };
  return (
    <FormDialog title={i18n._({ id: "work.bulk.moveTo", message: "Where {n, plural, one {does this task} other {do these # tasks}} go?", values: { n: tasks.length } })} close={close} submit={i18n._({ id: "work.bulk.move", message: "Move" })} onSubmit={submit}>
      <SelectField
        label={i18n._({ id: "work.project", message: "Project" })}
        help={i18n._({ id: "work.bulk.move.help", message: "Subtasks go along; each takes the matching status there." })}
        options={projects.map((one) => ({ value: one.id, label: one.title, hint: one.team?.name }))}
        value={chosen}
        onChange={setChosen}
      />
    </FormDialog>
  );
}
