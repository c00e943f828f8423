import { type FormEvent, lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "./Button";
import styles from "./Dialog.module.css";
import { sentBack } from "./fields/unread";

export interface DialogProps {
  title: string;
  close: () => void;
  size?: "s" | "m" | "l";
  children: ReactNode;
}

const Body = lazy(async () => ({ default: (await import("./mantine/DialogBody")).DialogBody }));

/** Drawn means open: `{editing && <Dialog ...>}`. The focus starts in the first field and goes back to what opened it. */
export function Dialog(props: DialogProps) {
  return (
    <Suspense fallback={null}>
      <Body {...props} />
    </Suspense>
  );
}

export interface FormDialogProps extends DialogProps {
  submit: string;
  onSubmit: () => void;
  busy?: boolean;
  danger?: boolean;
  /** Left of the buttons: "create another". */
  extra?: ReactNode;
}

/** A dialog that is one form: Enter sends it, Ctrl+Enter also from a text area. What was refused takes the focus. */
export function FormDialog({ title, close, size, children, submit, onSubmit, busy, danger, extra }: FormDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  useEffect(() => {
    if (!sent.current || busy) return;
    const refused = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (!refused) return;
    sent.current = false;
    refused.focus();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && sentBack(form.current)) return;
    sent.current = !busy;
    if (!busy) onSubmit();
  };
  return (
    <Dialog title={title} close={close} size={size}>
      <form
        ref={form}
        onSubmit={send}
        noValidate
        onInput={() => (sent.current = false)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
        }}
      >
        <div className={styles.fields}>{children}</div>
        <footer className={styles.footer}>
          <div className={styles.extra}>{extra}</div>
          <Button variant="quiet" onClick={close}>
            {i18n._({ id: "ui.dialog.cancel", message: "Cancel" })}
          </Button>
          <Button type="submit" variant={danger ? "danger" : "primary"} busy={busy}>
            {submit}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
