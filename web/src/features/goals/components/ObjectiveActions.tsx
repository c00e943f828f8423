import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { Menu, type MenuItem } from "@/ui/Menu";
import { useShortcuts } from "@/ui/shortcuts";
import type { ObjectiveOut } from "../queries";
import { useActivate, useDrop, useRestore } from "../writes";
import { DropDialog } from "./DropDialog";
import { EditObjective } from "./EditObjective";
import { ShareDialog } from "./ShareDialog";

/** What may be done with an objective: the server says which. */
export function ObjectiveActions({ objective }: { objective: ObjectiveOut }) {
  const [open, setOpen] = useState<"edit" | "drop" | "share" | null>(null);
  const activate = useActivate();
  const restore = useRestore();
  const drop = useDrop();
  const { can } = objective;
  const close = () => setOpen(null);
  const edit = i18n._({ id: "goals.edit", message: "Edit" });
  const group = i18n._({ id: "goals.objective", message: "Objective" });
  useShortcuts(can.edit ? [{ keys: "e", group, label: edit, run: () => setOpen("edit") }] : []);
  const items: MenuItem[] = [
    ...(can.edit ? [{ id: "share", label: i18n._({ id: "goals.share.menu", message: "Share ..." }), icon: "user" as const, run: () => setOpen("share") }] : []),
    ...(can.drop ? [{ id: "drop", label: i18n._({ id: "goals.drop", message: "Drop ..." }), icon: "x" as const, run: () => setOpen("drop") }] : []),
    ...(can.restore ? [{ id: "restore", label: i18n._({ id: "goals.restore", message: "Take up again" }), icon: "undo" as const, run: () => restore.run(objective.id) }] : []),
  ];
  const more = i18n._({ id: "goals.more", message: "More" });
  return (
    <>
      {can.activate && (
        <Button variant="primary" busy={activate.isPending} onClick={() => activate.run(objective.id)}>
          {i18n._({ id: "goals.activate", message: "Make active" })}
        </Button>
      )}
      {can.edit && (
        <Button icon="edit" shortcut="E" onClick={() => setOpen("edit")}>
          {edit}
        </Button>
      )}
      {items.length > 0 && <Menu label={more} trigger={<IconButton icon="more" label={more} />} items={items} align="end" />}
      {open === "edit" && <EditObjective objective={objective} close={close} />}
      {open === "share" && <ShareDialog objective={objective} close={close} />}
      {open === "drop" && (
        <DropDialog
          title={i18n._({ id: "goals.drop.title", message: "Drop this objective" })}
          drop={(reason) => drop.ask({ id: objective.id, reason })}
          busy={drop.isPending}
          close={close}
        />
      )}
    </>
  );
}
