import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { ConfirmDanger } from "@/ui/ConfirmDanger";
import { Section } from "@/ui/layout";
import { useWorkspace } from "@/widgets/workspace";
import styles from "../components/Lines.module.css";
import { useDeleteWorkspace } from "../writes";

export function DangerSection() {
  const { workspace } = useWorkspace();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteWorkspace();
  const gone = () => {
    localStorage.removeItem("headway-workspace");
    location.assign("/");
  };
  return (
    <Section
      title={i18n._({ id: "settings.danger", message: "Danger zone" })}
      note={i18n._({ id: "settings.danger.note", message: "Deleting a workspace cannot be undone. Its people keep their accounts." })}
    >
      <div className={styles.side}>
        <Button variant="danger" icon="trash" onClick={() => setAsking(true)}>
          {i18n._({ id: "settings.danger.delete", message: "Delete this workspace" })}
        </Button>
      </div>
      {asking && (
        <ConfirmDanger
          title={i18n._({ id: "settings.danger.title", message: "Delete {name} for good?", values: { name: workspace.name } })}
          confirm={i18n._({ id: "settings.danger.confirm", message: "Delete for good" })}
          typed={workspace.name}
          busy={remove.isPending}
          onConfirm={() => void remove.ask(workspace.name).then(gone, () => setAsking(false))}
          close={() => setAsking(false)}
        >
          {i18n._({ id: "settings.danger.what", message: "All goals, key results with their values, projects, tasks, teams and settings are deleted, for everybody." })}
        </ConfirmDanger>
      )}
    </Section>
  );
}
