import { queryOptions, useQuery } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, unwrap } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { useWorkspace } from "../workspace";
import styles from "./Lessons.module.css";

export const lessonsQuery = (slug: string, team: string) =>
  queryOptions({
    queryKey: keyOf(slug, "lessons", team),
    staleTime: 60_000,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/teams/{team}/lessons", { params: { path: { workspace: slug, team } }, signal })),
  });

/** What the team learned before, where its next goals are written. Nothing while there is nothing to say. */
export function LessonsHint({ team }: { team: string | null }) {
  const { slug } = useWorkspace();
  const { data } = useQuery({ ...lessonsQuery(slug, team ?? ""), enabled: team !== null });
  const says = data && (data.pattern.verdict === "safe" || data.pattern.verdict === "unrealistic") ? data.pattern.sentence : null;
  if (!data || (data.lessons.length === 0 && !says)) return null;
  return (
    <aside className={styles.hint} aria-label={i18n._({ id: "lessons.hint", message: "What the team learned before" })}>
      <strong>{i18n._({ id: "lessons.hint", message: "What the team learned before" })}</strong>
      <ul>
        {data.lessons.slice(0, 3).map((lesson) => (
          <li key={lesson.id}>
            {lesson.words} <small>{lesson.cycle.name}</small>
          </li>
        ))}
      </ul>
      {says && <p>{says}</p>}
    </aside>
  );
}
