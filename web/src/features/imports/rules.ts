export const MOST_BYTES = 20 * 2 ** 20;

export type Severity = "dropped" | "changed" | "guessed";

/** The server's reasons begin with what happened. */
export function severityOf(why: string): Severity {
  if (why.startsWith("guessed")) return "guessed";
  return why.startsWith("changed") ? "changed" : "dropped";
}

/** How many of the losses, over all their rows, are of this kind. */
export const sumOf = (losses: readonly { why: string; count: number }[], severity: Severity): number =>
  losses.reduce((sum, loss) => sum + (severityOf(loss.why) === severity ? loss.count : 0), 0);

/** The reason without the word that `severityOf` shows beside it. */
export const reasonOf = (why: string): string => why.replace(/^(dropped|changed|guessed):\s*/, "");

interface Asked {
  key: string;
  member: { id: string } | null;
}

type Choices = Record<string, string | null>;

/** Who a person of the file becomes: what was chosen, else whom the server matched; null is nobody. */
export const personChosen = (person: Asked, answers: Choices): string | null =>
  person.key in answers ? (answers[person.key] ?? null) : (person.member?.id ?? null);

/** People that neither the server nor anybody here has placed: they would lose their name. */
export const unplaced = <Person extends Asked>(people: readonly Person[], answers: Choices): Person[] =>
  people.filter((person) => !(person.key in answers) && person.member === null);

export interface PeopleSum {
  named: number;
  found: number;
  made: number;
  left: number;
}

/** How many of those the file names are known here, will be made, or come over as nobody. */
export function sumOfPeople(people: readonly Asked[], answers: Choices): PeopleSum {
  const chosen = people.map((person) => personChosen(person, answers));
  const made = chosen.filter((one) => one === "new").length;
  const left = chosen.filter((one) => one === null).length;
  return { named: people.length, found: people.length - made - left, made, left };
}

/** Names that come over as nobody: their column in the file is lost for them. */
export function namesLeftOut(people: readonly (Asked & { name: string })[], answers: Choices): Set<string> {
  const kept = new Set(people.filter((person) => personChosen(person, answers) !== null).map(({ name }) => name));
  return new Set(people.map(({ name }) => name).filter((name) => !kept.has(name)));
}

/** Which team of the workspace a team of the file becomes: what was chosen, else the one of that name, else `missing`; null is none. */
export const teamChosen = (team: { key: string; team_id: string | null }, answers: Choices, missing: "new" | null): string | null =>
  team.key in answers ? (answers[team.key] ?? null) : (team.team_id ?? missing);

const quoted = (cell: string | number): string => {
  const text = String(cell);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; // a spreadsheet must not run what a file says
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const toCsv = (rows: readonly (readonly (string | number)[])[]): string => rows.map((row) => row.map(quoted).join(",")).join("\r\n");

/** "1.4 MB" */
export function sizeWord(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 2 ** 20 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

export type Refused = "size" | "kind" | null;

/** Why a chosen file need not be sent at all. */
export function refusedFile(file: { name: string; size: number }): Refused {
  if (file.size > MOST_BYTES) return "size";
  return /\.(csv|tsv|txt|xlsx)$/i.test(file.name) ? null : "kind";
}

export interface OutlineNode<Line> {
  id: string;
  line: Line;
  children: OutlineNode<Line>[];
}

/** Lines with a depth, each after what it hangs on, as a tree. */
export function nested<Line extends { depth: number; row: number }>(lines: readonly Line[]): OutlineNode<Line>[] {
  const top: OutlineNode<Line>[] = [];
  const above: OutlineNode<Line>[] = [];
  for (const [place, line] of lines.entries()) {
    const node: OutlineNode<Line> = { id: String(place), line, children: [] };
    (above[line.depth - 1]?.children ?? top).push(node);
    above.splice(line.depth, above.length, node);
  }
  return top;
}

export type Step = "email" | "name" | "ask";

/** People by how they were found, in the order in which one checks them: those to be asked about come first. */
export function bySteps<Person extends { match: Step }>(people: readonly Person[]): [Step, Person[]][] {
  const steps: Step[] = ["ask", "name", "email"];
  return steps.map((step): [Step, Person[]] => [step, people.filter((person) => person.match === step)]).filter(([, those]) => those.length > 0);
}
