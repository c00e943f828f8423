import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { CheckField } from "@/ui/fields/choices";
import { DateField } from "@/ui/fields/DateField";
import { PersonField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextArea, TextField } from "@/ui/fields/TextField";
import { type Fields, useFields } from "@/ui/fields/useFields";
import { TeamPicker } from "@/widgets/goals/pickers";
import { usePeople } from "@/widgets/goals/queries";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { useKeepProject } from "../projects";
import type { ProjectDetail } from "../queries";
import type { ProjectState } from "../rules";
import { stateWord } from "../words";
import styles from "./ProjectForm.module.css";

interface ProjectFormProps {
  /** Left out: a new one. */
  project?: ProjectDetail;
  close: () => void;
}

interface Written {
  title: string;
  description: string;
  team_id: string | null;
  lead_id: string | null;
  state: ProjectState;
  private: boolean;
  starts_on: string | null;
  due_on: string | null;
}

const states: ProjectState[] = ["planned", "active", "paused", "done", "cancelled"];

const writtenOf = (project: ProjectDetail): Written => ({
  title: project.title,
  description: project.description,
  team_id: project.team?.id ?? null,
  lead_id: project.lead?.id ?? null,
  state: project.state,
  private: project.private,
  starts_on: project.starts_on,
  due_on: project.due_on,
});

/** A new project, or the facts of one. */
export function ProjectForm({ project, close }: ProjectFormProps) {
  const { slug, me } = useWorkspace();
  const today = useToday();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const drafted: Written = { title: "", description: "", team_id: null, lead_id: me.member, state: "active", private: false, starts_on: today, due_on: null };
  const form = useFields<Written>(project ? writtenOf(project) : drafted, problem);
  const keep = useKeepProject(setProblem);
  const submit = async () => {
    const body = { ...form.values, title: form.values.title.trim() };
    const kept = await keep.ask({ id: project?.id ?? null, body }).catch(() => null);
    if (!kept) return;
    close();
    if (!project) void navigate({ to: "/w/$workspace/projects/$project", params: { workspace: slug, project: kept.id } });
  };
  return (
    <FormDialog
      title={project ? i18n._({ id: "work.project.edit", message: "Edit project" }) : i18n._({ id: "work.project.new", message: "New project" })}
      close={close}
      submit={project ? i18n._({ id: "work.save", message: "Save" }) : i18n._({ id: "work.project.create", message: "Create project" })}
      onSubmit={() => void submit()}
      busy={keep.isPending}
    >
      {problem && problem.errors.length === 0 && (
        <p role="alert" className={styles.problem}>
          {problem.detail}
        </p>
      )}
      <ProjectFields form={form} />
    </FormDialog>
  );
}

function ProjectFields({ form }: { form: Fields<Written> }) {
  const people = usePeople();
  const today = useToday();
  return (
    <>
      <TextField
        label={i18n._({ id: "work.project.title", message: "What is it called?" })}
        placeholder={i18n._({ id: "work.project.example", message: "Checkout in four languages" })}
        autoFocus
        {...form.bind("title")}
      />
      <div className={styles.pair}>
        <TeamPicker makes clearable {...form.bind("team_id")} />
        <PersonField label={i18n._({ id: "work.lead", message: "Lead" })} people={people} {...form.bind("lead_id")} />
      </div>
      <div className={styles.three}>
        <SelectField
          label={i18n._({ id: "work.state", message: "State" })}
          options={states.map((value) => ({ value, label: stateWord(value) }))}
          value={form.values.state}
          onChange={(state) => form.set({ state: (state ?? "active") as ProjectState })}
        />
        <DateField label={i18n._({ id: "work.field.starts", message: "Starts" })} today={today} {...form.bind("starts_on")} />
        <DateField label={i18n._({ id: "work.field.due", message: "Due" })} today={today} {...form.bind("due_on")} />
      </div>
      <TextArea label={i18n._({ id: "work.project.description", message: "What is it about?" })} rows={3} {...form.bind("description")} />
      <CheckField
        label={i18n._({ id: "work.private", message: "Private" })}
        note={i18n._({ id: "work.private.note", message: "Only its lead, the team’s leads and people you share it with see it. It still counts above." })}
        checked={form.values.private}
        onChange={(isPrivate) => form.set({ private: isPrivate })}
      />
    </>
  );
}
