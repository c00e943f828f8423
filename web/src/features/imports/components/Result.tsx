import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, LinkButton } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { Section } from "@/ui/layout";
import { isFocusNowhere } from "@/ui/place";
import { ProgressBar } from "@/ui/ProgressBar";
import { useCycles } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import type { Import } from "../queries";
import { sizeWord } from "../rules";
import { useTally } from "../tally";
import { countsLine, stateWord } from "../words";
import { useUndoImport } from "../writes";
import styles from "./Imports.module.css";

/** Where the import stands: being read, refused, at work, done with the way to it and back. */
export function Result({ shown }: { shown: Import }) {
  const top = useRef<HTMLDivElement>(null);
  const before = useRef(shown.state);
  useEffect(() => {
    // the button that began it lies at the end of a long page and goes with its press: show what came of it, and go on from there
    if (before.current !== shown.state && shown.state !== "ready") {
      if (isFocusNowhere()) top.current?.focus({ preventScroll: true });
      top.current?.scrollIntoView({ block: "center" });
    }
    before.current = shown.state;
  }, [shown.state]);
  return (
    <div ref={top} className={styles.result} {...(shown.state !== "ready" && { role: "group", tabIndex: -1, "aria-label": stateWord(shown.state) })}>
      {shown.state === "refused" && <Refused shown={shown} />}
      {(shown.state === "uploaded" || shown.state === "committing" || shown.state === "undoing") && <AtWork shown={shown} />}
      {shown.state === "done" && <Done shown={shown} />}
      {shown.state === "undone" && <Undone />}
      {shown.notes.length > 0 && <Notes shown={shown} />}
    </div>
  );
}

function Refused({ shown }: { shown: Import }) {
  return (
    <div className={styles.note} role="alert">
      <Icon name="alert" size={20} />
      <div>
        <p>{shown.refusal?.message}</p>
        <p className={styles.quiet}>{i18n._({ id: "imports.refusedNote", message: "Nothing was made. Say below what the file is, or choose another one." })}</p>
      </div>
    </div>
  );
}

function AtWork({ shown }: { shown: Import }) {
  const { done, total } = shown.progress;
  const reading = shown.state === "uploaded";
  const words = {
    uploaded: i18n._({ id: "imports.atWork.reading", message: "The file is being read ({size}). A large one takes up to a minute.", values: { size: sizeWord(shown.size) } }),
    undoing: i18n._({ id: "imports.atWork.undoing", message: "It is being taken back. You may leave this page." }),
  };
  const sentence = words[shown.state as "uploaded"] ?? i18n._({ id: "imports.atWork.committing", message: "It is being imported. You may leave this page." });
  return (
    <div className={styles.note} role="status">
      <div>
        <p>{sentence}</p>
        {reading ? (
          <span className={styles.busy} aria-hidden="true" />
        ) : (
          <ProgressBar value={total === 0 ? null : Math.min(1, done / total)} label={i18n._({ id: "imports.progress", message: "Progress of the import" })} withNumber />
        )}
      </div>
    </div>
  );
}

function Done({ shown }: { shown: Import }) {
  const { slug } = useWorkspace();
  const undo = useUndoImport();
  const cycles = useCycles();
  const first = shown.cycles[0];
  const cycle = first ? cycles.find((one) => one.starts_on === first.starts_on && one.ends_on === first.ends_on)?.id : (shown.answers.cycle_id ?? undefined);
  const goals = (shown.counts.objectives ?? 0) + (shown.counts.key_results ?? 0) > 0;
  const tasks = (shown.counts.tasks ?? 0) > 0;
  return (
    <div className={styles.note}>
      <Icon name="check" size={20} />
      <div>
        <strong>{i18n._({ id: "imports.done", message: "Imported" })}</strong>
        <p className={styles.quiet}>{countsLine(useTally(shown).counts)}</p>
      </div>
      {goals && (
        <LinkButton variant="primary" to="/w/$workspace/objectives" params={{ workspace: slug }} search={cycle ? { cycle } : {}} icon="target">
          {i18n._({ id: "imports.seeObjectives", message: "See the objectives" })}
        </LinkButton>
      )}
      {tasks && (
        <LinkButton variant={goals ? "default" : "primary"} to="/w/$workspace/projects" params={{ workspace: slug }} icon="layers">
          {i18n._({ id: "imports.seeProjects", message: "See the projects" })}
        </LinkButton>
      )}
      {shown.can.undo && (
        <Button icon="undo" busy={undo.isPending} onClick={() => undo.run(shown.id)}>
          {i18n._({ id: "imports.undo", message: "Undo this import" })}
        </Button>
      )}
    </div>
  );
}

function Undone() {
  const { slug } = useWorkspace();
  return (
    <div className={styles.note}>
      <Icon name="undo" size={20} />
      <div>
        <p>{i18n._({ id: "imports.undone", message: "Taken back. What somebody has worked on since stayed, and is listed below if there is any." })}</p>
      </div>
      <Link to="/w/$workspace/import" params={{ workspace: slug }}>
        {i18n._({ id: "imports.another", message: "Import another file" })}
      </Link>
    </div>
  );
}

function Notes({ shown }: { shown: Import }) {
  return (
    <Section title={i18n._({ id: "imports.notes", message: "What stayed as it was" })}>
      <ul className={styles.list}>
        {shown.notes.map((note) => (
          <li key={`${note.label}:${note.why}`} className={styles.line}>
            <span className={styles.main}>
              {note.label}
              <span className={styles.quiet}>{note.why}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
