import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";

export type Import = Schema<"ImportOut">;
export type ImportLine = Schema<"ImportLine">;
export type ImportColumn = Import["columns"][number];
export type OutlineLine = Import["outline"][number];
export type Report = Schema<"Report">;
export type Kind = NonNullable<Import["kind"]>;

const POLL_MS = 1_500;

export const importsQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "imports", "all"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/imports", { params: { path: { workspace: slug }, query: { limit: 50 } }, signal })),
  });

/** One import. While the server reads, makes or takes back, it is asked again: the stream may be lost just then. */
export const importQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: keyOf(slug, "imports", "one", id),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/imports/{import_id}", { params: { path: { workspace: slug, import_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data && ["uploaded", "committing", "undoing"].includes(state.data.state) ? POLL_MS : false),
  });

export const loadReport = (slug: string, id: string): Promise<Report> =>
  unwrap(api.GET("/api/w/{workspace}/imports/{import_id}/report", { params: { path: { workspace: slug, import_id: id } } }));

/** Projects that tasks of a file can go into. */
export const projectsQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "projects", "to-import-into"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/projects", { params: { path: { workspace: slug }, query: { limit: 200 } }, signal })),
  });
