import { lazy, Suspense, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import type { MenuItem } from "@/ui/Menu";
import { templateOf } from "@/widgets/templates/rules";
import type { KeyResultOut, ObjectiveOut } from "../queries";
import { usePause } from "@/widgets/goals/pauses";
import { useActivate, useDrop, useRestore } from "../writes";
import { DropDialog, PauseDialog } from "./DropDialog";
import { useWorkspace } from "@/widgets/workspace";
import { EditAndMore } from "./EditAndMore";
import { EditObjective } from "./EditObjective";
import { ShareDialog } from "./ShareDialog";

const TemplateDialog = lazy(async () => ({ default: (await import("@/widgets/templates/TemplateDialog")).TemplateDialog }));

/** What may be done with an objective: the server says which. */
export function ObjectiveActions({ objective, results = [] }: { objective: ObjectiveOut; results?: readonly KeyResultOut[] }) {
  const [open, setOpen] = useState<"edit" | "drop" | "pause" | "share" | "template" | null>(null);
  const activate = useActivate();
  const restore = useRestore();
  const drop = useDrop();
  const pause = usePause("objective");
  const { can } = objective;
  const { me } = useWorkspace();
  const close = () => setOpen(null);
  const items: MenuItem[] = [
    ...(can.edit ? [{ id: "share", label: i18n._({ id: "goals.share.menu", message: "Share ..." }), icon: "user" as const, run: () => setOpen("share") }] : []),
    ...(me.can.contribute ? [{ id: "template", label: i18n._({ id: "library.saveAs", message: "Save as a template ..." }), icon: "copy" as const, run: () => setOpen("template") }] : []),
    ...(can.pause ? [{ id: "pause", label: i18n._({ id: "goals.pause", message: "Pause ..." }), icon: "clock" as const, run: () => setOpen("pause") }] : []),
    ...(can.drop ? [{ id: "drop", label: i18n._({ id: "goals.drop", message: "Drop ..." }), icon: "x" as const, run: () => setOpen("drop") }] : []),
    ...(can.restore ? [{ id: "restore", label: i18n._({ id: "goals.restore", message: "Take up again" }), icon: "undo" as const, run: () => restore.run(objective.id) }] : []),
  ];
  return (
    <>
      {can.activate && (
        <Button variant="primary" busy={activate.isPending} onClick={() => activate.run(objective.id)}>
          {i18n._({ id: "goals.activate", message: "Make active" })}
        </Button>
      )}
      <EditAndMore of={i18n._({ id: "goals.objective", message: "Objective" })} edit={can.edit ? () => setOpen("edit") : null} items={items} />
      {open === "edit" && <EditObjective objective={objective} close={close} />}
      {open === "template" && (
        <Suspense fallback={null}>
          <TemplateDialog given={templateOf(objective.title, objective.why, results)} close={close} />
        </Suspense>
      )}
      {open === "share" && <ShareDialog objective={objective} close={close} />}
      {open === "pause" && (
        <PauseDialog
          title={i18n._({ id: "goals.pause.title", message: "Pause this objective" })}
          pause={(reason) => pause.ask({ id: objective.id, reason })}
          busy={pause.isPending}
          close={close}
        />
      )}
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
