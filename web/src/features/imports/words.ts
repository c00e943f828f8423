import { i18n } from "@/i18n/i18n";
import type { Import, ImportColumn, Kind, OutlineLine } from "./queries";
import type { PeopleSum, Severity, Step } from "./rules";

const kinds: Record<Kind, () => string> = {
  okr_sheet: () => i18n._({ id: "imports.kind.okr", message: "OKR sheet" }),
  asana_csv: () => i18n._({ id: "imports.kind.asana", message: "Tasks from Asana" }),
  jira_csv: () => i18n._({ id: "imports.kind.jira", message: "Issues from Jira" }),
  tasks_csv: () => i18n._({ id: "imports.kind.tasks", message: "Task list" }),
};
export const allKinds = Object.keys(kinds) as Kind[];
export const kindWord = (kind: Kind): string => kinds[kind]();

const states: Record<Import["state"], () => string> = {
  uploaded: () => i18n._({ id: "imports.state.uploaded", message: "Being read" }),
  ready: () => i18n._({ id: "imports.state.ready", message: "Waits for you" }),
  refused: () => i18n._({ id: "imports.state.refused", message: "Cannot be read" }),
  committing: () => i18n._({ id: "imports.state.committing", message: "Being imported" }),
  done: () => i18n._({ id: "imports.state.done", message: "Imported" }),
  undoing: () => i18n._({ id: "imports.state.undoing", message: "Being undone" }),
  undone: () => i18n._({ id: "imports.state.undone", message: "Undone" }),
};
export const stateWord = (state: Import["state"]): string => states[state]();
export const stateTone = (state: Import["state"]) => (({ done: "on", refused: "off", ready: "risk" }) as const)[state as "done"] ?? "none";

const nouns: Record<string, (n: number) => string> = {
  objectives: (n) => i18n._({ id: "imports.n.objectives", message: "{n, plural, one {objective} other {objectives}}", values: { n } }),
  key_results: (n) => i18n._({ id: "imports.n.keyResults", message: "{n, plural, one {key result} other {key results}}", values: { n } }),
  projects: (n) => i18n._({ id: "imports.n.projects", message: "{n, plural, one {project} other {projects}}", values: { n } }),
  tasks: (n) => i18n._({ id: "imports.n.tasks", message: "{n, plural, one {task} other {tasks}}", values: { n } }),
  measurements: (n) => i18n._({ id: "imports.n.measurements", message: "{n, plural, one {value} other {values}}", values: { n } }),
  people: (n) => i18n._({ id: "imports.n.people", message: "{n, plural, one {person} other {people}}", values: { n } }),
  teams: (n) => i18n._({ id: "imports.n.teams", message: "{n, plural, one {team} other {teams}}", values: { n } }),
};
export const countedNouns = Object.keys(nouns);
export const nounWord = (noun: string, n: number): string => nouns[noun]?.(n) ?? noun;

/** "2 objectives, 6 key results" */
export const countsLine = (counts: Record<string, number>): string =>
  countedNouns
    .filter((noun) => (counts[noun] ?? 0) > 0)
    .map((noun) => `${counts[noun]} ${nounWord(noun, counts[noun] ?? 0)}`)
    .join(", ");

/** "4 people are named: 1 is known here, 2 are made, 1 is left out." as the sum says; before the import or after it. */
export function peopleLine({ named, found, made, left }: PeopleSum, was: boolean): string {
  const parts = [
    found > 0 && i18n._({ id: "imports.people.found", message: "{n, plural, one {# is known here} other {# are known here}}", values: { n: found } }),
    made > 0 &&
      (was
        ? i18n._({ id: "imports.people.made", message: "{n, plural, one {# was made} other {# were made}}", values: { n: made } })
        : i18n._({ id: "imports.people.makes", message: "{n, plural, one {# will be made} other {# will be made}}", values: { n: made } })),
    left > 0 &&
      (was
        ? i18n._({ id: "imports.people.wasLeft", message: "{n, plural, one {# was left out} other {# were left out}}", values: { n: left } })
        : i18n._({ id: "imports.people.left", message: "{n, plural, one {# is left out} other {# are left out}}", values: { n: left } })),
  ];
  return i18n._({ id: "imports.people.line", message: "The file names {named, plural, one {# person} other {# people}}: {parts}.", values: { named, parts: parts.filter(Boolean).join(", ") } });
}

const severities: Record<Severity, () => string> = {
  dropped: () => i18n._({ id: "imports.loss.dropped", message: "Lost" }),
  changed: () => i18n._({ id: "imports.loss.changed", message: "Changed" }),
  guessed: () => i18n._({ id: "imports.loss.guessed", message: "Guessed" }),
};
export const severityWord = (severity: Severity): string => severities[severity]();
export const severityTone = (severity: Severity) => (({ dropped: "off", changed: "risk", guessed: "none" }) as const)[severity];

