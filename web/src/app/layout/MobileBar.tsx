import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Icon } from "@/ui/icons";
import { UnreadDot } from "@/widgets/notifications/UnreadDot";
import { useWorkspace } from "@/widgets/workspace";
import { visibleNavigation } from "../access";
import { hrefOf } from "../navigation";
import styles from "./MobileBar.module.css";
import type { OpenOverlay } from "./Sidebar";

const MobileMenu = lazy(async () => ({ default: (await import("./MobileMenu")).MobileMenu }));
const atThumb = 2;

/** At the bottom of a phone: the two pages one needs most, search, create, and the rest. */
export function MobileBar({ open }: { open: OpenOverlay }) {
  const { slug, me } = useWorkspace();
  const [menu, setMenu] = useState(false);
  return (
    <div className={styles.bar} data-no-print>
      <nav aria-label={i18n._({ id: "app.mobile.navigation", message: "Quick" })} className={styles.pages}>
        {visibleNavigation(me.role)
          .slice(0, atThumb)
          .map((entry) => (
            <Link key={entry.id} to={hrefOf(entry, slug)} className={styles.entry}>
              <Icon name={entry.icon} size={20} />
              {entry.label()}
              {entry.unread && (
                <span className={styles.badge}>
                  <UnreadDot />
                </span>
              )}
            </Link>
          ))}
      </nav>
      {open.create && (
        <button type="button" className={styles.entry} onClick={open.create}>
          <Icon name="plus" size={20} />
          {i18n._({ id: "app.create", message: "Create" })}
        </button>
      )}
      <button type="button" className={styles.entry} onClick={open.search}>
        <Icon name="search" size={20} />
        {i18n._({ id: "app.search", message: "Search" })}
      </button>
      <button type="button" className={styles.entry} aria-haspopup="dialog" aria-expanded={menu} onClick={() => setMenu(true)}>
        <Icon name="menu" size={20} />
        {i18n._({ id: "app.mobile.more", message: "More" })}
      </button>
      <Suspense fallback={null}>{menu && <MobileMenu close={() => setMenu(false)} />}</Suspense>
    </div>
  );
}
