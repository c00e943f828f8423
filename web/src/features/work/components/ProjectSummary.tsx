import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { narrow } from "@/lib/numbers";
import { Person } from "@/ui/Avatar";
import { Icon } from "@/ui/icons";
import { ProgressBar } from "@/ui/ProgressBar";
import { Status } from "@/ui/Status";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import type { ProjectDetail } from "../queries";
import { stateTone } from "../rules";
import { countWords, stateWord } from "../words";
import styles from "./ProjectSummary.module.css";

/** One line: state, how much is done and by what measure, lead, dates; then what it is for. */
export function ProjectSummary({ project }: { project: ProjectDetail }) {
  const locale = useFormatLocale();
  const today = useToday();
  const day = (value: string) => formatDay(value, { today, locale });
  const { counted, starts_on, due_on } = project;
  return (
    <div className={styles.summary}>
      <Status tone={stateTone(project.state)}>{stateWord(project.state)}</Status>
      <span className={styles.done}>
        <span className={styles.bar}>
          <ProgressBar value={counted.share} tone={stateTone(project.state)} label={i18n._({ id: "work.done.of", message: "Done of {title}", values: { title: project.title } })} />
        </span>
        <b className="num">{narrow(counted.display) || "–"}</b>
        <span className={styles.quiet}>{countWords(counted)}</span>
      </span>
      {project.lead && <Person name={project.lead.name} size={20} />}
      {(starts_on || due_on) && (
        <span className={styles.quiet}>
          {starts_on ? day(starts_on) : "…"} – {due_on ? day(due_on) : "…"}
        </span>
      )}
      {project.private && (
        <span className={styles.quiet}>
          <Icon name="lock" size={13} /> {i18n._({ id: "work.private", message: "Private" })}
        </span>
      )}
      <Serves project={project} />
    </div>
  );
}

function Serves({ project }: { project: ProjectDetail }) {
  const { slug } = useWorkspace();
  const { key_results, hidden_key_results: hidden } = project;
  if (key_results.length + hidden === 0) return null;
  return (
    <span className={styles.serves}>
      <span className={styles.quiet}>{i18n._({ id: "work.serves", message: "Serves" })}</span>
      {key_results.map((served) => (
        <Link key={served.id} className={styles.goal} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: served.key_result_id }} title={served.title}>
          <Icon name="flag" size={13} />
          <span>{served.title}</span>
        </Link>
      ))}
      {hidden > 0 && <span className={styles.quiet}>{i18n._({ id: "work.hiddenGoals", message: "{hidden, plural, one {a goal that is not shared with you} other {# goals that are not shared with you}}", values: { hidden } })}</span>}
    </span>
  );
}
