import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { api, type Schema, unwrap } from "@/api/client";

export type WorkspaceBootstrap = Schema<"WorkspaceBootstrap">;

/** What every page of a workspace needs: me and my rights, cycles, teams, flags. Loaded before any page is drawn. */
export const workspaceQuery = (slug: string) =>
  queryOptions({
    queryKey: [slug, "bootstrap"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/bootstrap", { params: { path: { workspace: slug } }, signal })),
  });

/** The slug in the address. Only below /w/$workspace. */
export function useSlug(): string {
  const { workspace } = useParams({ strict: false });
  if (!workspace) throw new Error("useSlug needs a page below /w/$workspace");
  return workspace;
}

/** The workspace one is in, at once: the route has loaded it. */
export function useWorkspace(): WorkspaceBootstrap & { slug: string } {
  const slug = useSlug();
  const { data } = useSuspenseQuery(workspaceQuery(slug));
  return { ...data, slug };
}
