import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Person } from "@/ui/Avatar";
import { Icon } from "@/ui/icons";
import { ProgressBar } from "@/ui/ProgressBar";
import { Status } from "@/ui/Status";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import type { ProjectOut } from "../queries";
import { byUrgency, stateTone } from "../rules";
import { dueWords } from "@/widgets/tasks/due";
import { countWords, stateWord } from "../words";
import { GoalChips } from "@/widgets/tasks/GoalChips";
import styles from "./ProjectRows.module.css";

/** Projects, those that run and are late first. */
export function ProjectRows({ projects }: { projects: readonly ProjectOut[] }) {
  const today = useToday();
  return (
    <ul className={styles.list}>
      {byUrgency(projects, today).map((project) => (
        <ProjectRow key={project.id} project={project} today={today} />
      ))}
    </ul>
  );
}

function ProjectRow({ project, today }: { project: ProjectOut; today: string }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const { counted, due_on } = project;
  const closed = project.state === "done" || project.state === "cancelled";
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <Link className={styles.title} to="/w/$workspace/projects/$project" params={{ workspace: slug, project: project.id }}>
          {project.title}
        </Link>
        <div className={styles.facts}>
          {project.team && <span>{project.team.name}</span>}
          {project.private && (
            <span className={styles.private}>
              <Icon name="lock" size={12} />
              {i18n._({ id: "work.private", message: "Private" })}
            </span>
          )}
          <span className="num">{countWords(counted)}</span>
          <GoalChips serves={project.serves} titled />
        </div>
      </div>
      <span className={styles.lead}>{project.lead && <Person name={project.lead.name} size={22} />}</span>
      <Status tone={stateTone(project.state)}>{stateWord(project.state)}</Status>
      <span className={`${styles.due} num`} data-late={(!closed && due_on !== null && due_on < today) || undefined}>
        {due_on && dueWords(due_on, { today, closed, locale })}
      </span>
      <div className={styles.progress}>
        <ProgressBar value={counted.share} tone={stateTone(project.state)} label={project.title} />
        <b className="num">{narrow(counted.display) || "–"}</b>
      </div>
    </li>
  );
}
