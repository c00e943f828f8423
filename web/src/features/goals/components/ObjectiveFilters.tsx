import { useEffect, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { PersonField } from "@/ui/fields/PeopleField";
import { TextField } from "@/ui/fields/TextField";
import { CyclePicker, TeamPicker } from "@/widgets/goals/pickers";
import { usePeople } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import type { Filters } from "../rules";
import styles from "./ObjectiveFilters.module.css";

const TYPING_MS = 200;

/** Cycle, team, owner and words; all of them live in the address. What there is nothing of to choose is not asked. */
export function ObjectiveFilters({ filters, change, cycleOnly }: { filters: Filters; change: (changes: Filters) => void; cycleOnly: boolean }) {
  const { teams } = useWorkspace();
  const people = usePeople();
  return (
    <div className={styles.filters} role="search" data-no-print>
      <div className={styles.cycle}>
        <CyclePicker hideLabel value={filters.cycle ?? null} onChange={(cycle) => change({ cycle: cycle ?? undefined })} />
      </div>
      {!cycleOnly && (teams.length > 0 || filters.team) && (
        <TeamPicker
          hideLabel
          clearable
          placeholder={i18n._({ id: "goals.filter.team", message: "All teams" })}
          value={filters.team ?? null}
          onChange={(team) => change({ team: team ?? undefined })}
        />
      )}
      {!cycleOnly && (people.length > 1 || filters.owner) && (
        <PersonField
          label={i18n._({ id: "goals.owner", message: "Owner" })}
          hideLabel
          placeholder={i18n._({ id: "goals.filter.owner", message: "Everybody" })}
          people={people}
          value={filters.owner ?? null}
          onChange={(owner) => change({ owner: owner ?? undefined })}
        />
      )}
      {!cycleOnly && <Words value={filters.q ?? ""} change={(q) => change({ q: q || undefined })} />}
    </div>
  );
}

/** Typing does not wait for the list, and the list does not load at every key. */
function Words({ value, change }: { value: string; change: (words: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change(typed), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextField
      label={i18n._({ id: "goals.filter.words", message: "Find by words" })}
      hideLabel
      type="search"
      placeholder={i18n._({ id: "goals.filter.words", message: "Find by words" })}
      value={typed}
      onChange={setTyped}
    />
  );
}
