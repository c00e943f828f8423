import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { keyOf } from "@/api/cache";
import { api, unwrap } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button, IconButton } from "@/ui/Button";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useWorkspace } from "@/widgets/workspace";
import { useAddAction, useAddLesson, useRemoveLesson } from "./learnWrites";
import type { Where } from "./queries";
import styles from "./Review.module.css";
import type { Retrospective } from "./rules";

/** One sentence each; they come back when the next goals are written. */
export function Lessons({ data, where }: { data: Retrospective; where: Where }) {
  const [words, setWords] = useState("");
  const add = useAddLesson(where);
  const remove = useRemoveLesson(where);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim()) void add.ask(words).then(() => setWords(""), () => undefined);
  };
  return (
    <section className={styles.note}>
      <h2>{i18n._({ id: "rituals.lessons", message: "Lessons for the next goals" })}</h2>
      <ul className={styles.lessons}>
        {data.lessons.toReversed().map((lesson) => (
          <li key={lesson.id}>
            <span>{lesson.words}</span>
            {data.can_write && (
              <span data-no-print>
                <IconButton icon="x" size="s" label={i18n._({ id: "rituals.lesson.remove", message: "Remove the lesson: {words}", values: { words: lesson.words } })} onClick={() => remove.run(lesson)} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {data.can_write && (
        <form className={styles.inline} onSubmit={submit} data-no-print>
          <TextField hideLabel label={i18n._({ id: "rituals.lesson.new", message: "A lesson in one sentence" })} placeholder={i18n._({ id: "rituals.lesson.example", message: "Ask the bank before we promise a date" })} value={words} onChange={setWords} maxLength={500} />
          <Button type="submit" busy={add.isPending}>
            {i18n._({ id: "rituals.lesson.add", message: "Add lesson" })}
          </Button>
        </form>
      )}
    </section>
  );
}

/** What is to be done about it: each becomes a task of a project. */
export function Actions({ data, where }: { data: Retrospective; where: Where }) {
  return (
    <section className={styles.note}>
      <h2>{i18n._({ id: "rituals.actions", message: "What we will do" })}</h2>
      <ul className={styles.lessons}>
        {data.actions.map((action) => (
          <li key={action.task_id}>
            <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: action.task_id })} data-done={action.state === "done" || undefined}>
              {action.label} {action.title}
            </Link>
            <small>{action.people.map((person) => person.name).join(", ")}</small>
          </li>
        ))}
      </ul>
      {data.can_write && <NewAction where={where} />}
    </section>
  );
}

function NewAction({ where }: { where: Where }) {
  const { slug } = useWorkspace();
  const [title, setTitle] = useState("");
  const [project, setProject] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { data } = useQuery({
    queryKey: keyOf(slug, "projects", "to-choose"),
    staleTime: 60_000,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/projects", { params: { path: { workspace: slug }, query: { limit: 200 } }, signal })),
  });
  const add = useAddAction(where, setProblem);
  const options = (data?.items ?? []).map((one) => ({ value: one.id, label: one.title }));
  const chosen = project ?? options[0]?.value ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() && chosen) void add.ask({ title, project_id: chosen }).then(() => setTitle(""), () => undefined);
  };
  if (data && options.length === 0) return null;
  return (
    <form className={styles.inline} onSubmit={submit} data-no-print>
      <TextField hideLabel label={i18n._({ id: "rituals.action.new", message: "Something to do" })} placeholder={i18n._({ id: "rituals.action.example", message: "Agree on dates with the bank" })} value={title} onChange={setTitle} error={problem?.detail} />
      <SelectField hideLabel label={i18n._({ id: "rituals.action.project", message: "In which project" })} options={options} value={chosen} onChange={setProject} />
      <Button type="submit" busy={add.isPending}>
        {i18n._({ id: "rituals.action.add", message: "Make it a task" })}
      </Button>
    </form>
  );
}
