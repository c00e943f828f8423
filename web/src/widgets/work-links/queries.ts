import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { useWrite } from "@/api/mutations";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "../workspace";

export type LinkedWork = Schema<"KeyResultWork">;
export type WorkItem = LinkedWork["items"][number];

/** All work linked to a key result, with what each part counts. */
export const linkedWorkQuery = (slug: string, keyResult: string) =>
  queryOptions({
    queryKey: keyOf(slug, "linked-work", keyResult),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/key-results/{key_result}/work", { params: { path: { workspace: slug, key_result: keyResult } }, signal })),
  });

export type Found = Schema<"Hit">;

/** Things of some kinds by words or number; empty words find nothing. */
export const findQuery = (slug: string, words: string, kinds: readonly string[]) =>
  queryOptions({
    queryKey: keyOf(slug, "search", words, ...kinds),
    enabled: words.trim().length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    queryFn: async ({ signal }) => {
      const found = await unwrap(api.GET("/api/w/{workspace}/search", { params: { path: { workspace: slug }, query: { q: words, limit: 50 } }, signal }));
      return found.items.filter((item) => kinds.includes(item.kind));
    },
  });

const changed = (keyResult: string) => () => [
  { kind: "progress.changed", subject: "key_result", id: keyResult },
  { kind: "work.linked", subject: "key_result", id: keyResult },
];

export function useLinkWork(keyResult: string, failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ kind, id, weight }: { kind: string; id: string; weight: number }, key) =>
      unwrap(
        api.POST("/api/w/{workspace}/key-results/{key_result}/work", {
          params: { path: { workspace: slug, key_result: keyResult } },
          body: { ...(kind === "project" ? { project_id: id } : { task_id: id }), weight },
          headers: writeHeaders(key),
        }),
      ),
    changed: changed(keyResult),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

/** A project of that name, for who links work before there is any. */
export function useNewProject(failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (title: string, key) => unwrap(api.POST("/api/w/{workspace}/projects", { params: { path: { workspace: slug } }, body: { title }, headers: writeHeaders(key) })),
    changed: (row) => [{ kind: "work.project_created", subject: "project", id: row.id, version: row.version }],
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

export function useWeighWork(keyResult: string) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ item, weight }: { item: WorkItem; weight: number }, key) =>
      unwrap(
        api.PATCH("/api/w/{workspace}/work-links/{link}", {
          params: { path: { workspace: slug, link: item.id } },
          body: { weight },
          headers: writeHeaders(key, item.version),
        }),
      ),
    changed: changed(keyResult),
  });
}

export function useUnlinkWork(keyResult: string) {
  const { slug } = useWorkspace();
  const link = useLinkWork(keyResult, () => undefined);
  return useWrite({
    workspace: slug,
    send: (item: WorkItem, key) =>
      unwrap(api.DELETE("/api/w/{workspace}/work-links/{link}", { params: { path: { workspace: slug, link: item.id } }, headers: writeHeaders(key) })),
    changed: changed(keyResult),
    said: (_, item) => ({
      text: i18n._({ id: "links.removed", message: "{label} no longer counts here", values: { label: item.label } }),
      undo: () => link.run({ kind: item.kind, id: item.item_id, weight: item.weight }),
    }),
  });
}
