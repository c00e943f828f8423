import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "./icons";
import { Count } from "./Status";
import styles from "./Tabs.module.css";

export interface TabItem<Id extends string> {
  id: Id;
  label: ReactNode;
  count?: number;
}

export interface TabsProps<Id extends string> {
  label: string;
  items: readonly TabItem<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  /** The content of the chosen tab. */
  children: ReactNode;
}

/** Tabs by the ARIA pattern: one Tab stop, arrows move and choose. Keep the choice in the URL. */
export function Tabs<Id extends string>({ label, items, value, onChange, children }: TabsProps<Id>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => showTab(list.current, value), [value]);
  useEffect(() => (list.current ? tellMore(list.current) : undefined), []);
  const press = (event: KeyboardEvent) => {
    const at = items.findIndex((item) => item.id === value);
    const towards = document.documentElement.dir === "rtl" ? -1 : 1;
    const next = { ArrowRight: at + towards, ArrowLeft: at - towards, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const target = items[(next + items.length) % items.length];
    if (!target) return;
    onChange(target.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${target.id}"]`)?.focus();
  };
  return (
    <>
      <div className={styles.frame}>
        <div ref={list} role="tablist" aria-label={label} className={styles.list} onKeyDown={press}>
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="tab"
              id={`${id}-${item.id}`}
              data-tab={item.id}
              aria-selected={item.id === value}
              aria-controls={item.id === value ? `${id}-panel` : undefined}
              tabIndex={item.id === value ? 0 : -1}
              className={styles.tab}
              onClick={() => onChange(item.id)}
            >
              {item.label}
              {item.count !== undefined && <Count>{item.count}</Count>}
            </button>
          ))}
        </div>
        <More side="start" on={() => scrollOn(list.current, -1)} />
        <More side="end" on={() => scrollOn(list.current, 1)} />
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} tabIndex={0} className={styles.panel}>
        {children}
      </div>
    </>
  );
}

/** For the eye and the thumb: keys reach every tab by the arrows. */
function More({ side, on }: { side: "start" | "end"; on: () => void }) {
  return (
    <span className={styles.more} data-side={side} aria-hidden="true" onClick={on}>
      <Icon name="chevronRight" size={14} />
    </span>
  );
}

/** As wide as what says that there is more, in pixels. */
const FADE = 44;

/** On a narrow screen the row of tabs scrolls: the chosen one is in sight, also where a link led to it. */
function showTab(list: HTMLElement | null, value: string): void {
  const tab = list?.querySelector<HTMLElement>(`[data-tab="${value}"]`);
  if (!list || !tab) return;
  const [start, end] = [tab.offsetLeft - list.offsetLeft, tab.offsetLeft - list.offsetLeft + tab.offsetWidth];
  if (start < list.scrollLeft + FADE || end > list.scrollLeft + list.clientWidth - FADE) list.scrollLeft = start - (list.clientWidth - tab.offsetWidth) / 2;
}

/** Says on the frame at which side tabs are out of sight, so that it can show a way there; the eye alone would not find out. */
function tellMore(list: HTMLElement): (() => void) | undefined {
  const frame = list.parentElement;
  if (!frame || typeof ResizeObserver === "undefined") return undefined;
  const tell = () => {
    const hidden = Math.abs(list.scrollLeft);
    frame.toggleAttribute("data-before", hidden > 4);
    frame.toggleAttribute("data-after", list.scrollWidth - list.clientWidth - hidden > 4);
  };
  const watch = new ResizeObserver(tell);
  watch.observe(list);
  list.addEventListener("scroll", tell, { passive: true });
  return () => {
    watch.disconnect();
    list.removeEventListener("scroll", tell);
  };
}

function scrollOn(list: HTMLElement | null, way: 1 | -1): void {
  const towards = document.documentElement.dir === "rtl" ? -way : way;
  list?.scrollBy({ left: (towards * list.clientWidth) / 2, behavior: "smooth" });
}
