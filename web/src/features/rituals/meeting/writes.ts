import { useQueryClient } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import { useWorkspace } from "@/widgets/workspace";
import type { Meeting } from "../queries";

const told = (kind: string) => (row: Meeting) => [{ kind: `rituals.meeting_${kind}`, subject: "meeting", id: row.id, version: row.version }];
const at = (workspace: string, meeting: string) => ({ path: { workspace, meeting } });

/** Begins a meeting, or joins the one that is held. */
export function useBegin() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (team: string, key): Promise<Meeting> => unwrap(api.POST("/api/w/{workspace}/teams/{team}/meetings", { params: { path: { workspace: slug, team } }, headers: writeHeaders(key) })),
    changed: told("begun"),
  });
}

/** Moves every screen to an item; nothing is said, the screen is the answer. */
export function useMove(meeting: Meeting) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: (place: number, key): Promise<Meeting> =>
      unwrap(api.PATCH("/api/w/{workspace}/meetings/{meeting}", { params: at(slug, meeting.id), body: { place }, headers: writeHeaders(key, versionOf(client, slug, meeting.id) ?? meeting.version) })),
    paint: (place) => [{ under: keyOf(slug, "meeting", meeting.id), row: meeting.id, fields: { place, since: new Date().toISOString() } }],
    changed: told("moved"),
  });
}

/** What was said about an item. */
export function useNote(meeting: Meeting) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ place, note }: { place: number; note: string }, key): Promise<Meeting> =>
      unwrap(api.PUT("/api/w/{workspace}/meetings/{meeting}/items/{place}", { params: { path: { workspace: slug, meeting: meeting.id, place } }, body: { note }, headers: writeHeaders(key) })),
    changed: told("noted"),
  });
}

/** Keeps a decision, as a task where one is wanted; the undo takes both away. */
export function useDecide(meeting: Meeting) {
  const { slug } = useWorkspace();
  const undo = useTakeBack(meeting);
  return useWrite({
    workspace: slug,
    send: (body: Schema<"DecisionIn">, key): Promise<Meeting> => unwrap(api.POST("/api/w/{workspace}/meetings/{meeting}/decisions", { params: at(slug, meeting.id), body, headers: writeHeaders(key) })),
    changed: (row) => [...told("decided")(row), { kind: "work.task_created", subject: "task", id: row.decisions.at(-1)?.task?.id ?? row.id }],
    said: (row) => {
      const made = row.decisions.at(-1);
      if (!made) return null;
      const text = made.task?.project
        ? i18n._({ id: "rituals.decision.task", message: "Decided: {label} in {project}", values: { label: made.task.label, project: made.task.project.title } })
        : i18n._({ id: "rituals.decision.kept", message: "Decided: ‘{text}’", values: { text: made.text } });
      return { text, undo: () => undo.run(made.id) };
    },
  });
}

/** A decision goes, and its task if nobody has begun it. */
export function useTakeBack(meeting: Meeting) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (decision: string, key): Promise<Meeting> =>
      unwrap(api.DELETE("/api/w/{workspace}/meetings/{meeting}/decisions/{decision}", { params: { path: { workspace: slug, meeting: meeting.id, decision } }, headers: writeHeaders(key) })),
    changed: told("decided"),
  });
}

/** Ends it, or opens it again. */
export function useEnd(meeting: Meeting) {
  const { slug } = useWorkspace();
  const write = useWrite({
    workspace: slug,
    send: (over: boolean, key): Promise<Meeting> => {
      const given = { params: at(slug, meeting.id), headers: writeHeaders(key) };
      return unwrap(over ? api.PUT("/api/w/{workspace}/meetings/{meeting}/end", given) : api.DELETE("/api/w/{workspace}/meetings/{meeting}/end", given));
    },
    changed: told("ended"),
    said: (_, over) => (over ? { text: i18n._({ id: "rituals.meeting.over", message: "The meeting is over; its record stays" }), undo: () => write.run(false) } : null),
  });
  return write;
}
