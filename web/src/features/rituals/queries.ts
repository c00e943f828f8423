import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";

export type TeamWeek = Schema<"TeamWeekOut">;
export type Commitment = Schema<"CommitmentOut">;
export type Win = Schema<"WinOut">;
export type Finished = Schema<"FinishedOut">;
export type Moved = Schema<"MovedNumber">;
export type MyCommitmentsOut = Schema<"MyWeekOut">;
export type Pick = Schema<"PickOut">;
export type Square = Schema<"SquareOut">;
export type SquareObjective = Square["objectives"][number];
export type SquareKeyResult = Schema<"SquareKeyResult">;
export type SquareLine = Square["health"][number];
export type Agenda = Schema<"AgendaOut">;
export type AgendaItem = Agenda["items"][number];
export type Meeting = Schema<"MeetingOut">;
export type Decision = Meeting["decisions"][number];

const ofTeam = (workspace: string, team: string) => ({ workspace, team });

/** A team's week, by any day of it. */
export const weekQuery = (slug: string, team: string, on?: string) =>
  queryOptions({
    queryKey: keyOf(slug, "week", "team", team, on ?? "now"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/week", { params: { path: ofTeam(slug, team), query: { on } }, signal })),
  });

/** What one person has undertaken this week, over all teams. */
export const memberWeekQuery = (slug: string, member: string) =>
  queryOptions({
    queryKey: keyOf(slug, "week", "member", member),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/members/{member}/week", { params: { path: { workspace: slug, member } }, signal })),
  });

/** Tasks one could undertake; the words are for the server. */
export const picksQuery = (slug: string, team: string, words: string, on?: string) =>
  queryOptions({
    queryKey: keyOf(slug, "picks", team, on ?? "now", words),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/picks", { params: { path: ofTeam(slug, team), query: { on, q: words } }, signal })),
    placeholderData: keepPreviousData,
  });

export const squareQuery = (slug: string, team: string) =>
  queryOptions({
    queryKey: keyOf(slug, "square", team),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/square", { params: { path: ofTeam(slug, team) }, signal })),
  });

/** What a meeting would talk about if it began now. */
export const agendaQuery = (slug: string, team: string) =>
  queryOptions({
    queryKey: keyOf(slug, "agenda", team),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/agenda", { params: { path: ofTeam(slug, team) }, signal })),
  });

export const meetingsQuery = (slug: string, team: string) =>
  queryOptions({
    queryKey: keyOf(slug, "meetings", team),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/meetings", { params: { path: ofTeam(slug, team) }, signal })),
  });

export const meetingQuery = (slug: string, meeting: string) =>
  queryOptions({
    queryKey: keyOf(slug, "meeting", meeting),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/meetings/{meeting}", { params: { path: { workspace: slug, meeting } }, signal })),
  });
