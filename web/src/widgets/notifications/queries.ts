import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, unwrap } from "@/api/client";

/** How many groups of the inbox hold something new. Live: the stream says when one arrives. */
export const unreadQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "inbox", "unread"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/inbox/unread", { params: { path: { workspace: slug } }, signal })),
    staleTime: 60_000,
  });

export const preferencesQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "notification-preferences"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/notifications/preferences", { params: { path: { workspace: slug } }, signal })),
  });
