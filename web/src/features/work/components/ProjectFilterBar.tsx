import { useEffect, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { CheckField, Segments } from "@/ui/fields/choices";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { TeamPicker } from "@/widgets/goals/pickers";
import type { ProjectFilters, ProjectState } from "../rules";
import { stateWord } from "../words";
import styles from "./TaskFilterBar.module.css";

const TYPING_MS = 200;
const states: ProjectState[] = ["planned", "active", "paused", "done", "cancelled"];

/** Projects or my tasks, and what narrows the projects; all of it lives in the address. */
export function ProjectFilterBar({ filters, change }: { filters: ProjectFilters; change: (changes: ProjectFilters) => void }) {
  const mine = filters.view === "mine";
  return (
    <div className={styles.bar} role="search" data-no-print>
      <Segments
        label={i18n._({ id: "work.view", message: "View" })}
        value={mine ? "mine" : "projects"}
        onChange={(view) => change({ view: view === "mine" ? "mine" : undefined })}
        choices={[
          { value: "projects", label: i18n._({ id: "nav.projects", message: "Projects" }) },
          { value: "mine", label: i18n._({ id: "work.mine", message: "My open tasks" }) },
        ]}
      />
      {!mine && (
        <>
          <TeamPicker hideLabel clearable placeholder={i18n._({ id: "goals.filter.team", message: "All teams" })} value={filters.team ?? null} onChange={(team) => change({ team: team ?? undefined })} />
          <SelectField
            label={i18n._({ id: "work.state", message: "State" })}
            hideLabel
            clearable
            placeholder={i18n._({ id: "work.filter.state", message: "Any state" })}
            options={states.map((value) => ({ value, label: stateWord(value) }))}
            value={filters.state ?? null}
            onChange={(state) => change({ state: (state ?? undefined) as ProjectState | undefined })}
          />
          <Words value={filters.q ?? ""} change={(q) => change({ q: q || undefined })} />
          <CheckField label={i18n._({ id: "work.filter.archived", message: "Archived" })} checked={filters.archived ?? false} onChange={(archived) => change({ archived: archived || undefined })} />
        </>
      )}
    </div>
  );
}

function Words({ value, change }: { value: string; change: (words: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  });
  const label = i18n._({ id: "work.filter.words", message: "Find by words" });
  return <TextField label={label} hideLabel type="search" placeholder={label} value={typed} onChange={setTyped} />;
}
