import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";
import { pastId, startOf, startOfExample } from "./rules";

export type Template = Schema<"TemplateOut">;
export type TemplateLine = Schema<"TemplateLine">;
export type Example = Schema<"ExampleOut">;
export type Language = "en" | "de";

/** Everything that the words find, all domains at once: choosing a domain asks nobody. */
export const templatesQuery = (slug: string, q: string, language: Language) =>
  queryOptions({
    queryKey: keyOf(slug, "templates", q, language),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/writing/templates", { params: { path: { workspace: slug }, query: { q, language } }, signal })),
  });

export const templateQuery = (slug: string, id: string, language: Language) =>
  queryOptions({
    queryKey: keyOf(slug, "template", id, language),
    staleTime: 60_000,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/writing/templates/{template}", { params: { path: { workspace: slug, template: id }, query: { language } }, signal })),
  });

/** The best of one's own past. */
export const examplesQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "templates", "past"),
    staleTime: 60_000,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/objective-examples", { params: { path: { workspace: slug } }, signal })),
  });

/** What a new objective begins with: a template, or one of one's own past (`past-<id>`). */
export const startQuery = (slug: string, id: string, language: Language) =>
  queryOptions({
    queryKey: keyOf(slug, "template", "start", id, language),
    staleTime: 60_000,
    queryFn: async ({ client }) => {
      const past = pastId(id);
      if (past === null) return startOf(await client.ensureQueryData(templateQuery(slug, id, language)));
      const { items } = await client.ensureQueryData(examplesQuery(slug));
      const found = items.find((one) => one.id === past);
      return found ? startOfExample(found) : null;
    },
  });