const fields: Record<string, () => string> = {
  key_result: () => i18n._({ id: "imports.field.key_result", message: "Key result" }),
  objective: () => i18n._({ id: "imports.field.objective", message: "Objective" }),
  title: () => i18n._({ id: "imports.field.title", message: "Title" }),
  external_id: () => i18n._({ id: "imports.field.external_id", message: "Id in the other tool" }),
  owner_email: () => i18n._({ id: "imports.field.owner_email", message: "Owner's e-mail" }),
  objective_owner: () => i18n._({ id: "imports.field.objective_owner", message: "Owner of the objective" }),
  assignee_email: () => i18n._({ id: "imports.field.assignee_email", message: "Assignee's e-mail" }),
  baseline: () => i18n._({ id: "imports.field.baseline", message: "Start value" }),
  current: () => i18n._({ id: "imports.field.current", message: "Value now" }),
  value: () => i18n._({ id: "imports.field.value", message: "Value of a date" }),
  score_mid: () => i18n._({ id: "imports.field.score_mid", message: "Score in the middle" }),
  score_end: () => i18n._({ id: "imports.field.score_end", message: "Score at the end" }),
  kind: () => i18n._({ id: "imports.field.kind", message: "Kind of key result" }),
  level: () => i18n._({ id: "imports.field.level", message: "Objective or key result" }),
  parent: () => i18n._({ id: "imports.field.parent", message: "What it belongs to" }),
  parent_id: () => i18n._({ id: "imports.field.parent_id", message: "Id of what it belongs to" }),
  estimate_hours: () => i18n._({ id: "imports.field.estimate_hours", message: "Estimate in hours" }),
  completed_at: () => i18n._({ id: "imports.field.completed_at", message: "Done at" }),
  created_at: () => i18n._({ id: "imports.field.created_at", message: "Made at" }),
};

/** A field as people say it; the rest of the server's names are plain words already. */
export function fieldWord(field: string): string {
  const known = fields[field]?.();
  if (known) return known;
  const words = field.replaceAll("_", " ").replace("@", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Certainty = ImportColumn["certainty"];
const certainties: Record<Certainty, [() => string, () => string]> = {
  sure: [() => i18n._({ id: "imports.sure", message: "Sure" }), () => i18n._({ id: "imports.sureNote", message: "The column's name says it." })],
  likely: [() => i18n._({ id: "imports.likely", message: "Likely" }), () => i18n._({ id: "imports.likelyNote", message: "The name says nearly that, or the contents spoke for it." })],
  guessed: [() => i18n._({ id: "imports.guessed", message: "Guessed" }), () => i18n._({ id: "imports.guessedNote", message: "Told by the contents alone: please check." })],
  chosen: [() => i18n._({ id: "imports.chosen", message: "Chosen" }), () => i18n._({ id: "imports.chosenNote", message: "You said so." })],
  left_out: [() => i18n._({ id: "imports.leftOut", message: "Left out" }), () => i18n._({ id: "imports.leftOutNote", message: "Nothing of this column comes over." })],
};
export const certaintyWord = (certainty: Certainty): string => certainties[certainty][0]();
export const certaintyNote = (certainty: Certainty): string => certainties[certainty][1]();
export const certaintyTone = (certainty: Certainty) => (({ sure: "on", chosen: "on", likely: "none", guessed: "risk", left_out: "none" }) as const)[certainty];

const lines: Record<OutlineLine["kind"], (row: number) => string> = {
  objective: (row) => i18n._({ id: "imports.line.objective", message: "Objective of row {row}", values: { row } }),
  key_result: (row) => i18n._({ id: "imports.line.keyResult", message: "Key result of row {row}", values: { row } }),
  project: (row) => i18n._({ id: "imports.line.project", message: "Project of row {row}", values: { row } }),
  task: (row) => i18n._({ id: "imports.line.task", message: "Task of row {row}", values: { row } }),
};
export const kindOfLine = (kind: OutlineLine["kind"], row: number): string => lines[kind](row);

const steps: Record<Step, (n: number) => string> = {
  ask: (n) => i18n._({ id: "imports.step.ask", message: "Not known here: {n, plural, one {# person} other {# people}}", values: { n } }),
  name: (n) => i18n._({ id: "imports.step.name", message: "Found by name: {n, plural, one {# person} other {# people}}, please check", values: { n } }),
  email: (n) => i18n._({ id: "imports.step.email", message: "Found by e-mail: {n, plural, one {# person} other {# people}}", values: { n } }),
};
export const stepWord = (step: Step, n: number): string => steps[step](n);
