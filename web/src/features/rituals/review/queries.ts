import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { Final, Grading } from "./rules";

export interface Where {
  team: string;
  cycle: string;
}

const at = (workspace: string, { team, cycle }: Where) => ({ path: { workspace, team, cycle } });

export const gradingQuery = (slug: string, where: Where) =>
  queryOptions({
    queryKey: keyOf(slug, "grading", where.team, where.cycle),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/cycles/{cycle}/grading", { params: at(slug, where), signal })),
  });

export const retrospectiveQuery = (slug: string, where: Where) =>
  queryOptions({
    queryKey: keyOf(slug, "retrospective", where.team, where.cycle),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/cycles/{cycle}/retrospective", { params: at(slug, where), signal })),
  });

export const carryQuery = (slug: string, where: Where, to: string | null) =>
  queryOptions({
    queryKey: keyOf(slug, "carry", where.team, where.cycle, to),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/teams/{team}/cycles/{cycle}/carry", { params: { ...at(slug, where), query: { to: to ?? undefined } }, signal })),
  });

export const reviewsQuery = (slug: string, cycle: string) =>
  queryOptions({
    queryKey: keyOf(slug, "reviews", cycle),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/cycles/{cycle}/reviews", { params: { path: { workspace: slug, cycle } }, signal })),
  });

const scored = ({ team }: Where) => [{ kind: "rituals.grading_scored", subject: "team", id: team }];

/** One's own score of a key result, for oneself until the reveal. */
export function useScore(where: Where) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ keyResult, score }: { keyResult: string; score: number }, key): Promise<Grading> =>
      unwrap(
        api.PUT("/api/w/{workspace}/teams/{team}/cycles/{cycle}/grading/scores/{key_result}", {
          params: { path: { workspace: slug, ...where, key_result: keyResult } },
          body: { score: String(score) },
          headers: writeHeaders(key),
        }),
      ),
    changed: () => scored(where),
  });
}

export function useFinish(where: Where) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (done: boolean, key): Promise<Grading> =>
      done
        ? unwrap(api.PUT("/api/w/{workspace}/teams/{team}/cycles/{cycle}/grading/done", { params: at(slug, where), headers: writeHeaders(key) }))
        : unwrap(api.DELETE("/api/w/{workspace}/teams/{team}/cycles/{cycle}/grading/done", { params: at(slug, where), headers: writeHeaders(key) })),
    changed: () => scored(where),
  });
}

export function useReveal(where: Where) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (anyway: boolean, key): Promise<Grading> =>
      unwrap(api.POST("/api/w/{workspace}/teams/{team}/cycles/{cycle}/grading/reveal", { params: at(slug, where), body: { anyway }, headers: writeHeaders(key) })),
    changed: () => [{ kind: "rituals.grading_revealed", subject: "team", id: where.team }],
  });
}

/** The final score of a key result; undo takes it back. */
export function useGrade(failed?: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  const back = useUngrade();
  return useWrite({
    workspace: slug,
    send: ({ id, final }: { id: string; final: Final }, key): Promise<Schema<"KeyResultOut">> =>
      unwrap(
        api.PUT("/api/w/{workspace}/key-results/{key_result}/grade", {
          params: { path: { workspace: slug, key_result: id } },
          body: { score: String(final.score ?? 0), reason: final.reason, causes: final.causes, note: final.note },
          headers: writeHeaders(key),
        }),
      ),
    changed: (row) => [{ kind: "goals.key_result_graded", subject: "key_result", id: row.id, version: row.version }],
    said: (row) => ({ text: i18n._({ id: "rituals.graded", message: "Final score kept" }), undo: () => back.run(row.id) }),
    failed: (problem) => {
      failed?.(problem);
      return failed !== undefined;
    },
  });
}

function useUngrade() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<Schema<"KeyResultOut">> =>
      unwrap(api.DELETE("/api/w/{workspace}/key-results/{key_result}/grade", { params: { path: { workspace: slug, key_result: id } }, headers: writeHeaders(key) })),
    changed: (row) => [{ kind: "goals.key_result_ungraded", subject: "key_result", id: row.id, version: row.version }],
  });
}
