import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button, IconButton } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { toast } from "@/ui/toast";
import { useStatusStep } from "../projects";
import type { ProjectDetail, StatusRow } from "../queries";
import type { StatusType } from "@/widgets/tasks/due";
import { typeWord } from "../words";
import styles from "./StatusEditor.module.css";

const types: StatusType[] = ["open", "active", "done", "cancelled"];
const typeOptions = () => types.map((type) => ({ value: type, label: typeWord(type) }));

/** The columns of a project: add, rename, put elsewhere, let mean something else, take away. */
export function StatusEditor({ project, close }: { project: ProjectDetail; close: () => void }) {
  const step = useStatusStep(project.id);
  const [leaving, setLeaving] = useState<StatusRow | null>(null);
  const { statuses } = project;
  /** What its tasks count changes with it, here and above: said, and taken back by one Undo. */
  const retype = async (status: StatusRow, type: StatusType) => {
    const kept = await step.ask({ do: "edit", status: status.id, body: { type } }).catch(() => null);
    if (!kept || !status.tasks) return;
    const values = { name: status.name, type: typeWord(type), n: status.tasks };
    toast.show(i18n._({ id: "work.statuses.retyped", message: "{n, plural, one {# task} other {# tasks}} in ‘{name}’ now {n, plural, one {counts} other {count}} as ‘{type}’", values }), {
      undo: () => step.run({ do: "edit", status: status.id, body: { type: status.type } }),
    });
  };
  const remove = (status: StatusRow) => {
    if ((status.tasks ?? 0) > 0) setLeaving(status);
    else step.run({ do: "remove", status: status.id });
  };
  return (
    <Dialog title={i18n._({ id: "work.statuses.of", message: "Statuses of {title}", values: { title: project.title } })} close={close} size="m">
      <ol className={styles.list}>
        {statuses.map((status, place) => (
          <li key={status.id} className={styles.row}>
            <StatusName status={status} rename={(name) => step.run({ do: "edit", status: status.id, body: { name } })} />
            <SelectField
              label={i18n._({ id: "work.statuses.typeOf", message: "What {name} means", values: { name: status.name } })}
              hideLabel
              options={typeOptions()}
              value={status.type}
              onChange={(type) => type && type !== status.type && retype(status, type as StatusType)}
            />
            <span className={styles.count}>{i18n._({ id: "work.table.count", message: "{n, plural, one {# task} other {# tasks}}", values: { n: status.tasks } })}</span>
            <span className={styles.buttons}>
              <IconButton
                icon="arrowUp"
                size="s"
                disabled={place === 0}
                label={i18n._({ id: "work.statuses.earlier", message: "{name} earlier", values: { name: status.name } })}
                onClick={() => step.run({ do: "edit", status: status.id, body: { place: place - 1 } })}
              />
              <IconButton
                icon="chevronDown"
                size="s"
                disabled={place === statuses.length - 1}
                label={i18n._({ id: "work.statuses.later", message: "{name} later", values: { name: status.name } })}
                onClick={() => step.run({ do: "edit", status: status.id, body: { place: place + 1 } })}
              />
              <IconButton icon="trash" size="s" label={i18n._({ id: "work.statuses.remove", message: "Remove {name}", values: { name: status.name } })} onClick={() => remove(status)} />
            </span>
            {leaving?.id === status.id && (
              <Replacement
                status={status}
                others={statuses.filter((one) => one.id !== status.id)}
                take={(replacement) => {
                  setLeaving(null);
                  step.run({ do: "remove", status: status.id, replacement });
                }}
                close={() => setLeaving(null)}
              />
            )}
          </li>
        ))}
      </ol>
      <NewStatus project={project} />
    </Dialog>
  );
}

function StatusName({ status, rename }: { status: StatusRow; rename: (name: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    if (typed !== null && typed.trim() && typed.trim() !== status.name) rename(typed.trim());
    setTyped(null);
  };
  return (
    <TextField
      label={i18n._({ id: "work.statuses.name", message: "Name of {name}", values: { name: status.name } })}
      hideLabel
      maxLength={60}
      value={typed ?? status.name}
      onChange={setTyped}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter") leave();
      }}
    />
  );
}

interface ReplacementProps {
  status: StatusRow;
  others: StatusRow[];
  take: (id: string) => void;
  close: () => void;
}

/** Tasks stand in it: they must go somewhere. */
function Replacement({ status, others, take, close }: ReplacementProps) {
  const [chosen, setChosen] = useState(others.find((one) => one.type === status.type)?.id ?? others[0]?.id ?? null);
  return (
    <div className={styles.replacement}>
      <SelectField
        label={i18n._({ id: "work.statuses.replace", message: "{n, plural, one {Its # task goes} other {Its # tasks go}} to", values: { n: status.tasks } })}
        options={others.map((one) => ({ value: one.id, label: one.name, hint: typeWord(one.type) }))}
        value={chosen}
        onChange={setChosen}
      />
      <Button variant="quiet" onClick={close}>
        {i18n._({ id: "ui.dialog.cancel", message: "Cancel" })}
      </Button>
      <Button variant="danger" onClick={() => chosen && take(chosen)}>
        {i18n._({ id: "work.statuses.removeIt", message: "Remove" })}
      </Button>
    </div>
  );
}

function NewStatus({ project }: { project: ProjectDetail }) {
  const step = useStatusStep(project.id);
  const [name, setName] = useState("");
  const [type, setType] = useState<StatusType>("active");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const add = () => {
    if (!name.trim()) return;
    // after the last one of its kind
    const place = project.statuses.findLastIndex((status) => status.type === type) + 1;
    setProblem(null);
    step
      .ask({ do: "add", body: { name: name.trim(), type, place: place > 0 ? place : project.statuses.length } })
      .then(() => setName(""))
      .catch((thrown: ApiProblem) => (thrown.errors.length > 0 ? setProblem(thrown) : toast.error(thrown)));
  };
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={i18n._({ id: "work.statuses.new", message: "New status" })}
        placeholder={i18n._({ id: "work.statuses.example", message: "In translation" })}
        maxLength={60}
        value={name}
        onChange={setName}
        error={problem?.errors[0]?.message}
      />
      <SelectField label={i18n._({ id: "work.statuses.type", message: "What it means" })} options={typeOptions()} value={type} onChange={(value) => setType((value ?? "active") as StatusType)} />
      <Button type="submit" icon="plus" busy={step.isPending}>
        {i18n._({ id: "work.statuses.add", message: "Add" })}
      </Button>
    </form>
  );
}
