import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import type { MenuItem } from "@/ui/Menu";
import { useDropKeyResult, useRestoreKeyResult } from "../keyResultWrites";
import type { KeyResultOut } from "../queries";
import { DropDialog } from "./DropDialog";
import { EditAndMore } from "./EditAndMore";
import { EditKeyResult } from "./EditKeyResult";

/** What may be done with a key result: the server says which. */
export function KeyResultActions({ row }: { row: KeyResultOut }) {
  const [open, setOpen] = useState<"edit" | "drop" | null>(null);
  const drop = useDropKeyResult();
  const restore = useRestoreKeyResult();
  const { can } = row;
  const close = () => setOpen(null);
  const items: MenuItem[] = can.drop ? [{ id: "drop", label: i18n._({ id: "goals.drop", message: "Drop ..." }), icon: "x", run: () => setOpen("drop") }] : [];
  return (
    <>
      {can.restore && (
        <Button icon="undo" busy={restore.isPending} onClick={() => restore.run(row.id)}>
          {i18n._({ id: "goals.restore", message: "Take up again" })}
        </Button>
      )}
      <EditAndMore of={i18n._({ id: "goals.keyResult", message: "Key result" })} edit={can.edit ? () => setOpen("edit") : null} items={items} />
      {open === "edit" && <EditKeyResult row={row} close={close} />}
      {open === "drop" && (
        <DropDialog
          title={i18n._({ id: "goals.drop.keyResult", message: "Drop this key result" })}
          drop={(reason) => drop.ask({ id: row.id, reason })}
          busy={drop.isPending}
          close={close}
        />
      )}
    </>
  );
}
