import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import type { KeyResultOut } from "../../queries";
import { RecordValue } from "./RecordValue";

/** Record a value without leaving the list. */
export function RecordButton({ row }: { row: KeyResultOut }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <IconButton size="s" icon="edit" label={i18n._({ id: "goals.record.for", message: "Record a value: {title}", values: { title: row.title } })} onClick={() => setOpen(true)} />
      {open && (
        <Dialog title={row.title} close={close}>
          <RecordValue row={row} autoFocus done={close} />
        </Dialog>
      )}
    </>
  );
}
