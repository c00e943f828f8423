import { queryOptions } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import { useWorkspace } from "../workspace";

export type Sample = Schema<"SampleOut">;

export const sampleQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "sample"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/sample", { params: { path: { workspace: slug } }, signal })),
  });

/** Takes the sample out for good. A workspace that was made for it goes as a whole: then the way leads home. */
export function useClearSample() {
  const { slug, workspace } = useWorkspace();
  const navigate = useNavigate();
  return useWrite({
    workspace: slug,
    send: async (_: null, key) => {
      const cleared = await unwrap(api.DELETE("/api/w/{workspace}/sample", { params: { path: { workspace: slug } }, headers: writeHeaders(key) }));
      if (cleared.workspace_deleted) {
        localStorage.removeItem("headway-workspace");
        await navigate({ to: "/", reloadDocument: true });
      }
      return cleared;
    },
    changed: (cleared) => (cleared.workspace_deleted ? [] : [{ kind: "demo.sample_cleared", subject: "workspace", id: workspace.id }]),
    said: (cleared) => (cleared.workspace_deleted ? null : { text: i18n._({ id: "sample.cleared", message: "The sample is gone. This is yours now." }) }),
  });
}

export function useLoadSample() {
  const { slug, workspace } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (_: null, key): Promise<Sample> =>
      unwrap(api.POST("/api/w/{workspace}/sample", { params: { path: { workspace: slug } }, headers: writeHeaders(key) })),
    changed: () => [{ kind: "demo.sample_loaded", subject: "workspace", id: workspace.id }],
    said: () => ({ text: i18n._({ id: "sample.loaded", message: "The sample company is here" }) }),
  });
}
