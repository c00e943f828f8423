import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { Menu, type MenuItem } from "@/ui/Menu";
import { useShortcuts } from "@/ui/shortcuts";
import { useDropKeyResult, useRestoreKeyResult } from "../keyResultWrites";
import type { KeyResultOut } from "../queries";
import { DropDialog } from "./DropDialog";
import { EditKeyResult } from "./EditKeyResult";

/** What may be done with a key result: the server says which. */
export function KeyResultActions({ row }: { row: KeyResultOut }) {
  const [open, setOpen] = useState<"edit" | "drop" | null>(null);
  const drop = useDropKeyResult();
  const restore = useRestoreKeyResult();
  const { can } = row;
  const close = () => setOpen(null);
  const edit = i18n._({ id: "goals.edit", message: "Edit" });
  const group = i18n._({ id: "goals.keyResult", message: "Key result" });
  useShortcuts(can.edit ? [{ keys: "e", group, label: edit, run: () => setOpen("edit") }] : []);
  const items: MenuItem[] = can.drop ? [{ id: "drop", label: i18n._({ id: "goals.drop", message: "Drop ..." }), icon: "x", run: () => setOpen("drop") }] : [];
  const more = i18n._({ id: "goals.more", message: "More" });
  return (
    <>
      {can.restore && (
        <Button icon="undo" busy={restore.isPending} onClick={() => restore.run(row.id)}>
          {i18n._({ id: "goals.restore", message: "Take up again" })}
        </Button>
      )}
      {can.edit && (
        <Button icon="edit" shortcut="E" onClick={() => setOpen("edit")}>
          {edit}
        </Button>
      )}
      {items.length > 0 && <Menu label={more} trigger={<IconButton icon="more" label={more} />} items={items} align="end" />}
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
