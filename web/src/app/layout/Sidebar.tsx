import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { Kbd } from "@/ui/Kbd";
import { UnreadDot } from "@/widgets/notifications/UnreadDot";
import { useWorkspace } from "@/widgets/workspace";
import { visibleNavigation } from "../access";
import { hrefOf } from "../navigation";
import styles from "./Sidebar.module.css";
import { UserMenu } from "./UserMenu";
import { WorkspaceMenu } from "./WorkspaceMenu";

export interface OpenOverlay {
  search: () => void;
  /** Null where one may make nothing. */
  create: (() => void) | null;
  help: () => void;
}

export function Sidebar({ open }: { open: OpenOverlay }) {
  return (
    <div className={styles.sidebar} data-no-print>
      <div className={styles.top}>
        <WorkspaceMenu />
        {open.create && <IconButton icon="plus" label={i18n._({ id: "app.create", message: "Create" })} shortcut="C" onClick={open.create} />}
      </div>
      <button type="button" className={styles.search} onClick={open.search}>
        <Icon name="search" />
        <span>{i18n._({ id: "app.search", message: "Search" })}</span>
        <Kbd keys="mod+K" />
      </button>
      <NavigationList />
      <div className={styles.bottom}>
        <UserMenu />
        <IconButton icon="question" label={i18n._({ id: "app.help", message: "Keyboard shortcuts" })} shortcut="?" onClick={open.help} />
      </div>
    </div>
  );
}

/** The entries as links; the one in use is marked for eyes and ears. */
export function NavigationList({ onGo }: { onGo?: () => void }) {
  const { slug, me } = useWorkspace();
  return (
    <nav aria-label={i18n._({ id: "app.navigation", message: "Main" })} className={styles.nav}>
      {visibleNavigation(me.role).map((entry) => (
        <Link key={entry.id} to={hrefOf(entry, slug)} className={styles.link} onClick={onGo}>
          <Icon name={entry.icon} />
          {entry.label()}
          {entry.unread && <UnreadDot />}
        </Link>
      ))}
    </nav>
  );
}
