import { i18n } from "@/i18n/i18n";
import { SidePanel } from "@/ui/SidePanel";
import styles from "./MobileBar.module.css";
import { NavigationList } from "./Sidebar";
import { UserMenu } from "./UserMenu";
import { WorkspaceMenu } from "./WorkspaceMenu";

export function MobileMenu({ close }: { close: () => void }) {
  return (
    <SidePanel title={i18n._({ id: "app.mobile.menu", message: "Menu" })} close={close} side="start" narrow>
      <div className={styles.menu}>
        <WorkspaceMenu />
        <NavigationList onGo={close} />
        <UserMenu />
      </div>
    </SidePanel>
  );
}
