import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";

export type Explanation = Schema<"ExplanationOut">;
export type Part = Explanation["parts"][number];
export type Move = Explanation["moved_by"][number];

export type Subject = "objective" | "key_result";

/** Where a number comes from. */
export const explanationQuery = (slug: string, subject: Subject, id: string) =>
  queryOptions({
    queryKey: keyOf(slug, "explanation", subject, id),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/w/{workspace}/explanations/{subject}/{subject_id}", {
          params: { path: { workspace: slug, subject, subject_id: id } },
          signal,
        }),
      ),
  });

/** "objective:<id>" of the address; null for what is no such thing. */
export function readWhy(text: string): { subject: Subject; id: string } | null {
  const found = /^(objective|key_result):([0-9a-f-]{36})$/.exec(text);
  return found ? { subject: found[1] as Subject, id: found[2]! } : null;
}
