import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "@/ui/Dialog";
import { TextField } from "@/ui/fields/TextField";
import type { Commitment } from "../queries";
import { titleOf } from "./words";
import { useCarry } from "./writes";

/** What kept it: one line or none, Enter. */
export function CarryDialog({ row, close }: { row: Commitment; close: () => void }) {
  const [reason, setReason] = useState("");
  const carry = useCarry();
  const submit = () => {
    carry.run({ row, reason: reason.trim() });
    close();
  };
  return (
    <FormDialog title={i18n._({ id: "rituals.carry.title", message: "Carry ‘{title}’ on", values: { title: titleOf(row) } })} close={close} submit={i18n._({ id: "rituals.commit.carry.short", message: "Carry" })} onSubmit={submit} size="s">
      <TextField
        label={i18n._({ id: "rituals.carry.reason", message: "What kept it? (may stay empty)" })}
        placeholder={i18n._({ id: "rituals.carry.example", message: "We wait for an answer of the bank" })}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        autoFocus
        autoComplete="off"
      />
    </FormDialog>
  );
}
