import { queryOptions, useQuery } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";
import { useWorkspace } from "../workspace";

export type Cycle = Schema<"CycleOut">;
export type Person = Schema<"PersonOut">;

export const cyclesQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "cycles"),
    staleTime: 300_000,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/cycles", { params: { path: { workspace: slug } }, signal })),
  });

/** The cycles of the workspace; the one meant by "now" first asked with `currentOf`. */
export function useCycles(): Cycle[] {
  const { slug } = useWorkspace();
  return useQuery(cyclesQuery(slug)).data?.items ?? [];
}

export const currentOf = (cycles: readonly Cycle[]): Cycle | undefined => cycles.find((cycle) => cycle.current) ?? cycles[0];

/** Everybody one may choose from; long lists are searched by the field. */
export const peopleQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "people", "all"),
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/people", { params: { path: { workspace: slug }, query: { limit: 500 } }, signal })),
  });

export function usePeople(): { id: string; name: string; hint?: string }[] {
  const { slug } = useWorkspace();
  const people = useQuery(peopleQuery(slug)).data?.items ?? [];
  return people.filter((person) => person.active).map((person) => ({ id: person.id, name: person.name, hint: person.title }));
}
