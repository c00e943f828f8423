import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useSlug } from "../workspace";
import type { Calendar, Kind, Rhythm } from "./rules";

const at = (slug: string, team: string | null) => ({ path: { workspace: slug }, query: { team } });

/** When the rituals of a team take place; of the workspace where `team` is null. */
export const calendarQuery = (slug: string, team: string | null) =>
  queryOptions({
    queryKey: keyOf(slug, "ritual-calendar", team),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/rituals/calendar", { params: at(slug, team), signal })),
  });

/** The next five of a rhythm that is being tried. Old answers stay while new ones come. */
export const previewQuery = (slug: string, team: string | null, kind: Kind, rhythm: Rhythm) =>
  queryOptions({
    queryKey: keyOf(slug, "ritual-calendar", team, "preview", kind, rhythm),
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) => unwrap(api.POST("/api/w/{workspace}/rituals/calendar/preview", { params: at(slug, team), body: { kind, rhythm }, signal })),
  });

export const countriesQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "countries"),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/rituals/countries", { params: { path: { workspace: slug } }, signal })),
  });

export type CalendarWrite =
  | { do: "rhythm"; kind: Kind; rhythm: Rhythm }
  | { do: "inherit"; kind: Kind }
  | { do: "settings"; calendar: Schema<"CalendarIn"> }
  | { do: "change"; key: string; day: string | null }
  | { do: "restore"; key: string };

const said: Record<CalendarWrite["do"], (team: string | null) => string> = {
  rhythm: () => i18n._({ id: "rituals.said.rhythm", message: "The rhythm is set." }),
  inherit: (team) =>
    team === null ? i18n._({ id: "rituals.said.usual", message: "The usual rhythm holds again." }) : i18n._({ id: "rituals.said.inherit", message: "The workspace's rhythm holds again." }),
  settings: () => i18n._({ id: "rituals.said.settings", message: "Saved." }),
  change: () => i18n._({ id: "rituals.said.change", message: "Changed for this time only." }),
  restore: () => i18n._({ id: "rituals.said.restore", message: "As planned again." }),
};

/** Every change of a team's calendar. The server's answer is the whole calendar, so it is put in place at once. */
export function useCalendarWrite(team: string | null, failed?: (problem: ApiProblem) => boolean) {
  const slug = useSlug();
  const client = useQueryClient();
  const key = calendarQuery(slug, team).queryKey;
  return useWrite({
    workspace: slug,
    send: async (wish: CalendarWrite, once) => {
      const answer = await send(wish, slug, team, writeHeaders(once, client.getQueryData(key)?.version ?? 0));
      client.setQueryData(key, answer);
      return answer;
    },
    changed: (answer: Calendar) => [{ kind: "rituals.calendar_changed", subject: "team", id: team ?? slug, version: answer.version }],
    said: (_, wish) => ({ text: said[wish.do](team) }),
    ...(failed && { failed }),
  });
}

function send(wish: CalendarWrite, slug: string, team: string | null, headers: ReturnType<typeof writeHeaders>): Promise<Calendar> {
  const query = { team };
  const path = { workspace: slug };
  switch (wish.do) {
    case "rhythm":
      return unwrap(api.PUT("/api/w/{workspace}/rituals/calendar/rhythms/{kind}", { params: { path: { ...path, kind: wish.kind }, query }, body: wish.rhythm, headers }));
    case "inherit":
      return unwrap(api.DELETE("/api/w/{workspace}/rituals/calendar/rhythms/{kind}", { params: { path: { ...path, kind: wish.kind }, query }, headers }));
    case "settings":
      return unwrap(api.PUT("/api/w/{workspace}/rituals/calendar", { params: { path, query }, body: wish.calendar, headers }));
    case "change":
      return unwrap(api.PUT("/api/w/{workspace}/rituals/calendar/changes/{key}", { params: { path: { ...path, key: wish.key }, query }, body: { day: wish.day }, headers }));
    case "restore":
      return unwrap(api.DELETE("/api/w/{workspace}/rituals/calendar/changes/{key}", { params: { path: { ...path, key: wish.key }, query }, headers }));
  }
}
