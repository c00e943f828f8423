import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";

export type CheckInDraft = Schema<"CheckInDraftOut">;
export type CheckInDue = Schema<"CheckInDueOut">;
export type CheckedIn = Schema<"CheckedInOut">;
export type CheckInIn = Schema<"CheckInIn">;

/** The check-ins that I owe, drafted. */
export const dueQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "check-ins", "due"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/check-ins/due", { params: { path: { workspace: slug } }, signal })),
  });

/** One, due or not, in the form of a list. */
export const oneQuery = (slug: string, keyResult: string) =>
  queryOptions({
    queryKey: keyOf(slug, "check-ins", "draft", keyResult),
    queryFn: async ({ signal }) => {
      const draft = await unwrap(api.GET("/api/w/{workspace}/key-results/{key_result}/check-in-draft", { params: { path: { workspace: slug, key_result: keyResult } }, signal }));
      return { items: [draft] };
    },
  });

/** Every live key result of a team, with who owes what. */
export const teamQuery = (slug: string, team: string) =>
  queryOptions({
    queryKey: keyOf(slug, "check-ins", "team", team),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/check-ins", { params: { path: { workspace: slug, team } }, signal })),
  });

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The address of the check-in page: all that I owe, or `of` one key result; out of a `meeting`, and back into it. */
export interface CheckInsSearch {
  of?: string;
  meeting?: string;
}

const isId = (given: unknown): given is string => typeof given === "string" && uuid.test(given);

export const readCheckIns = ({ of, meeting }: Record<string, unknown>): CheckInsSearch => ({ ...(isId(of) && { of }), ...(isId(meeting) && { meeting }) });
