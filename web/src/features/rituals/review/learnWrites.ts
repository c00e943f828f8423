import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { Where } from "./queries";

const at = (workspace: string, { team, cycle }: Where) => ({ path: { workspace, team, cycle } });
const changed = (kind: string, { team }: Where) => () => [{ kind: `rituals.${kind}`, subject: "team", id: team }];

export function useWriteNotes(where: Where, failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ notes, version }: { notes: Schema<"RetrospectiveIn">; version: number }, key) =>
      unwrap(api.PUT("/api/w/{workspace}/teams/{team}/cycles/{cycle}/retrospective", { params: at(slug, where), body: notes, headers: writeHeaders(key, version) })),
    changed: changed("retrospective_written", where),
    said: () => ({ text: i18n._({ id: "rituals.retrospective.kept", message: "Kept" }) }),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

export function useAddLesson(where: Where) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (words: string, key) => unwrap(api.POST("/api/w/{workspace}/teams/{team}/cycles/{cycle}/retrospective/lessons", { params: at(slug, where), body: { words }, headers: writeHeaders(key) })),
    changed: changed("lesson_added", where),
  });
}

export function useRemoveLesson(where: Where) {
  const { slug } = useWorkspace();
  const again = useAddLesson(where);
  return useWrite({
    workspace: slug,
    send: ({ id }: { id: string; words: string }, key) => unwrap(api.DELETE("/api/w/{workspace}/lessons/{lesson}", { params: { path: { workspace: slug, lesson: id } }, headers: writeHeaders(key) })),
    changed: changed("lesson_removed", where),
    said: (_, { words }) => ({ text: i18n._({ id: "rituals.lesson.removed", message: "Lesson removed" }), undo: () => again.run(words) }),
  });
}

export function useAddAction(where: Where, failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (body: Schema<"ActionIn">, key) => unwrap(api.POST("/api/w/{workspace}/teams/{team}/cycles/{cycle}/retrospective/actions", { params: at(slug, where), body, headers: writeHeaders(key) })),
    changed: changed("action_added", where),
    said: () => ({ text: i18n._({ id: "rituals.action.added", message: "It is a task now" }) }),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

export function useUndoCarry(where: Where) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key) => unwrap(api.DELETE("/api/w/{workspace}/carries/{carry}", { params: { path: { workspace: slug, carry: id } }, headers: writeHeaders(key) })),
    changed: changed("carry_undone", where),
    said: () => ({ text: i18n._({ id: "rituals.carry.undone", message: "Taken back: the next cycle is as it was" }) }),
  });
}

export function useCarry(where: Where) {
  const { slug } = useWorkspace();
  const undo = useUndoCarry(where);
  return useWrite({
    workspace: slug,
    send: (body: Schema<"CarryIn">, key): Promise<Schema<"CarryOut">> =>
      unwrap(api.POST("/api/w/{workspace}/teams/{team}/cycles/{cycle}/carry", { params: at(slug, where), body, headers: writeHeaders(key) })),
    changed: changed("carried_over", where),
    said: (row) => ({
      text: i18n._({ id: "rituals.carry.done", message: "{n, plural, one {# objective goes} other {# objectives go}} on in {cycle}", values: { n: row.objectives.length, cycle: row.to_cycle.name } }),
      undo: () => undo.run(row.id),
    }),
  });
}
