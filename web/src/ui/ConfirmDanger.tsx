import { type ReactNode, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "./Dialog";
import { TextField } from "./fields/TextField";

export interface ConfirmDangerProps {
  /** A question: "Remove Mia from the workspace?" */
  title: string;
  /** What will be gone and what stays. */
  children: ReactNode;
  /** The verb on the button: "Remove". */
  confirm: string;
  /** For what cannot be undone: the word to type first, such as the name of the thing. */
  typed?: string;
  busy?: boolean;
  onConfirm: () => void;
  close: () => void;
}

/** Only for what undo cannot take back; everything else is done at once and offers undo. */
export function ConfirmDanger({ title, children, confirm, typed, busy, onConfirm, close }: ConfirmDangerProps) {
  const [word, setWord] = useState("");
  const [missed, setMissed] = useState(false);
  const submit = () => {
    if (typed === undefined || word.trim() === typed) onConfirm();
    else setMissed(true);
  };
  return (
    <FormDialog title={title} close={close} size="s" submit={confirm} onSubmit={submit} busy={busy} danger>
      <div>{children}</div>
      {typed !== undefined && (
        <TextField
          label={i18n._({ id: "ui.confirm.type", message: "Type {typed} to confirm", values: { typed } })}
          value={word}
          onChange={setWord}
          autoComplete="off"
          error={missed && word.trim() !== typed ? i18n._({ id: "ui.confirm.differs", message: "This is not the same." }) : undefined}
        />
      )}
    </FormDialog>
  );
}
