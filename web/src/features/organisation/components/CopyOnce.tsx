import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { toast } from "@/ui/toast";
import styles from "./Lines.module.css";

export interface CopyOnceProps {
  title: string;
  /** What it is good for, and that it is shown only now. */
  note: string;
  /** What the code box holds, for screen readers. */
  label: string;
  value: string;
  close: () => void;
}

/** A secret that the server shows once: an invitation link, a token. */
export function CopyOnce({ title, note, label, value, close }: CopyOnceProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      toast.show(i18n._({ id: "settings.copyByHand", message: "The browser did not let us copy. Select it and copy by hand." }));
    }
  };
  return (
    <Dialog title={title} close={close}>
      <div className={styles.once}>
        <p>{note}</p>
        <code aria-label={label} data-testid="secret">
          {value}
        </code>
        <div className={styles.side}>
          <Button variant="primary" data-autofocus icon={copied ? "check" : "copy"} onClick={() => void copy()}>
            {copied ? i18n._({ id: "settings.copied", message: "Copied" }) : i18n._({ id: "settings.copy", message: "Copy" })}
          </Button>
          <Button onClick={close}>{i18n._({ id: "settings.close", message: "Close" })}</Button>
        </div>
      </div>
    </Dialog>
  );
}
