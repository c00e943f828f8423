import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "@/ui/Dialog";
import { TextField } from "@/ui/fields/TextField";

interface EditTextProps {
  title: string;
  text: string;
  save: (text: string) => void;
  close: () => void;
}

/** One line of words. */
export function EditText({ title, text, save, close }: EditTextProps) {
  const [typed, setTyped] = useState(text);
  const submit = () => {
    if (typed.trim() && typed.trim() !== text) save(typed.trim());
    close();
  };
  return (
    <FormDialog title={title} close={close} submit={i18n._({ id: "rituals.save", message: "Save" })} onSubmit={submit} size="s">
      <TextField label={i18n._({ id: "rituals.words", message: "Words" })} value={typed} onChange={setTyped} autoFocus maxLength={1000} />
    </FormDialog>
  );
}
