import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { ServedOut } from "./queries";

type KeyResultWork = Schema<"KeyResultWork">;

/** The key results one may link work to: those of the current cycle, with their objective. */
export const keyResultChoicesQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "objectives", "choices"),
    queryFn: async ({ signal }) => {
      const path = { workspace: slug };
      const cycles = await unwrap(api.GET("/api/w/{workspace}/cycles", { params: { path }, signal }));
      const today = cycles.items.filter((cycle) => cycle.current || (cycle.closed_at === null && cycle.elapsed > 0 && cycle.elapsed < 1));
      const pages = await Promise.all(
        today.map((cycle) => unwrap(api.GET("/api/w/{workspace}/objectives", { params: { path, query: { cycle: cycle.id, limit: 500 } }, signal }))),
      );
      return pages.flatMap((page) => page.items.flatMap((objective) => objective.key_results.map((row) => ({ value: row.id, label: row.title, hint: objective.title }))));
    },
  });

const changed = (task: string) => (_: KeyResultWork) => [
  { kind: "work.linked", subject: "task", id: task },
  { kind: "progress.changed", subject: "key_result", id: _.key_result.id },
];

export function useLink(task: string, failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ keyResult, weight }: { keyResult: string; weight: number }, key) =>
      unwrap(api.POST("/api/w/{workspace}/key-results/{key_result}/work", { params: { path: { workspace: slug, key_result: keyResult } }, body: { task_id: task, weight }, headers: writeHeaders(key) })),
    changed: changed(task),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

export function useWeigh(task: string) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ link, weight }: { link: ServedOut; weight: number }, key) =>
      unwrap(api.PATCH("/api/w/{workspace}/work-links/{link}", { params: { path: { workspace: slug, link: link.id } }, body: { weight }, headers: writeHeaders(key, link.version) })),
    changed: changed(task),
  });
}

/** Takes the link away; undo makes it again. */
export function useUnlink(task: string) {
  const { slug } = useWorkspace();
  const again = useLink(task, () => undefined);
  return useWrite({
    workspace: slug,
    send: (link: ServedOut, key) => unwrap(api.DELETE("/api/w/{workspace}/work-links/{link}", { params: { path: { workspace: slug, link: link.id } }, headers: writeHeaders(key) })),
    changed: changed(task),
    said: (_, link) => ({
      text: i18n._({ id: "work.unlinked", message: "Unlinked from ‘{title}’", values: { title: link.title } }),
      undo: () => again.run({ keyResult: link.key_result_id, weight: link.weight }),
    }),
  });
}
