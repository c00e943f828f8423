import { useEffect, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { CheckField, Segments } from "@/ui/fields/choices";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { usePeople } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import type { ProjectDetail } from "../queries";
import { isNarrow, type TaskFilters } from "../rules";
import styles from "./TaskFilterBar.module.css";

const TYPING_MS = 200;
const none: TaskFilters = { assignee: undefined, status: undefined, label: undefined, q: undefined, due: undefined, open: undefined };

interface TaskFilterBarProps {
  project: ProjectDetail;
  filters: TaskFilters;
  change: (changes: TaskFilters) => void;
}

/** The view, and what narrows it; all of it lives in the address. */
export function TaskFilterBar({ project, filters, change }: TaskFilterBarProps) {
  const board = filters.view === "board";
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.bar} role="search" data-no-print data-open={open || undefined}>
      <Segments
        label={i18n._({ id: "work.view", message: "View" })}
        value={board ? "board" : "table"}
        onChange={(view) => change({ view: view === "board" ? "board" : undefined })}
        choices={[
          { value: "table", label: i18n._({ id: "work.view.table", message: "Table" }) },
          { value: "board", label: i18n._({ id: "work.view.board", message: "Board" }) },
        ]}
      />
      <Button className={styles.toggle} icon="filter" aria-expanded={open} onClick={() => setOpen(!open)}>
        {i18n._({ id: "work.filter", message: "Filter" })}
      </Button>
      <WhoWhen filters={filters} change={change} />
      <SelectField
        label={i18n._({ id: "work.status", message: "Status" })}
        hideLabel
        clearable
        placeholder={i18n._({ id: "work.filter.status", message: "Any status" })}
        value={filters.status ?? null}
        onChange={(status) => change({ status: status ?? undefined })}
        options={project.statuses.map((status) => ({ value: status.id, label: status.name }))}
      />
      {!board && <Grouping filters={filters} change={change} />}
      {board && (
        <CheckField label={i18n._({ id: "work.filter.subtasks", message: "Subtasks" })} checked={filters.subtasks ?? false} onChange={(subtasks) => change({ subtasks: subtasks || undefined })} />
      )}
      <TypedField label={i18n._({ id: "work.filter.label", message: "Label" })} value={filters.label ?? ""} change={(label) => change({ label: label || undefined })} />
      <TypedField label={i18n._({ id: "work.filter.words", message: "Find by words" })} value={filters.q ?? ""} change={(q) => change({ q: q || undefined })} />
      {isNarrow(filters) && (
        <Button variant="quiet" icon="x" onClick={() => change(none)}>
          {i18n._({ id: "work.filter.clear", message: "Show all" })}
        </Button>
      )}
    </div>
  );
}

type Part = Pick<TaskFilterBarProps, "filters" | "change">;

function WhoWhen({ filters, change }: Part) {
  const people = usePeople();
  const { me } = useWorkspace();
  const others = people.filter((person) => person.id !== me.member).map((person) => ({ value: person.id, label: person.name }));
  const options = [
    { value: me.member, label: i18n._({ id: "work.filter.mine", message: "Mine" }) },
    { value: "none", label: i18n._({ id: "work.filter.nobody", message: "Nobody’s" }) },
    ...others,
  ];
  return (
    <>
      <SelectField
        label={i18n._({ id: "work.assignee", message: "Assignee" })}
        hideLabel
        clearable
        placeholder={i18n._({ id: "work.filter.everybody", message: "Everybody" })}
        value={filters.assignee ?? null}
        onChange={(assignee) => change({ assignee: assignee ?? undefined })}
        options={options}
      />
      <SelectField
        label={i18n._({ id: "work.due", message: "Due" })}
        hideLabel
        clearable
        placeholder={i18n._({ id: "work.filter.due", message: "Any time" })}
        value={filters.due ?? (filters.open ? "open" : null)}
        onChange={(due) => change({ due: due === "overdue" || due === "week" ? due : undefined, open: due === "open" || undefined })}
        options={[
          { value: "overdue", label: i18n._({ id: "work.filter.overdue", message: "Overdue" }) },
          { value: "week", label: i18n._({ id: "work.filter.week", message: "Due in 7 days" }) },
          { value: "open", label: i18n._({ id: "work.filter.open", message: "All open ones" }) },
        ]}
      />
    </>
  );
}

function Grouping({ filters, change }: Part) {
  return (
    <SelectField
      label={i18n._({ id: "work.group", message: "Group by" })}
      hideLabel
      clearable
      placeholder={i18n._({ id: "work.group.none", message: "Not grouped" })}
      value={filters.group ?? null}
      onChange={(group) => change({ group: group === "status" || group === "assignee" ? group : undefined })}
      options={[
        { value: "status", label: i18n._({ id: "work.group.status", message: "By status" }) },
        { value: "assignee", label: i18n._({ id: "work.group.assignee", message: "By person" }) },
      ]}
    />
  );
}

/** Typing does not wait for the list, and the list does not load at every key. */
function TypedField({ label, value, change }: { label: string; value: string; change: (words: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return <TextField label={label} hideLabel type="search" placeholder={label} value={typed} onChange={setTyped} />;
}
