import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "@/ui/Dialog";
import { Segments } from "@/ui/fields/choices";
import { PersonField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useWorkspace } from "@/widgets/workspace";
import { type Commitment, squareQuery } from "../queries";
import { goalOptions } from "./goals";
import { useChange } from "./writes";

interface EditProps {
  row: Commitment;
  people: { id: string; name: string }[];
  close: () => void;
}

/** Words, goal, person and priority of one commitment. */
export function EditCommitment({ row, people, close }: EditProps) {
  const { slug } = useWorkspace();
  const square = useQuery(squareQuery(slug, row.team.id));
  const [title, setTitle] = useState(row.title);
  const [goal, setGoal] = useState<string | null>(row.key_result?.id ?? null);
  const [person, setPerson] = useState<string | null>(row.member.id);
  const [priority, setPriority] = useState(row.priority === 1 ? "1" : "2");
  const change = useChange();
  const picked = row.task !== null;
  const save = () => {
    const hidden = row.key_result !== null && row.key_result.id === null;
    change.run({
      row,
      changes: {
        ...(!picked && { title: title.trim() || row.title }),
        ...(!(hidden && goal === null) && { key_result_id: goal }),
        ...(person !== null && person !== row.member.id && { member_id: person }),
        priority: Number(priority),
      },
    });
    close();
  };
  const goals = goalOptions(square.data, row.key_result);
  return (
    <FormDialog title={i18n._({ id: "rituals.commit.editing", message: "Edit the commitment" })} close={close} submit={i18n._({ id: "rituals.save", message: "Save" })} onSubmit={save}>
      {picked ? <p>{row.title}</p> : <TextField label={i18n._({ id: "rituals.commit.words", message: "What will be done" })} value={title} onChange={setTitle} autoFocus maxLength={300} />}
      <SelectField label={i18n._({ id: "rituals.commit.goal", message: "For which key result" })} options={goals} value={goal} onChange={setGoal} clearable />
      {people.length > 0 && <PersonField label={i18n._({ id: "rituals.commit.whose", message: "Whose it is" })} people={people} value={person} onChange={setPerson} required />}
      <Segments
        label={i18n._({ id: "rituals.commit.priority", message: "How much it matters" })}
        value={priority}
        onChange={setPriority}
        choices={[
          { value: "1", label: i18n._({ id: "rituals.commit.p1", message: "P1: it must happen" }) },
          { value: "2", label: i18n._({ id: "rituals.commit.p2", message: "P2: it should happen" }) },
        ]}
      />
    </FormDialog>
  );
}
