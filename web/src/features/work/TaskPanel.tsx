import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { SidePanel } from "@/ui/SidePanel";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { toast } from "@/ui/toast";
import { LineUp } from "@/widgets/line/LineUp";
import { useWorkspace } from "@/widgets/workspace";
import { Activity } from "./panel/Activity";
import { Dependencies } from "./panel/Dependencies";
import { Description } from "./panel/Description";
import { KeyResults } from "./panel/KeyResults";
import { Part } from "./panel/Part";
import { Subtasks } from "./panel/Subtasks";
import { TaskFields } from "./panel/TaskFields";
import { TaskMenu } from "./panel/TaskMenu";
import { TaskTitle } from "./panel/TaskTitle";
import styles from "./panel/panel.module.css";
import { type TaskDetail, taskQuery } from "./queries";

/** Everything on one task, over whatever page one is on. */
export function TaskPanel({ id, close }: { id: string; close: () => void }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(taskQuery(slug, id));
  return (
    <SidePanel
      title={data ? `${data.label} · ${data.project.title}` : i18n._({ id: "work.task", message: "Task" })}
      close={close}
      actions={data && <PanelActions task={data} close={close} />}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
      {!data && !error && <SkeletonRows rows={9} />}
      {data && <Loaded key={data.id} task={data} />}
    </SidePanel>
  );
}

function Loaded({ task }: { task: TaskDetail }) {
  return (
    <div className={styles.panel}>
      <div>
        <Place task={task} />
        <TaskTitle task={task} />
      </div>
      <TaskFields task={task} />
      <Description task={task} />
      <Part title={i18n._({ id: "work.line", message: "What it is for" })}>
        <LineUp task={task.id} />
      </Part>
      <Dependencies task={task} />
      <Subtasks task={task} />
      <KeyResults task={task} />
      <Part title={i18n._({ id: "work.activity", message: "What happened" })}>
        <Activity task={task} />
      </Part>
    </div>
  );
}

/** The project and the tasks that it is part of. */
function Place({ task }: { task: TaskDetail }) {
  const { slug } = useWorkspace();
  return (
    <nav className={styles.place} aria-label={i18n._({ id: "work.task.place", message: "Where it belongs" })}>
      <Link to="/w/$workspace/projects/$project" params={{ workspace: slug, project: task.project.id }} search={{ task: task.id } as never}>
        {task.project.title}
      </Link>
      {task.parents.map((parent) => (
        <span key={parent.id}>
          <span aria-hidden="true">/ </span>
          <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: parent.id })}>
            {parent.title}
          </Link>
        </span>
      ))}
    </nav>
  );
}

function PanelActions({ task, close }: { task: TaskDetail; close: () => void }) {
  const { slug } = useWorkspace();
  const copy = async () => {
    await navigator.clipboard.writeText(`${window.location.origin}/w/${slug}/tasks/${task.id}`);
    toast.show(i18n._({ id: "work.link.copied", message: "The link to {label} is copied", values: { label: task.label } }));
  };
  return (
    <>
      <IconButton icon="link" label={i18n._({ id: "work.link.copy", message: "Copy link" })} onClick={() => void copy()} />
      {task.can.edit && <TaskMenu task={task} close={close} />}
    </>
  );
}
