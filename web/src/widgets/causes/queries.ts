import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";

export type Causes = Schema<"CausesOut">;
export type Cause = Schema<"ObstacleOut">;

/** What stands in the way of a key result, strongest first. */
export const causesQuery = (slug: string, keyResult: string) =>
  queryOptions({
    queryKey: keyOf(slug, "causes", keyResult),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/key-results/{key_result}/causes", { params: { path: { workspace: slug, key_result: keyResult } }, signal })),
  });

/** The same for the key results that pull an objective down most. */
export const objectiveCausesQuery = (slug: string, objective: string) =>
  queryOptions({
    queryKey: keyOf(slug, "causes", "objective", objective),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/objectives/{objective}/causes", { params: { path: { workspace: slug, objective } }, signal })),
  });
