import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import { changedTargets, type Draft, type ToAssess } from "./rules";

export const assessmentsQuery = (slug: string, team: string) =>
  queryOptions({
    queryKey: keyOf(slug, "assessments", team),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/assessments", { params: { path: { workspace: slug, team } }, signal })),
  });

/** Keep what the team thinks of an objective, and carry out what it decided. */
export function useAssess(month: string, failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: async ({ item, draft }: { item: ToAssess; draft: Draft }, key) => {
      const { id, key_results: rows } = item.objective;
      const changes = draft.decision === "adjust" ? await withVersions(slug, changedTargets(rows, draft.targets)) : [];
      return unwrap(
        api.PUT("/api/w/{workspace}/objectives/{objective}/assessments/{month}", {
          params: { path: { workspace: slug, objective: id, month } },
          body: { judgement: draft.judgement ?? 0, decision: draft.decision, reason: draft.reason, changes },
          headers: writeHeaders(key),
        }),
      );
    },
    changed: (row) => [
      { kind: "rituals.assessed", subject: "objective", id: row.objective_id },
      ...(row.decision === "keep" ? [] : [{ kind: "goals.objective_changed", subject: "objective", id: row.objective_id }]),
    ],
    said: (row) => ({ text: saidWords(row.decision) }),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

/** The list has no versions of key results: they are fetched when a target is changed, which is rare. */
const withVersions = (slug: string, changes: ReturnType<typeof changedTargets>) =>
  Promise.all(
    changes.map(async (change) => {
      const full = await unwrap(api.GET("/api/w/{workspace}/key-results/{key_result}", { params: { path: { workspace: slug, key_result: change.key_result_id } } }));
      return { ...change, version: full.key_result.version };
    }),
  );

function saidWords(decision: string): string {
  if (decision === "adjust") return i18n._({ id: "rituals.assessed.adjust", message: "Adjusted: the original stays visible" });
  if (decision === "pause") return i18n._({ id: "rituals.assessed.pause", message: "Paused" });
  if (decision === "resume") return i18n._({ id: "rituals.assessed.resume", message: "Taken up again" });
  if (decision === "stop") return i18n._({ id: "rituals.assessed.stop", message: "Stopped, with its reason" });
  return i18n._({ id: "rituals.assessed.keep", message: "Kept" });
}
