import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import type { MenuItem } from "@/ui/Menu";
import { useDropKeyResult, useRestoreKeyResult } from "../keyResultWrites";
import { usePause } from "@/widgets/goals/pauses";
import type { KeyResultOut } from "../queries";
import { DropDialog, PauseDialog } from "./DropDialog";
import { EditAndMore } from "./EditAndMore";
import { EditKeyResult } from "./EditKeyResult";

/** What may be done with a key result: the server says which. */
export function KeyResultActions({ row }: { row: KeyResultOut }) {
  const [open, setOpen] = useState<"edit" | "drop" | "pause" | null>(null);
  const drop = useDropKeyResult();
  const restore = useRestoreKeyResult();
  const pause = usePause("key_result");
  const { can } = row;
  const close = () => setOpen(null);
  const items: MenuItem[] = [
    ...(can.pause ? [{ id: "pause", label: i18n._({ id: "goals.pause", message: "Pause ..." }), icon: "clock" as const, run: () => setOpen("pause") }] : []),
    ...(can.drop ? [{ id: "drop", label: i18n._({ id: "goals.drop", message: "Drop ..." }), icon: "x" as const, run: () => setOpen("drop") }] : []),
  ];
  return (
    <>
      {can.restore && (
        <Button icon="undo" busy={restore.isPending} onClick={() => restore.run(row.id)}>
          {i18n._({ id: "goals.restore", message: "Take up again" })}
        </Button>
      )}
      <EditAndMore of={i18n._({ id: "goals.keyResult", message: "Key result" })} edit={can.edit ? () => setOpen("edit") : null} items={items} />
      {open === "edit" && <EditKeyResult row={row} close={close} />}
      {open === "pause" && (
        <PauseDialog
          title={i18n._({ id: "goals.pause.keyResult", message: "Pause this key result" })}
          pause={(reason) => pause.ask({ id: row.id, reason })}
          busy={pause.isPending}
          close={close}
        />
      )}
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
