import { i18n } from "@/i18n/i18n";
import { Dialog } from "./Dialog";
import { Kbd } from "./Kbd";
import styles from "./ShortcutHelp.module.css";
import { type Shortcut, useRegisteredShortcuts } from "./shortcuts";

/** Every key that works right now, by group. */
export function ShortcutHelp({ close }: { close: () => void }) {
  const groups = Map.groupBy(unique(useRegisteredShortcuts()), (shortcut) => shortcut.group);
  return (
    <Dialog title={i18n._({ id: "ui.shortcuts.title", message: "Keyboard shortcuts" })} close={close} size="l">
      <div className={styles.groups}>
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl className={styles.list}>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <span className="visually-hidden">{shortcut.keys}</span>
                    <Kbd keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** A page may have taken a key over: the newest stands. */
function unique(shortcuts: Shortcut[]): Shortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()];
}
