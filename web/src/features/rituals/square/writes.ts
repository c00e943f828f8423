import { useQueryClient } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import { useWorkspace } from "@/widgets/workspace";
import type { SquareLine, SquareObjective } from "../queries";

const told = (team: string) => [{ kind: "rituals.square_changed", subject: "team", id: team }];

/** How sure one is of an objective, 0 to 10; the undo says the old number again. */
export function useConfidence() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const write = useWrite({
    workspace: slug,
    send: ({ objective, confidence }: { objective: SquareObjective; confidence: number; undone?: boolean }, key) =>
      unwrap(
        api.PATCH("/api/w/{workspace}/objectives/{objective}", {
          params: { path: { workspace: slug, objective: objective.id } },
          body: { confidence },
          headers: writeHeaders(key, versionOf(client, slug, objective.id) ?? objective.version),
        }),
      ),
    paint: ({ objective, confidence }) => [{ under: keyOf(slug, "square"), row: objective.id, fields: { confidence } }],
    changed: (row) => [{ kind: "goals.objective_changed", subject: "objective", id: row.id, version: row.version }],
    said: (_, { objective, confidence, undone }) =>
      undone
        ? null
        : {
            text: i18n._({ id: "rituals.confidence.said", message: "Confidence {confidence} for ‘{title}’", values: { confidence, title: objective.title } }),
            undo: () => write.run({ objective, confidence: objective.confidence, undone: true }),
          },
  });
  return write;
}

/** A line of the team's own on its page; the undo takes it away. */
export function useWriteLine(team: string) {
  const { slug } = useWorkspace();
  const remove = useRemoveLine(team);
  return useWrite({
    workspace: slug,
    send: (body: Schema<"SquareLineIn">, key): Promise<SquareLine> =>
      unwrap(api.POST("/api/w/{workspace}/teams/{team}/square-lines", { params: { path: { workspace: slug, team } }, body, headers: writeHeaders(key) })),
    changed: () => told(team),
    said: (line) =>
      line.dismissed ? { text: i18n._({ id: "rituals.ahead.dismissed", message: "‘{text}’ stays off the page", values: { text: line.text } }), undo: () => remove.run({ line, undone: true }) } : null,
  });
}

export function useChangeLine(team: string) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: ({ line, changes }: { line: SquareLine; changes: Schema<"SquareLinePatch"> }, key): Promise<SquareLine> =>
      unwrap(
        api.PATCH("/api/w/{workspace}/square-lines/{line}", {
          params: { path: { workspace: slug, line: line.id } },
          body: changes,
          headers: writeHeaders(key, versionOf(client, slug, line.id) ?? line.version),
        }),
      ),
    paint: ({ line, changes }) => [{ under: keyOf(slug, "square"), row: line.id, fields: { ...(changes.text !== undefined && { text: changes.text }), ...(changes.state !== undefined && { state: changes.state }) } }],
    changed: () => told(team),
  });
}

export function useRemoveLine(team: string) {
  const { slug } = useWorkspace();
  const restore = useWrite({
    workspace: slug,
    send: (line: SquareLine, key): Promise<SquareLine> =>
      unwrap(api.POST("/api/w/{workspace}/square-lines/{line}/restoration", { params: { path: { workspace: slug, line: line.id } }, headers: writeHeaders(key) })),
    changed: () => told(team),
  });
  return useWrite({
    workspace: slug,
    send: async ({ line }: { line: SquareLine; undone?: boolean }, key) => {
      await unwrap(api.DELETE("/api/w/{workspace}/square-lines/{line}", { params: { path: { workspace: slug, line: line.id } }, headers: writeHeaders(key) }));
      return null;
    },
    changed: () => told(team),
    said: (_, { line, undone }) => (undone ? null : { text: i18n._({ id: "rituals.line.removed", message: "‘{text}’ is taken away", values: { text: line.text } }), undo: () => restore.run(line) }),
  });
}
