import "./mantine/Themed";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import { Modal } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import styles from "./CommandPalette.module.css";
import { Icon, type IconName } from "./icons";
import { Kbd } from "./Kbd";
import { Themed } from "./mantine/Themed";
import { useReturnFocus } from "./mantine/useReturnFocus";

export interface PaletteItem {
  id: string;
  label: string;
  icon: IconName;
  /** A second, quieter text: where the thing lives. */
  hint?: ReactNode;
  shortcut?: string;
  run: () => void;
}

export interface PaletteGroup {
  label: string;
  items: PaletteItem[];
}

export interface CommandPaletteProps {
  label: string;
  placeholder: string;
  groups: PaletteGroup[];
  query: string;
  onQuery: (query: string) => void;
  /** Asking the server; what is shown already stays. */
  busy?: boolean;
  close: () => void;
}

const parts = { overlay: styles.overlay, content: styles.content };

/** One field over one list: the focus stays in the field, the arrows choose, Enter does it. */
export function CommandPalette({ label, placeholder, groups, query, onQuery, busy, close }: CommandPaletteProps) {
  const id = useId();
  useReturnFocus();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(chosen, Math.max(0, items.length - 1));
  const active = items[at];

  useEffect(() => setChosen(0), [query]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });

  const run = (item: PaletteItem) => {
    close();
    item.run();
  };
  const press = (event: KeyboardEvent) => {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Enter" && active && !event.nativeEvent.isComposing) run(active);
    else if (next !== undefined && items.length > 0) setChosen((next + items.length) % items.length);
    else return;
    event.preventDefault();
  };

  return (
    <Themed>
    <Modal.Root opened classNames={parts} onClose={close} size={620} yOffset="12dvh" transitionProps={{ duration: 80 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={label}>
        <div className={styles.field}>
          <Icon name="search" />
          <input
            data-autofocus
            role="combobox"
            aria-expanded={items.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={active && `${id}-${active.id}`}
            aria-autocomplete="list"
            aria-label={label}
            placeholder={placeholder}
            value={query}
            onChange={(event) => onQuery(event.currentTarget.value)}
            onKeyDown={press}
          />
          <Kbd keys="escape" />
        </div>
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} aria-busy={busy || undefined} className={styles.list} tabIndex={-1}>
          {groups
            .filter((group) => group.items.length > 0)
            .map((group) => (
              <div key={group.label} role="group" aria-label={group.label}>
                <div className={styles.group} aria-hidden="true">
                  {group.label}
                </div>
                {group.items.map((item) => (
                  <Option key={item.id} id={`${id}-${item.id}`} item={item} active={item === active} run={() => run(item)} />
                ))}
              </div>
            ))}
        </div>
        {items.length === 0 && (
          <p className={styles.empty} role="status">
            {busy ? i18n._({ id: "ui.palette.busy", message: "Searching" }) : i18n._({ id: "ui.palette.empty", message: "Nothing found. Try fewer letters." })}
          </p>
        )}
      </Modal.Content>
    </Modal.Root>
    </Themed>
  );
}

function Option({ id, item, active, run }: { id: string; item: PaletteItem; active: boolean; run: () => void }) {
  return (
    <div id={id} role="option" aria-selected={active} className={styles.option} onClick={run}>
      <Icon name={item.icon} />
      <span className={styles.label}>{item.label}</span>
      {item.hint && <span className={styles.hint}>{item.hint}</span>}
      {item.shortcut && <Kbd keys={item.shortcut} />}
    </div>
  );
}
