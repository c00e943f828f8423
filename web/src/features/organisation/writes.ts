import { useQueryClient } from "@tanstack/react-query";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { Member, Settings, Team, TeamPageData } from "./queries";

type Shown = (problem: ApiProblem) => boolean;
const team = (what: string) => (row: Team) => [{ kind: `organisation.team_${what}`, subject: "team", id: row.id, version: row.version }];

export function useEditTeam(failed?: Shown) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: ({ id, ...body }: { id: string } & Schema<"TeamPatch">, key): Promise<Team> =>
      unwrap(
        api.PATCH("/api/w/{workspace}/teams/{team}", {
          params: { path: { workspace: slug, team: id } },
          body,
          headers: writeHeaders(key, versionOf(client, slug, id)),
        }),
      ),
    changed: team("edited"),
    said: () => ({ text: i18n._({ id: "people.saved", message: "Saved" }) }),
    failed,
  });
}

export function useRestoreTeam() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<Team> =>
      unwrap(api.DELETE("/api/w/{workspace}/teams/{team}/archive", { params: { path: { workspace: slug, team: id } }, headers: writeHeaders(key) })),
    changed: team("restored"),
    said: () => ({ text: i18n._({ id: "people.team.restored", message: "The team is back" }) }),
  });
}

export function useArchiveTeam() {
  const { slug } = useWorkspace();
  const restore = useRestoreTeam();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<Team> =>
      unwrap(api.PUT("/api/w/{workspace}/teams/{team}/archive", { params: { path: { workspace: slug, team: id } }, headers: writeHeaders(key) })),
    changed: team("archived"),
    said: (row) => ({
      text: i18n._({ id: "people.team.archived", message: "{name} is in the archive", values: { name: row.name } }),
      undo: () => restore.run(row.id),
    }),
  });
}

const inTeam = (page: TeamPageData) => [{ kind: "organisation.team_joined", subject: "team", id: page.team.id, version: page.team.version }];

/** Adds somebody, or makes them lead or member. */
export function usePutInTeam(teamId: string) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ member, role }: { member: string; role: "lead" | "member" }, key): Promise<TeamPageData> =>
      unwrap(
        api.PUT("/api/w/{workspace}/teams/{team}/members/{member}", {
          params: { path: { workspace: slug, team: teamId, member } },
          body: { role },
          headers: writeHeaders(key),
        }),
      ),
    changed: inTeam,
  });
}

export function useTakeFromTeam(teamId: string) {
  const { slug } = useWorkspace();
  const put = usePutInTeam(teamId);
  return useWrite({
    workspace: slug,
    send: ({ member }: { member: string; name: string; role: "lead" | "member" }, key): Promise<TeamPageData> =>
      unwrap(
        api.DELETE("/api/w/{workspace}/teams/{team}/members/{member}", {
          params: { path: { workspace: slug, team: teamId, member } },
          headers: writeHeaders(key),
        }),
      ),
    changed: inTeam,
    said: (page, { member, name, role }) => ({
      text: i18n._({ id: "people.team.left", message: "{name} is no longer in {team}", values: { name, team: page.team.name } }),
      undo: () => put.run({ member, role }),
    }),
  });
}

export function useEditWorkspace(failed?: Shown) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: ({ id, ...body }: { id: string } & Schema<"WorkspacePatch">, key): Promise<Settings> =>
      unwrap(
        api.PATCH("/api/w/{workspace}/workspace", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key, versionOf(client, slug, id)) }),
      ),
    changed: (row) => [{ kind: "organisation.workspace_edited", subject: "workspace", id: row.id, version: row.version }],
    said: () => ({ text: i18n._({ id: "settings.saved", message: "Settings saved" }) }),
    failed,
  });
}

export function useEditMember() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const edit = useWrite({
    workspace: slug,
    send: ({ id, role }: { id: string; role: Member["role"]; before: Member["role"] }, key): Promise<Member> =>
      unwrap(
        api.PATCH("/api/w/{workspace}/members/{member}", {
          params: { path: { workspace: slug, member: id } },
          body: { role },
          headers: writeHeaders(key, versionOf(client, slug, id)),
        }),
      ),
    paint: ({ id, role }) => [{ under: [slug, "settings"], row: id, fields: { role } }],
    changed: (row) => [{ kind: "organisation.role_changed", subject: "member", id: row.id, version: row.version }],
    said: (row, { id, role, before }): { text: string; undo: () => void } => ({
      text: i18n._({ id: "settings.members.roleChanged", message: "{name} has a new role", values: { name: row.name } }),
      undo: () => edit.run({ id, role: before, before: role }),
    }),
  });
  return edit;
}

export function useRemoveMember() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ id }: { id: string; name: string }, key) =>
      unwrap(api.DELETE("/api/w/{workspace}/members/{member}", { params: { path: { workspace: slug, member: id } }, headers: writeHeaders(key) })),
    changed: (_, { id }) => [{ kind: "organisation.member_removed", subject: "member", id }],
    said: (_, { name }) => ({ text: i18n._({ id: "settings.members.removed", message: "{name} has left the workspace", values: { name } }) }),
  });
}

export function useInvite(failed?: Shown) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (body: Schema<"InvitationNew">, key): Promise<Schema<"CreatedInvitationOut">> =>
      unwrap(api.POST("/api/w/{workspace}/invitations", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key) })),
    changed: (made) => [{ kind: "organisation.person_invited", subject: "member", id: made.invitation.member_id ?? made.invitation.id }],
    failed,
  });
}

export function useRevokeInvitation() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key) =>
      unwrap(api.DELETE("/api/w/{workspace}/invitations/{invitation}", { params: { path: { workspace: slug, invitation: id } }, headers: writeHeaders(key) })),
    changed: (_, id) => [{ kind: "organisation.invitation_revoked", subject: "member", id }],
    said: () => ({ text: i18n._({ id: "settings.invitations.revoked", message: "The invitation no longer works" }) }),
  });
}

export function useCreateToken(failed?: Shown) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (body: Schema<"NewToken">, key): Promise<Schema<"CreatedTokenOut">> =>
      unwrap(api.POST("/api/w/{workspace}/tokens", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key) })),
    changed: (made) => [{ kind: "identity.token_created", subject: "token", id: made.token.id }],
    failed,
  });
}

export function useRevokeToken() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key) =>
      unwrap(api.DELETE("/api/w/{workspace}/tokens/{token}", { params: { path: { workspace: slug, token: id } }, headers: writeHeaders(key) })),
    changed: (_, id) => [{ kind: "identity.token_revoked", subject: "token", id }],
    said: () => ({ text: i18n._({ id: "settings.tokens.revoked", message: "The token no longer works" }) }),
  });
}

export function useDeleteWorkspace() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (name: string, key) =>
      unwrap(api.POST("/api/w/{workspace}/workspace/deletion", { params: { path: { workspace: slug } }, body: { name }, headers: writeHeaders(key) })),
  });
}
