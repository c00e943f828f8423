import { useWrite } from "@/api/mutations";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { useWorkspace } from "../workspace";

type KeyResultOut = Schema<"KeyResultOut">;
type ObjectiveOut = Schema<"ObjectiveOut">;

type Goal = "objective" | "key_result";

const changed = (goal: Goal, what: string) => (row: ObjectiveOut | KeyResultOut) => [
  { kind: `goals.${goal}_${what}`, subject: goal, id: row.id, version: row.version },
  ...("objective" in row ? [{ kind: `goals.${goal}_${what}`, subject: "objective", id: row.objective.id }] : []),
];

/** Take a resting goal up again. */
export function useResume(goal: Goal) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<ObjectiveOut | KeyResultOut> =>
      goal === "objective"
        ? unwrap(api.DELETE("/api/w/{workspace}/objectives/{objective}/pause", { params: { path: { workspace: slug, objective: id } }, headers: writeHeaders(key) }))
        : unwrap(api.DELETE("/api/w/{workspace}/key-results/{key_result}/pause", { params: { path: { workspace: slug, key_result: id } }, headers: writeHeaders(key) })),
    changed: changed(goal, "resumed"),
    said: () => ({ text: i18n._({ id: "goals.resumed", message: "Taken up again" }) }),
  });
}

/** Let a goal rest, with a reason; undo resumes it. */
export function usePause(goal: Goal) {
  const { slug } = useWorkspace();
  const resume = useResume(goal);
  return useWrite({
    workspace: slug,
    send: ({ id, reason }: { id: string; reason: string }, key): Promise<ObjectiveOut | KeyResultOut> =>
      goal === "objective"
        ? unwrap(api.POST("/api/w/{workspace}/objectives/{objective}/pause", { params: { path: { workspace: slug, objective: id } }, body: { reason }, headers: writeHeaders(key) }))
        : unwrap(api.POST("/api/w/{workspace}/key-results/{key_result}/pause", { params: { path: { workspace: slug, key_result: id } }, body: { reason }, headers: writeHeaders(key) })),
    changed: changed(goal, "paused"),
    said: (row) => ({ text: i18n._({ id: "goals.pausedToast", message: "Paused" }), undo: () => resume.run(row.id) }),
  });
}
