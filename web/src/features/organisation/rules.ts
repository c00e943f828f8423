/** The filters of People, as they stand in the address. */
export interface PeopleSearch {
  view?: "teams";
  q?: string;
  team?: string;
  /** Teams: those in the archive. */
  archived?: true;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const longest = 200;

/** Reads the address; what is not a filter of ours is left out. */
export function readPeopleSearch(search: Record<string, unknown>): PeopleSearch {
  const { view, q, team, archived } = search;
  return {
    ...(view === "teams" && { view }),
    ...(typeof q === "string" && q.trim() !== "" && { q: q.slice(0, longest) }),
    ...(typeof team === "string" && uuid.test(team) && { team }),
    ...((archived === true || archived === "true") && { archived: true as const }),
  };
}

export const sections = ["workspace", "members", "cycles", "rhythm", "health", "writing", "notifications", "chat", "tokens", "sample", "danger"] as const;
export type SettingsSection = (typeof sections)[number];

/** The section an address means; an unknown word means the first one. */
export const sectionOf = (word: string | undefined): SettingsSection => sections.find((section) => section === word) ?? "workspace";

interface Below {
  id: string;
  parent_id: string | null;
  name: string;
}

export type TeamNode<Team> = Team & { children: TeamNode<Team>[] };

/** The tree of teams by name; a team whose parent is not in the list stands at the top. */
export function teamTree<Team extends Below>(teams: readonly Team[]): TeamNode<Team>[] {
  const known = new Set(teams.map((team) => team.id));
  const below = (parent: string | null): TeamNode<Team>[] =>
    teams
      .filter((team) => (team.parent_id && known.has(team.parent_id) ? team.parent_id : null) === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map((team) => ({ ...team, children: below(team.id) }));
  return below(null);
}

/** Where a team may move: every team but itself and those below it. */
export function mayHoldTeam<Team extends Below>(teams: readonly Team[], moving: string): Team[] {
  const taken = new Set([moving]);
  let before = 0;
  while (before !== taken.size) {
    before = taken.size;
    for (const team of teams) if (team.parent_id && taken.has(team.parent_id)) taken.add(team.id);
  }
  return teams.filter((team) => !taken.has(team.id));
}

const ranks = ["guest", "member", "admin", "owner"] as const;
export type RoleName = (typeof ranks)[number];

/** The roles a person may give: up to their own. */
export const rolesUpTo = (role: RoleName): RoleName[] => ranks.slice(0, ranks.indexOf(role) + 1).toReversed();

/** The next year worth adding: this one if it is missing, else the one after the last. Years are named by their first day. */
export function nextYearOf(cycles: readonly { kind: string; starts_on: string; ends_on: string }[], today: string): number {
  const years = cycles.filter((cycle) => cycle.kind === "year");
  if (!years.some((year) => year.starts_on <= today && today <= year.ends_on)) return Number(today.slice(0, 4));
  return Math.max(...years.map((year) => Number(year.starts_on.slice(0, 4)))) + 1;
}

/** As the server names a year of quarters: by both calendar years, unless it begins in January. */
export const yearName = (year: number, startMonth: number): string => (startMonth === 1 ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, "0")}`);

/** Those whose name or address holds every one of the words, in any order, without regard to case and accents. */
export function named<Person extends { name: string; email?: string }>(people: readonly Person[], words: string): readonly Person[] {
  const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return wanted.length === 0 ? people : people.filter((person) => wanted.every((word) => plain(`${person.name} ${person.email ?? ""}`).includes(word)));
}
