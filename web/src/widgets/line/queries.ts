import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";

export type LineOfSight = Schema<"LineOfSight">;
export type SightNode = Schema<"SightNode">;
export type Bond = Schema<"Bond">;
export type Step = Schema<"Step">;
export type SightKind = SightNode["kind"];

export const lineQuery = (slug: string, task: string) =>
  queryOptions({
    queryKey: keyOf(slug, "line-of-sight", "up", task),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/tasks/{task}/line", { params: { path: { workspace: slug, task } }, signal })),
  });

/** One level of the way down. */
export const stepsQuery = (slug: string, kind: SightKind, subject: string) =>
  queryOptions({
    queryKey: keyOf(slug, "line-of-sight", "down", kind, subject),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/line-down/{kind}/{subject}", { params: { path: { workspace: slug, kind, subject } }, signal })),
  });
