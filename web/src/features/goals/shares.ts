import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { useWrite } from "@/api/mutations";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";

export type Share = Schema<"ShareOut">;
export type ShareAccess = Share["access"];

const subject = "objective" as const;

/** With whom an objective is shared. */
export const sharesQuery = (slug: string, objective: string) =>
  queryOptions({
    queryKey: keyOf(slug, "shares", subject, objective),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/shares", { params: { path: { workspace: slug }, query: { subject, subject_id: objective } }, signal })),
  });

const changed = (member: string) => [{ kind: "organisation.shared", subject: "member", id: member }];

export interface Opening {
  member_id: string;
  access: ShareAccess;
}

export function useShare(objective: string, failed?: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (opening: Opening, key) =>
      unwrap(api.PUT("/api/w/{workspace}/shares", { params: { path: { workspace: slug } }, body: { ...opening, subject, subject_id: objective }, headers: writeHeaders(key) })),
    changed: (_, { member_id }) => changed(member_id),
    failed: (problem) => {
      failed?.(problem);
      return failed !== undefined;
    },
  });
}

export function useUnshare(objective: string) {
  const { slug } = useWorkspace();
  const again = useShare(objective);
  return useWrite({
    workspace: slug,
    send: (share: Share, key) =>
      unwrap(
        api.DELETE("/api/w/{workspace}/shares", {
          params: { path: { workspace: slug }, query: { subject, subject_id: objective, member: share.member_id } },
          headers: writeHeaders(key),
        }),
      ),
    changed: (_, { member_id }) => changed(member_id),
    said: (_, { member, member_id, access }) => ({
      text: i18n._({ id: "goals.unshared", message: "No longer shared with {member}", values: { member } }),
      undo: () => again.run({ member_id, access }),
    }),
  });
}
