import { useWorkspace } from "@/widgets/workspace";
import type { Import } from "./queries";
import { type PeopleSum, sumOfPeople, teamChosen } from "./rules";

/** What becomes of a team that the workspace lacks and nobody answered for: an OKR sheet of somebody who may make teams makes it. */
export const missingTeams = (shown: Import, makes: boolean) => (makes && shown.kind === "okr_sheet" ? ("new" as const) : null);

export interface Tally {
  counts: Record<string, number>;
  people: PeopleSum;
}

/** All that an import makes, its people and teams as they are chosen at this moment. */
export function useTally(shown: Import): Tally {
  const makes = useWorkspace().me.can.manage_members === true;
  const people = sumOfPeople(shown.people, shown.answers.people ?? {});
  const missing = missingTeams(shown, makes);
  const teams = shown.teams.filter((team) => teamChosen(team, shown.answers.teams ?? {}, missing) === "new").length;
  return { counts: { ...shown.counts, people: people.made, teams }, people };
}
