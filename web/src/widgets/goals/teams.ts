import type { Option } from "@/ui/fields/SelectField";

interface Team {
  id: string;
  name: string;
  parent_id?: string | null;
}

/** Teams as options, parents before children, each with where it stands as the hint. */
export function teamOptions(teams: readonly Team[]): Option[] {
  const known = new Set(teams.map((team) => team.id));
  const parentOf = (team: Team) => (team.parent_id && known.has(team.parent_id) ? team.parent_id : null);
  const below = (parent: string | null, path: string[]): Option[] =>
    teams
      .filter((team) => parentOf(team) === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((team) => [{ value: team.id, label: team.name, hint: path.join(" / ") || undefined }, ...below(team.id, [...path, team.name])]);
  return below(null, []);
}
