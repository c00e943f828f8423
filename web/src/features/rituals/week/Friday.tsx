import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { AvatarStack } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { Count } from "@/ui/Status";
import { GoalChips } from "@/widgets/tasks/GoalChips";
import { useWorkspace } from "@/widgets/workspace";
import type { Finished, Moved, TeamWeek } from "../queries";
import { movedWords } from "./moved";
import { Wins } from "./Wins";
import styles from "./Week.module.css";
import { asWin, useWin } from "./writes";

/** What came of the week: it fills itself from the board and the numbers; what is good becomes a win with one click. */
export function Friday({ week }: { week: TeamWeek }) {
  return (
    <section className={styles.friday} data-no-print aria-label={i18n._({ id: "rituals.friday", message: "What came of it" })}>
      <div className={styles.column}>
        <h3>
          {i18n._({ id: "rituals.wins", message: "Wins" })} {week.wins.length > 0 && <Count>{week.wins.length}</Count>}
        </h3>
        <Wins week={week} />
      </div>
      <div className={styles.column}>
        <h3>
          {i18n._({ id: "rituals.moved", message: "Numbers that moved" })} {week.moved.length > 0 && <Count>{week.moved.length}</Count>}
        </h3>
        {week.moved.length === 0 && <p className={styles.quiet}>{i18n._({ id: "rituals.moved.none", message: "No number of this team has moved in this week." })}</p>}
        <ul className={styles.plain}>
          {week.moved.map((one) => (
            <MovedLine key={one.id} moved={one} />
          ))}
        </ul>
      </div>
      <div className={styles.column}>
        <h3>
          {i18n._({ id: "rituals.finished", message: "Finished" })} {week.finished.length > 0 && <Count>{week.finished.length + week.finished_more}</Count>}
        </h3>
        {week.finished.length === 0 && <p className={styles.quiet}>{i18n._({ id: "rituals.finished.none", message: "What is done on the board in this week appears here." })}</p>}
        <ul className={styles.plain}>
          {week.finished.map((task) => (
            <FinishedLine key={task.id} task={task} team={week.team.id} canEdit={week.can.edit} />
          ))}
        </ul>
        {week.finished_more > 0 && <p className={styles.quiet}>{i18n._({ id: "rituals.finished.more", message: "and {n} more", values: { n: week.finished_more } })}</p>}
      </div>
    </section>
  );
}

/** Old, new, and why: one click to the whole explanation. */
export function MovedLine({ moved }: { moved: Moved }) {
  const { slug } = useWorkspace();
  const { old, now, up } = movedWords(moved);
  return (
    <li className={styles.moved}>
      <Link className={styles.movedTitle} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: moved.id }}>
        {moved.title}
      </Link>
      <Link
        className={`${styles.movedNumber} num`}
        data-up={up}
        to="."
        search={(before: Record<string, unknown>) => ({ ...before, why: `key_result:${moved.id}` })}
        aria-label={i18n._({ id: "rituals.moved.why", message: "{old} {now}: why? {title}", values: { old, now, title: moved.title } })}
      >
        {old} <Icon name="arrowRight" size={12} /> <b>{now}</b>
      </Link>
      <span className={styles.cause}>{causeWords(moved)}</span>
    </li>
  );
}

/** What a person did; of a value that was recorded, only who did: the key result is named above. */
function causeWords({ id, cause, person }: Moved): string {
  const done = cause === null || cause.id === id ? null : narrow(cause.label);
  return [done, person?.name].filter(Boolean).join(" · ");
}

function FinishedLine({ task, team, canEdit }: { task: Finished; team: string; canEdit: boolean }) {
  const win = useWin(team);
  return (
    <li className={styles.finished}>
      <span className={styles.words}>
        <Link className={styles.title} to="." search={(before: Record<string, unknown>) => ({ ...before, task: task.id })}>
          {task.title}
        </Link>
        <span className={styles.facts}>
          <GoalChips serves={task.serves} most={1} />
          <span>{task.project.title}</span>
          {task.commitment_id && <span>{i18n._({ id: "rituals.finished.committed", message: "was committed to" })}</span>}
        </span>
      </span>
      <AvatarStack names={task.people.map((person) => person.name)} most={2} />
      {canEdit && !task.win_id && (
        <Button size="s" variant="quiet" icon="star" aria-label={i18n._({ id: "rituals.win.of", message: "Make ‘{title}’ a win", values: { title: task.title } })} onClick={() => win.run(asWin(task))}>
          {i18n._({ id: "rituals.win.make", message: "Win" })}
        </Button>
      )}
    </li>
  );
}
