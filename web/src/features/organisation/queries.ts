import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";
import type { PeopleSearch } from "./rules";

export type Person = Schema<"PersonOut">;
export type Team = Schema<"TeamOut">;
export type TeamPageData = Schema<"TeamPage">;
export type Member = Schema<"MemberOut">;
export type Invitation = Schema<"InvitationOut">;
export type CreatedInvitation = Schema<"CreatedInvitationOut">;
export type Settings = Schema<"WorkspaceOut">;
export type Token = Schema<"TokenOut">;
export type Role = Member["role"];

const MOST = 500;
const at = (workspace: string) => ({ path: { workspace } });

/** The directory, narrowed by words and team. Old answers stay while new ones come. */
export const directoryQuery = (slug: string, { q, team }: PeopleSearch) =>
  queryOptions({
    queryKey: keyOf(slug, "people", "directory", { q, team }),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/people", { params: { ...at(slug), query: { q, team, limit: MOST } }, signal })),
  });

export const personQuery = (slug: string, person: string) =>
  queryOptions({
    queryKey: keyOf(slug, "people", "one", person),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/people/{person}", { params: { path: { workspace: slug, person } }, signal })),
  });

/** What somebody answers for; in the order of the server, dropped ones left out. */
export const ownedQuery = (slug: string, owner: string) =>
  queryOptions({
    queryKey: keyOf(slug, "objectives", "owned", owner),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/objectives", { params: { ...at(slug), query: { answers: owner, limit: 50 } }, signal })),
  });

/** What a team pursues in a cycle; without one, in all of them. */
export const pursuedQuery = (slug: string, team: string, cycle: string | undefined) =>
  queryOptions({
    queryKey: keyOf(slug, "objectives", "pursued", team, cycle),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/objectives", { params: { ...at(slug), query: { team, cycle, limit: 50 } }, signal })),
  });

export const teamsQuery = (slug: string, archived = false) =>
  queryOptions({
    queryKey: keyOf(slug, "teams", "all", archived),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams", { params: { ...at(slug), query: { archived } }, signal })),
  });

export const teamQuery = (slug: string, team: string) =>
  queryOptions({
    queryKey: keyOf(slug, "teams", "one", team),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}", { params: { path: { workspace: slug, team } }, signal })),
  });

export const settingsQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "settings", "workspace"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/workspace", { params: at(slug), signal })),
  });

export const membersQuery = (slug: string, shown: "active" | "removed") =>
  queryOptions({
    queryKey: keyOf(slug, "settings", "members", shown),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/members", { params: { ...at(slug), query: { shown, limit: MOST } }, signal })),
  });

export const invitationsQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "settings", "invitations"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/invitations", { params: at(slug), signal })),
  });

export const tokensQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "settings", "tokens"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/tokens", { params: at(slug), signal })),
  });

export const scopesQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "settings", "scopes"),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/tokens/scopes", { params: at(slug), signal })),
  });
