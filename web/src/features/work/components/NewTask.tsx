import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { Dialog, FormDialog } from "@/ui/Dialog";
import { CheckField } from "@/ui/fields/choices";
import { DateField } from "@/ui/fields/DateField";
import { PersonField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { toast } from "@/ui/toast";
import { usePeople } from "@/widgets/goals/queries";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { useOpenTask } from "../open";
import { type ProjectOut, projectsQuery } from "../queries";
import { useAddTask } from "../writes";
import styles from "./ProjectForm.module.css";

const LAST = "headway-project";

interface NewTaskProps {
  close: () => void;
  /** To the form of a new project, where there is none to put a task into. */
  startProject: () => void;
}

/** A task from anywhere. It lives in a project, so where there is none that comes first. */
export function NewTask({ close, startProject }: NewTaskProps) {
  const { slug, me } = useWorkspace();
  const { data, error, refetch } = useQuery(projectsQuery(slug));
  const projects = data?.items.filter((project) => project.can.edit_tasks);
  if (projects && projects.length > 0) return <Form projects={projects} close={close} />;
  const title = i18n._({ id: "work.task.new", message: "New task" });
  return (
    <Dialog title={title} close={close}>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
      {!data && !error && <SkeletonRows rows={3} height={40} />}
      {projects && !me.can.contribute && <p>{i18n._({ id: "work.task.noProject.guest", message: "No project is shared with you to write tasks in. Whoever invited you can share one." })}</p>}
      {projects && me.can.contribute && (
        <EmptyState
          icon="layers"
          sentence={i18n._({ id: "work.task.noProject", message: "A task lives in a project, and there is none yet." })}
          action={
            <Button variant="primary" icon="plus" onClick={startProject}>
              {i18n._({ id: "work.projects.first", message: "Start the first project" })}
            </Button>
          }
        />
      )}
    </Dialog>
  );
}

/** What, where, who, by when. The project one used last is chosen already. */
function Form({ projects, close }: { projects: readonly ProjectOut[]; close: () => void }) {
  const { me } = useWorkspace();
  const today = useToday();
  const people = usePeople();
  const open = useOpenTask();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [another, setAnother] = useState(false);
  const [last] = useState(() => localStorage.getItem(LAST));
  const form = useFields({ title: "", project: null as string | null, assignee: me.member as string | null, due_on: null as string | null }, problem);
  const project = form.values.project ?? projects.find((one) => one.id === last)?.id ?? projects[0]?.id ?? null;
  const add = useAddTask(project ?? "");
  const submit = async () => {
    if (project === null) return;
    const { title, assignee, due_on } = form.values;
    const made = await add.ask({ title: title.trim(), assignees: assignee ? [assignee] : [], due_on }).catch((thrown: ApiProblem) => (setProblem(thrown), null));
    if (!made) return;
    localStorage.setItem(LAST, project);
    toast.show(i18n._({ id: "work.task.made", message: "{label} is there", values: { label: made.label } }));
    if (another) return form.set({ title: "" });
    close();
    open(made.id);
  };
  return (
    <FormDialog
      title={i18n._({ id: "work.task.new", message: "New task" })}
      close={close}
      submit={i18n._({ id: "work.task.create", message: "Create task" })}
      onSubmit={() => void submit()}
      busy={add.isPending}
      extra={<CheckField label={i18n._({ id: "work.task.another", message: "Create another" })} checked={another} onChange={setAnother} />}
    >
      <TextField label={i18n._({ id: "work.task.title", message: "What is to be done?" })} placeholder={i18n._({ id: "work.table.example", message: "Translate the checkout into Polish" })} autoFocus {...form.bind("title")} />
      <SelectField label={i18n._({ id: "work.project", message: "Project" })} options={projects.map((one) => ({ value: one.id, label: one.title, hint: one.team?.name }))} value={project} onChange={(id) => form.set({ project: id })} />
      <div className={styles.pair}>
        <PersonField label={i18n._({ id: "work.assignee", message: "Assignee" })} people={people} {...form.bind("assignee")} />
        <DateField label={i18n._({ id: "work.field.due", message: "Due" })} today={today} {...form.bind("due_on")} />
      </div>
    </FormDialog>
  );
}
