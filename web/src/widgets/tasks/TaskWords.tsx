import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface Task {
  id: string;
  label: string;
  title: string;
  project: { id: string; title: string };
}

/** Its title, which opens it over whatever page one is on. */
export function TaskTitle({ task }: { task: Task }) {
  return (
    <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: task.id })}>
      {task.title}
    </Link>
  );
}

/** Its number, and the project it belongs to: the facts of a line. */
export function taskFacts(task: Task, slug: string): ReactNode[] {
  return [
    <span key="label" className="num">{task.label}</span>,
    <Link key="project" to="/w/$workspace/projects/$project" params={{ workspace: slug, project: task.project.id }}>
      {task.project.title}
    </Link>,
  ];
}
