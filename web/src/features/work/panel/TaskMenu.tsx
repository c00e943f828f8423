import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { Menu } from "@/ui/Menu";
import type { TaskDetail } from "../queries";
import { useDeleteTask } from "../writes";
import { RelocateForm } from "./RelocateForm";

export function TaskMenu({ task, close }: { task: TaskDetail; close: () => void }) {
  const [moving, setMoving] = useState(false);
  const remove = useDeleteTask();
  const label = i18n._({ id: "work.task.more", message: "More for this task" });
  return (
    <>
      <Menu
        label={label}
        align="end"
        trigger={<IconButton icon="more" label={label} />}
        items={[
          { id: "move", label: i18n._({ id: "work.relocate", message: "Move elsewhere" }), icon: "arrowRight", run: () => setMoving(true) },
          {
            id: "delete",
            label: i18n._({ id: "work.delete", message: "Delete" }),
            icon: "trash",
            danger: true,
            run: () => {
              close();
              remove.run(task);
            },
          },
        ]}
      />
      {moving && <RelocateForm task={task} close={() => setMoving(false)} />}
    </>
  );
}
