import { keyOf } from "@/api/cache";
import { api, unwrap } from "@/api/client";
import { queryOptions } from "@tanstack/react-query";

export const rhythmTabs = ["week", "checkins", "meeting", "assessment", "review", "rituals"] as const;
export type RhythmTabId = (typeof rhythmTabs)[number];

/** The address of the Rhythm page. `week` is any day of the week that is looked at; without it, this week. */
export interface RhythmSearch {
  team?: string;
  tab?: RhythmTabId;
  week?: string;
  /** The cycle a team looks back on; without it, the one that ends nearest to today. */
  cycle?: string;
  /** The part of looking back. */
  part?: ReviewPart;
  /** The objective that is being assessed. */
  objective?: string;
}

export const reviewParts = ["score", "learn", "carry", "teams"] as const;
export type ReviewPart = (typeof reviewParts)[number];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; what is not ours is left out. */
export function readRhythm(search: Record<string, unknown>): RhythmSearch {
  const { team, tab, week, cycle, objective } = search;
  const part = reviewParts.find((one) => one === search.part);
  const known = rhythmTabs.find((one) => one === tab);
  return {
    ...(typeof team === "string" && uuid.test(team) && { team }),
    ...(known && { tab: known }),
    ...(part && { part }),
    ...(typeof cycle === "string" && uuid.test(cycle) && { cycle }),
    ...(typeof objective === "string" && uuid.test(objective) && { objective }),
    ...(typeof week === "string" && isoDay.test(week) && { week }),
  };
}

/** The team that is meant without one in the address: the one looked at last, else one's own, else the first by name. */
export function homeTeam(teams: readonly { id: string }[], remembered: string | null, mine: readonly string[]): string | undefined {
  const known = (id: string | null) => teams.find((team) => team.id === id)?.id;
  return known(remembered) ?? mine.map(known).find((id) => id !== undefined) ?? teams[0]?.id;
}

/** The teams one is in, as ids. */
export const myTeamsQuery = (slug: string, member: string) =>
  queryOptions({
    queryKey: keyOf(slug, "people", "teams-of", member),
    queryFn: async ({ signal }) => {
      const person = await unwrap(api.GET("/api/w/{workspace}/people/{person}", { params: { path: { workspace: slug, person: member } }, signal }));
      return person.teams.map((team) => team.id);
    },
    staleTime: 60_000,
  });

const memory = (slug: string) => `headway-rhythm-team:${slug}`;
export const rememberedTeam = (slug: string): string | null => localStorage.getItem(memory(slug));
export const rememberTeam = (slug: string, team: string): void => localStorage.setItem(memory(slug), team);
