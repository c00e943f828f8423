import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { bootstrapQuery } from "@/features/identity/queries";
import { i18n } from "@/i18n/i18n";
import { Icon } from "@/ui/icons";
import { Mark } from "@/ui/Brand";
import { Menu, type MenuSection } from "@/ui/Menu";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./Sidebar.module.css";

/** Which workspace this is, and the way to the others. */
export function WorkspaceMenu() {
  const { workspace, slug } = useWorkspace();
  const { data } = useQuery(bootstrapQuery);
  const navigate = useNavigate();
  const others = (data?.workspaces ?? []).map((entry) => ({
    id: entry.id,
    label: entry.name,
    checked: entry.slug === slug,
    run: () => void navigate({ to: "/w/$workspace", params: { workspace: entry.slug } }),
  }));
  const sections: MenuSection[] = [{ label: i18n._({ id: "app.workspaces", message: "Workspaces" }), items: others }];
  return (
    <Menu
      label={i18n._({ id: "app.workspaces", message: "Workspaces" })}
      sections={sections}
      trigger={
        <button type="button" className={styles.workspace}>
          <Mark size={20} />
          <span className={styles.workspaceName}>{workspace.name}</span>
          <Icon name="chevronUpDown" size={14} />
        </button>
      }
    />
  );
}
