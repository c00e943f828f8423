import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "../workspace";

export function useCreateTeam(failed?: (problem: ApiProblem) => boolean) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (body: Schema<"TeamNew">, key) =>
      unwrap(api.POST("/api/w/{workspace}/teams", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key) })),
    changed: (row) => [{ kind: "organisation.team_created", subject: "team", id: row.id, version: row.version }],
    said: (row) => ({ text: i18n._({ id: "people.team.created", message: "{name} is there", values: { name: row.name } }) }),
    failed,
  });
}
