import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";
import type { Filters } from "./rules";

export type ObjectiveLine = Schema<"ObjectiveLine">;
export type KeyResultLine = Schema<"KeyResultLine">;
export type ObjectiveFull = Schema<"ObjectiveFull">;
export type ObjectiveOut = Schema<"ObjectiveOut">;
export type KeyResultOut = Schema<"KeyResultOut">;

const MOST = 500;

/** Every objective of the filter, page by page; a cycle of a large company comes in a few requests. */
export const objectivesQuery = (slug: string, filters: Filters) =>
  queryOptions({
    queryKey: keyOf(slug, "objectives", filters),
    queryFn: async ({ signal }) => {
      const items: ObjectiveLine[] = [];
      let cursor: string | undefined;
      do {
        const { cycle, team, owner, q } = filters;
        const query = { cycle, team, owner, q, state: filters.state, health: filters.health, limit: MOST, cursor };
        const page = await unwrap(api.GET("/api/w/{workspace}/objectives", { params: { path: { workspace: slug }, query }, signal }));
        items.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      return { items };
    },
  });

export const objectiveQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: keyOf(slug, "objective", id),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/objectives/{objective}", { params: { path: { workspace: slug, objective: id } }, signal })),
  });

export type KeyResultFull = Schema<"KeyResultFull">;
export type Measurement = Schema<"RecordedOut">["measurement"];

export const keyResultQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: keyOf(slug, "key-result", id),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/key-results/{key_result}", { params: { path: { workspace: slug, key_result: id } }, signal })),
  });

export const measurementsQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: keyOf(slug, "measurements", id),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/w/{workspace}/key-results/{key_result}/measurements", {
          params: { path: { workspace: slug, key_result: id }, query: { limit: 100 } },
          signal,
        }),
      ),
  });

export type TrackRecord = Schema<"TrackRecordOut">;

export const trackRecordQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "forecast-record"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/forecasts/record", { params: { path: { workspace: slug } }, signal })),
  });
