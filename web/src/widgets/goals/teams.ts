import type { Option } from "@/ui/fields/SelectField";

interface Team {
  id: string;
  name: string;
  parent_id?: string | null;
}

/** Teams as options, parents before children, moved in by their depth; where two are called the same, the team above is the hint. */
export function teamOptions(teams: readonly Team[]): Option[] {
  const named = teams.map((team) => team.name);
  const known = new Set(teams.map((team) => team.id));
  const parentOf = (team: Team) => (team.parent_id && known.has(team.parent_id) ? team.parent_id : null);
  const below = (parent: string | null, path: string[]): Option[] =>
    teams
      .filter((team) => parentOf(team) === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((team) => [{ value: team.id, label: team.name, depth: path.length, hint: named.filter((name) => name === team.name).length > 1 ? path.at(-1) : undefined }, ...below(team.id, [...path, team.name])]);
  return below(null, []);
}
