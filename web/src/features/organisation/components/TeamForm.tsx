import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/fields/SelectField";
import { TextArea, TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { useCreateTeam } from "@/widgets/goals/newTeam";
import { teamOptions } from "@/widgets/goals/teams";
import { useWorkspace } from "@/widgets/workspace";
import { type Team, teamsQuery } from "../queries";
import { mayHoldTeam } from "../rules";
import { useEditTeam } from "../writes";

export interface TeamFormProps {
  /** Given: rename, describe or move it. */
  team?: Team;
  /** For a new one: where it stands. */
  parent?: string | null;
  close: () => void;
}

export function TeamForm({ team, parent = null, close }: TeamFormProps) {
  const { slug } = useWorkspace();
  const teams = useQuery(teamsQuery(slug)).data?.items ?? [];
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const shown = (found: ApiProblem) => {
    setProblem(found);
    return found.errors.length > 0;
  };
  const create = useCreateTeam(shown);
  const edit = useEditTeam(shown);
  const form = useFields({ name: team?.name ?? "", purpose: team?.purpose ?? "", parent_id: team ? team.parent_id : parent }, problem);
  const moves = !team || team.can.move === true;
  const send = async () => {
    const { parent_id, ...words } = form.values;
    const body = moves ? { ...words, parent_id } : words;
    await (team ? edit.ask({ id: team.id, ...body }) : create.ask({ ...words, parent_id })).then(close, () => undefined);
  };
  return (
    <FormDialog
      title={team ? i18n._({ id: "people.team.edit", message: "Edit team" }) : i18n._({ id: "people.team.new", message: "New team" })}
      close={close}
      submit={team ? i18n._({ id: "people.save", message: "Save" }) : i18n._({ id: "people.team.make", message: "Make team" })}
      onSubmit={() => void send()}
      busy={create.isPending || edit.isPending}
    >
      <TextField label={i18n._({ id: "people.team.name", message: "Name" })} required {...form.bind("name")} />
      <TextArea
        label={i18n._({ id: "people.team.purpose", message: "What it is for" })}
        help={i18n._({ id: "people.team.purposeHelp", message: "One sentence that a new colleague understands." })}
        {...form.bind("purpose")}
      />
      {moves && (
        <SelectField
          label={i18n._({ id: "people.team.parent", message: "Part of" })}
          placeholder={i18n._({ id: "people.team.top", message: "Nothing: it stands at the top" })}
          options={teamOptions(team ? mayHoldTeam(teams, team.id) : teams)}
          clearable
          {...form.bind("parent_id")}
        />
      )}
    </FormDialog>
  );
}
