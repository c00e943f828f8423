import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { IconButton } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { NumberField } from "@/ui/fields/NumberField";
import { Menu } from "@/ui/Menu";
import { type LinkRow, useUnalign, useWeigh } from "../alignments";
import { FormProblem } from "./FormProblem";
import { LinkKind } from "./LinkKind";

/** Weigh a link or take it away. `title` names the other end, for the button's name. */
export function LinkActions({ link, title }: { link: LinkRow; title: string }) {
  const [editing, setEditing] = useState(false);
  const unalign = useUnalign();
  const name = i18n._({ id: "goals.link.actions", message: "Change the link with {title}", values: { title } });
  return (
    <>
      <Menu
        label={name}
        trigger={<IconButton size="s" icon="more" label={name} />}
        align="end"
        items={[
          { id: "weigh", label: i18n._({ id: "goals.link.edit", message: "Kind and weight ..." }), icon: "edit", run: () => setEditing(true) },
          { id: "remove", label: i18n._({ id: "goals.link.remove", message: "Remove the link" }), icon: "x", run: () => unalign.run(link) },
        ]}
      />
      {editing && <WeighDialog link={link} title={title} close={() => setEditing(false)} />}
    </>
  );
}

function WeighDialog({ link, title, close }: { link: LinkRow; title: string; close: () => void }) {
  const [opened] = useState(link);
  const [weight, setWeight] = useState<number | null>(link.weight);
  const [kind, setKind] = useState(link.kind);
  const [version, setVersion] = useState(link.version);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const weigh = useWeigh((refused) => {
    setProblem(refused);
    if (refused.status === 412) setVersion((refused.current as LinkRow).version);
  });
  const submit = () => void weigh.ask({ link: { ...opened, version }, weight: weight ?? 1, kind }).then(close, () => undefined);
  return (
    <FormDialog title={title} close={close} submit={i18n._({ id: "goals.save", message: "Save" })} onSubmit={submit} busy={weigh.isPending}>
      {kind !== "cascade" && <LinkKind value={kind} onChange={setKind} />}
      {kind !== "supports" && (
        <NumberField
          label={i18n._({ id: "goals.weight.beside", message: "Weight beside the others" })}
          help={i18n._({ id: "goals.weight.zero", message: "0 means: shown, never counted." })}
          value={weight}
          onChange={setWeight}
          error={problem?.byField.weight}
          autoFocus={kind === "cascade"}
        />
      )}
      {problem?.status === 412 && <p role="alert">{i18n._({ id: "goals.link.stale", message: "Somebody changed this link meanwhile; its weight is now {weight}. Save again to keep yours.", values: { weight: (problem.current as LinkRow).weight } })}</p>}
      <FormProblem problem={problem} fields={["weight"]} />
    </FormDialog>
  );
}
