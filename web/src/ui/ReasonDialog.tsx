import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "./Dialog";
import { TextArea } from "./fields/TextField";

interface ReasonDialogProps {
  title: string;
  submit: string;
  label: string;
  help?: string;
  /** Rejects where the server refuses; the reason is then told as a toast. */
  send: (reason: string) => Promise<unknown>;
  busy: boolean;
  danger?: boolean;
  close: () => void;
  children?: React.ReactNode;
}

/** Something that is done with a reason only. */
export function ReasonDialog({ title, submit, label, help, send, busy, danger, close, children }: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const go = () => {
    setMissing(!reason.trim());
    if (reason.trim()) void send(reason).then(close, () => undefined);
  };
  return (
    <FormDialog title={title} close={close} submit={submit} onSubmit={go} busy={busy} danger={danger}>
      {children}
      <TextArea
        label={label}
        help={help}
        value={reason}
        onChange={setReason}
        error={missing && !reason.trim() ? i18n._({ id: "goals.drop.missing", message: "A few words help whoever looks for it later." }) : undefined}
        autoFocus
      />
    </FormDialog>
  );
}
