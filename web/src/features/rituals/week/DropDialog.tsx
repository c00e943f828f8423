import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "@/ui/Dialog";
import { TextField } from "@/ui/fields/TextField";
import type { Commitment } from "../queries";
import { titleOf } from "./words";
import { useDrop } from "./writes";

/** Why it is not pursued any more: one line, Enter. */
export function DropDialog({ row, close }: { row: Commitment; close: () => void }) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const drop = useDrop();
  const submit = () => {
    if (!reason.trim()) return setMissing(true);
    drop.run({ row, reason: reason.trim() });
    close();
  };
  return (
    <FormDialog title={i18n._({ id: "rituals.drop.title", message: "Drop ‘{title}’", values: { title: titleOf(row) } })} close={close} submit={i18n._({ id: "rituals.commit.drop.short", message: "Drop" })} onSubmit={submit} size="s">
      <TextField
        label={i18n._({ id: "rituals.drop.reason", message: "Why? Next week will want to know" })}
        placeholder={i18n._({ id: "rituals.drop.example", message: "Something else turned out to matter more" })}
        value={reason}
        onChange={setReason}
        error={missing && !reason.trim() ? i18n._({ id: "rituals.drop.missing", message: "A few words are enough." }) : undefined}
        autoFocus
        autoComplete="off"
      />
    </FormDialog>
  );
}
