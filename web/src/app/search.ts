import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { keyOf } from "@/api/cache";
import type { IconName } from "@/ui/icons";

export interface Hit {
  kind: string;
  id: string;
  title: string;
  label: string;
  context: string;
}

/** Where each kind of thing lives, and its icon. Kinds that have no page yet are not offered. */
export const hitPages: Record<string, { icon: IconName; path: (workspace: string, id: string) => string }> = {
  objective: { icon: "target", path: (workspace, id) => `/w/${workspace}/objectives/${id}` },
  key_result: { icon: "flag", path: (workspace, id) => `/w/${workspace}/key-results/${id}` },
  project: { icon: "layers", path: (workspace, id) => `/w/${workspace}/projects/${id}` },
  task: { icon: "check", path: (workspace, id) => `/w/${workspace}/tasks/${id}` },
  member: { icon: "user", path: (workspace, id) => `/w/${workspace}/people/${id}` },
  template: { icon: "copy", path: (workspace, id) => `/w/${workspace}/library?at=${id}` },
  team: { icon: "people", path: (workspace, id) => `/w/${workspace}/teams/${id}` },
};

const long = 2;

export const searchQuery = (workspace: string, text: string) =>
  queryOptions({
    queryKey: keyOf(workspace, "search", text),
    enabled: text.trim().length >= long,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    queryFn: ({ signal }): Promise<{ items: Hit[] }> =>
      unwrap(api.GET("/api/w/{workspace}/search", { params: { path: { workspace }, query: { q: text } }, signal })),
  });
