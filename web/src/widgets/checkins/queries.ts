import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";

export type CheckIn = Schema<"CheckInOut">;
export type CheckInDraft = Schema<"CheckInDraftOut">;

const MOST = 100;

/** Every check-in of a key result, the newest first. */
export const checkInsQuery = (slug: string, keyResult: string) =>
  queryOptions({
    queryKey: keyOf(slug, "check-ins", "of", keyResult),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/key-results/{key_result}/check-ins", { params: { path: { workspace: slug, key_result: keyResult }, query: { limit: MOST } }, signal })),
  });

/** What stands in the way of an objective. */
export const blockersQuery = (slug: string, objective: string) =>
  queryOptions({
    queryKey: keyOf(slug, "check-ins", "blockers", objective),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/objectives/{objective}/blockers", { params: { path: { workspace: slug, objective } }, signal })),
  });
