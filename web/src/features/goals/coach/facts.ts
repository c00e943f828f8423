import { queryOptions, useQuery } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";
import { useWorkspace } from "@/widgets/workspace";

/** Where something is written: what the coach should know of the goals around it follows from this. */
export interface Place {
  cycle: string | null;
  team: string | null;
  owner: string | null;
  /** null: a new one. */
  objective: string | null;
  /** Of one person alone. */
  personal: boolean;
}

export type History = Schema<"HistoryIn">;

/** What is there already. Everything in it is handed to the coach; nothing of it is decided here. */
export interface Facts {
  context: Schema<"ContextIn">;
  /** Of key results that are there, by id: their numbers and their check-ins. */
  histories: Readonly<Record<string, History>>;
  aligned: boolean | null;
  /** Rules that are switched off here. */
  off: readonly string[];
}

const fresh = 60_000;

const factsQuery = (slug: string, { cycle, team, owner, objective }: Place) =>
  queryOptions({
    queryKey: keyOf(slug, "objectives", "writing-facts", cycle, team, owner, objective),
    staleTime: fresh,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/writing-facts", { params: { path: { workspace: slug }, query: { cycle: cycle ?? "", ...(team && { team }), ...(owner && { owner }), ...(objective && { objective }) } }, signal })),
  });

const coursesQuery = (slug: string, objective: string | null) =>
  queryOptions({
    queryKey: keyOf(slug, "objective", objective ?? "", "check-in-courses"),
    staleTime: fresh,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/objectives/{objective}/check-in-courses", { params: { path: { workspace: slug, objective: objective ?? "" } }, signal })),
  });

/** Asked once when a form opens, and again when its place changes; without an answer the coach just knows less. */
export function useFacts(place: Place): Facts | null {
  const { slug } = useWorkspace();
  const { data: facts } = useQuery({ ...factsQuery(slug, place), enabled: place.cycle !== null });
  const { data: courses } = useQuery({ ...coursesQuery(slug, place.objective), enabled: place.objective !== null });
  if (!facts?.context) return null;
  return { context: { ...facts.context, personal: place.personal }, histories: historiesOf(facts.histories, courses?.items ?? []), aligned: facts.aligned, off: facts.off };
}

/** The past of the numbers and that of the check-ins, as one. */
export function historiesOf(numbers: Facts["histories"], courses: readonly Schema<"CourseOut">[]): Facts["histories"] {
  const all: Record<string, History> = { ...numbers };
  for (const { key_result_id, ...course } of courses) all[key_result_id] = { ...all[key_result_id], ...course };
  return all;
}
