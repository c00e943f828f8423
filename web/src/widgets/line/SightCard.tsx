import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Icon, type IconName } from "@/ui/icons";
import { useWorkspace } from "../workspace";
import styles from "./LineUp.module.css";
import type { SightKind, SightNode } from "./queries";

export const sightIcons: Record<SightKind, IconName> = { task: "check", project: "layers", key_result: "flag", objective: "target" };

export const kindWord = (kind: SightKind): string =>
  ({
    task: i18n._({ id: "line.kind.task", message: "Task" }),
    project: i18n._({ id: "line.kind.project", message: "Project" }),
    key_result: i18n._({ id: "line.kind.key_result", message: "Key result" }),
    objective: i18n._({ id: "line.kind.objective", message: "Objective" }),
  })[kind];

/** One thing in the line: what it is, whose, how far. `here` is where one came from. */
export function SightCard({ node, here }: { node: SightNode; here: boolean }) {
  const title = node.hidden ? hiddenWord(node.kind) : node.title;
  const inner = (
    <>
      <span className={styles.words}>
        <span className={styles.kind}>
          <Icon name={node.hidden ? "lock" : sightIcons[node.kind]} size={12} />
          {[kindWord(node.kind), node.team ?? (node.kind === "task" ? node.label : null)].filter(Boolean).join(" · ")}
        </span>
        <span className={styles.title}>{title}</span>
      </span>
      <span className={`${styles.number} num`}>{narrow(node.display)}</span>
      {node.progress !== null && <i className={styles.bar} style={{ inlineSize: `${Math.max(0, Math.min(1, node.progress)) * 100}%` }} aria-hidden="true" />}
    </>
  );
  if (node.id === null || here) return <span className={styles.card} data-hidden={node.hidden || undefined} data-here={here || undefined}>{inner}</span>;
  return (
    <SightLink kind={node.kind} id={node.id} className={styles.card} title={title}>
      {inner}
    </SightLink>
  );
}

export const hiddenWord = (kind: SightKind): string =>
  kind === "task" || kind === "project" ? i18n._({ id: "line.hidden.work", message: "private work" }) : i18n._({ id: "goals.hidden", message: "a goal that is not shared with you" });

/** To where a thing of the line lives: its page, or a task's panel over this one. */
export function SightLink({ kind, id, ...rest }: { kind: SightKind; id: string; className?: string; title?: string; children: ReactNode }) {
  const { slug } = useWorkspace();
  if (kind === "task") return <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: id })} {...rest} />;
  if (kind === "project") return <Link to="/w/$workspace/projects/$project" params={{ workspace: slug, project: id }} {...rest} />;
  if (kind === "key_result") return <Link to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: id }} {...rest} />;
  return <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: id }} {...rest} />;
}
