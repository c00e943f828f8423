import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/fields/TextField";
import { Menu } from "@/ui/Menu";
import type { ObjectiveOut } from "../queries";
import { useActivate, useDrop, useRestore } from "../writes";

/** What may be done with an objective: the server says which. */
export function ObjectiveActions({ objective }: { objective: ObjectiveOut }) {
  const [dropping, setDropping] = useState(false);
  const activate = useActivate();
  const restore = useRestore();
  const { can } = objective;
  const items = [
    ...(can.drop ? [{ id: "drop", label: i18n._({ id: "goals.drop", message: "Drop ..." }), icon: "x" as const, run: () => setDropping(true) }] : []),
    ...(can.restore ? [{ id: "restore", label: i18n._({ id: "goals.restore", message: "Take up again" }), icon: "undo" as const, run: () => restore.run(objective.id) }] : []),
  ];
  return (
    <>
      {can.activate && (
        <Button variant="primary" busy={activate.isPending} onClick={() => activate.run(objective.id)}>
          {i18n._({ id: "goals.activate", message: "Make active" })}
        </Button>
      )}
      {items.length > 0 && <Menu label={i18n._({ id: "goals.more", message: "More" })} trigger={<IconButton icon="more" label={i18n._({ id: "goals.more", message: "More" })} />} items={items} align="end" />}
      {dropping && <DropDialog objective={objective} close={() => setDropping(false)} />}
    </>
  );
}

function DropDialog({ objective, close }: { objective: ObjectiveOut; close: () => void }) {
  const [reason, setReason] = useState("");
  const drop = useDrop();
  const submit = () => void drop.ask({ id: objective.id, reason }).then(close, () => undefined);
  return (
    <FormDialog title={i18n._({ id: "goals.drop.title", message: "Drop this objective" })} close={close} submit={i18n._({ id: "goals.drop.submit", message: "Drop it" })} onSubmit={submit} busy={drop.isPending} danger>
      <TextArea
        label={i18n._({ id: "goals.drop.reason", message: "Why is it not pursued any more?" })}
        help={i18n._({ id: "goals.drop.help", message: "Its numbers and history stay; it no longer counts above." })}
        value={reason}
        onChange={setReason}
        autoFocus
      />
    </FormDialog>
  );
}
