import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/fields/TextField";

interface DropDialogProps {
  title: string;
  /** Rejects where the server refuses; the reason is then told as a toast. */
  drop: (reason: string) => Promise<unknown>;
  busy: boolean;
  close: () => void;
}

/** Give a goal up, and say why. */
export function DropDialog({ title, drop, busy, close }: DropDialogProps) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = () => {
    setMissing(!reason.trim());
    if (reason.trim()) void drop(reason).then(close, () => undefined);
  };
  return (
    <FormDialog title={title} close={close} submit={i18n._({ id: "goals.drop.submit", message: "Drop it" })} onSubmit={submit} busy={busy} danger>
      <TextArea
        label={i18n._({ id: "goals.drop.reason", message: "Why is it not pursued any more?" })}
        help={i18n._({ id: "goals.drop.help", message: "Its numbers and history stay; it no longer counts above." })}
        value={reason}
        onChange={setReason}
        error={missing && !reason.trim() ? i18n._({ id: "goals.drop.missing", message: "A few words help whoever looks for it later." }) : undefined}
        autoFocus
      />
    </FormDialog>
  );
}
