import { healthRank } from "@/widgets/goals/health";

/** The filters of the Objectives page, as they stand in the address. */
export interface Filters {
  cycle?: string;
  team?: string;
  owner?: string;
  health?: HealthFilter;
  state?: "draft" | "active" | "paused" | "dropped" | "all";
  q?: string;
}

const healths = ["draft", "dropped", "paused", "not_started", "not_measured", "no_data", "stale", "done", "on_track", "at_risk", "off_track", "achieved", "missed"] as const;
export type HealthFilter = (typeof healths)[number];
const states = ["draft", "active", "paused", "dropped", "all"] as const;
/** What the address of the Objectives page says beside its filters. */
export interface ObjectivesSearch extends Filters {
  /** Opens the form at once, or its five steps: the create menu and the palette lead here. */
  new?: "objective" | "guided";
  /** With `new`: what the form begins with, from the library. */
  template?: string;
}

export function readSearch(search: Record<string, unknown>): ObjectivesSearch {
  if (search.new === "guided") return { ...readFilters(search), new: "guided" };
  if (search.new !== "objective") return readFilters(search);
  const template = typeof search.template === "string" && search.template ? { template: search.template.slice(0, 80) } : {};
  return { ...readFilters(search), new: "objective", ...template };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads the address; what is not a filter of ours is left out. */
export function readFilters(search: Record<string, unknown>): Filters {
  const id = (value: unknown) => (typeof value === "string" && uuid.test(value) ? value : undefined);
  const of = <Value extends string>(known: readonly Value[], value: unknown) => known.find((one) => one === value);
  const q = typeof search.q === "string" && search.q.trim() ? search.q.slice(0, 200) : undefined;
  const read = {
    cycle: id(search.cycle),
    team: id(search.team),
    owner: id(search.owner),
    health: of(healths, search.health),
    state: of(states, search.state),
    q,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

interface Team {
  id: string;
  name: string;
  parent_id?: string | null;
}

interface Ranked {
  id: string;
  team: { id: string; name: string } | null;
  health: { state: string };
  rank: number;
}

export type TreeNode<Objective> =
  | { id: string; type: "team"; name: string; total: number; children: TreeNode<Objective>[] }
  | { id: string; type: "objective"; objective: Objective; children: TreeNode<Objective>[] }
  | { id: string; type: "key_result"; keyResult: unknown; objective: Objective; children: TreeNode<Objective>[] };

/**
 * Teams with what they pursue, parents before children; teams without any are left out. Inside a team what needs a person
 * stands first. `nobodys` names the group of objectives without a team; where there are no teams at all, nothing is grouped.
 */
export function treeOf<Objective extends Ranked & { key_results: { id: string }[] }>(
  objectives: readonly Objective[],
  teams: readonly Team[],
  nobodys: string,
): TreeNode<Objective>[] {
  const byTeam = Map.groupBy(objectives, (objective) => objective.team?.id ?? null);
  const known = new Set(teams.map((team) => team.id));
  const strays = [...byTeam.keys()].filter((id) => id !== null && !known.has(id));
  const all: Team[] = [
    ...teams,
    ...strays.map((id) => ({ id: id!, name: byTeam.get(id)![0]!.team!.name, parent_id: null })),
  ];
  const below = (parent: string | null): TreeNode<Objective>[] =>
    all
      .filter((team) => (team.parent_id && known.has(team.parent_id) ? team.parent_id : null) === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((team) => teamNode(team, lines(byTeam.get(team.id) ?? []), below(team.id)));
  const loose = lines(byTeam.get(null) ?? []);
  if (all.length === 0) return loose;
  return [...below(null), ...(loose.length > 0 ? teamNode({ id: "none", name: nobodys }, loose, []) : [])];
}

function teamNode<Objective>(team: { id: string; name: string }, own: TreeNode<Objective>[], teams: TreeNode<Objective>[]): TreeNode<Objective>[] {
  if (own.length + teams.length === 0) return [];
  const [only] = teams;
  if (own.length === 0 && teams.length === 1 && only?.type === "team") return [{ ...only, name: `${team.name} / ${only.name}` }];
  const total = own.length + teams.reduce((sum, node) => sum + (node.type === "team" ? node.total : 0), 0);
  return [{ id: `team-${team.id}`, type: "team", name: team.name, total, children: [...own, ...teams] }];
}

function lines<Objective extends Ranked & { key_results: { id: string }[] }>(objectives: readonly Objective[]): TreeNode<Objective>[] {
  return objectives
    .toSorted((a, b) => healthRank(a.health.state) - healthRank(b.health.state) || a.rank - b.rank)
    .map((objective) => ({
      id: objective.id,
      type: "objective",
      objective,
      children: objective.key_results.map((keyResult) => ({ id: keyResult.id, type: "key_result", keyResult, objective, children: [] })),
    }));
}

/** How many of each health, most urgent first: the line above the list. */
export function healthCounts(objectives: readonly { health: { state: string } }[]): { state: string; count: number }[] {
  return [...Map.groupBy(objectives, (objective) => objective.health.state)]
    .map(([state, of]) => ({ state, count: of.length }))
    .toSorted((a, b) => healthRank(a.state) - healthRank(b.state));
}
