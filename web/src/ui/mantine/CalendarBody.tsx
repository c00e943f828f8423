import "./Themed";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/dates/styles.layer.css";
import { FocusTrap, Popover } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { type RefObject, useEffect } from "react";
import { i18n } from "@/i18n/i18n";
import { addDays, isoToday } from "@/lib/dates";
import { Button } from "../Button";
import styles from "./CalendarBody.module.css";
import { Themed } from "./Themed";

export interface CalendarBodyProps {
  label: string;
  anchor: RefObject<HTMLElement | null>;
  value: string | null;
  min?: string;
  max?: string;
  today?: string;
  pick: (day: string | null) => void;
  close: () => void;
}

/** The calendar below a date field; the focus starts in it and Escape leads back. */
export function CalendarBody({ label, anchor, value, min, max, today = isoToday(), pick, close }: CalendarBodyProps) {
  useEffect(() => {
    const leave = (event: PointerEvent) => {
      const inside = event.target instanceof Element && (event.target.closest("[data-calendar]") || anchor.current?.contains(event.target));
      if (!inside) close();
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [anchor, close]);
  return (
    <Themed>
      <Popover opened position="bottom-start" offset={4} shadow="md" zIndex={400} trapFocus={false}>
        <Popover.Target>
          <span className={styles.anchor} aria-hidden="true" />
        </Popover.Target>
        <Popover.Dropdown data-calendar className={styles.dropdown} role="dialog" aria-label={label} onKeyDown={(event) => event.key === "Escape" && pick(value)}>
          <FocusTrap active>
            <div>
              <DatePicker value={value} defaultDate={value ?? today} minDate={min} maxDate={max} onChange={pick} getDayProps={(day) => (day === (value ?? today) ? { "data-autofocus": true } : {})} />
              <div className={styles.quick}>
                <Button size="s" variant="quiet" onClick={() => pick(today)}>
                  {i18n._({ id: "ui.date.today", message: "Today" })}
                </Button>
                <Button size="s" variant="quiet" onClick={() => pick(addDays(today, 7))}>
                  {i18n._({ id: "ui.date.week", message: "In a week" })}
                </Button>
                <Button size="s" variant="quiet" onClick={() => pick(null)}>
                  {i18n._({ id: "ui.date.none", message: "No date" })}
                </Button>
              </div>
            </div>
          </FocusTrap>
        </Popover.Dropdown>
      </Popover>
    </Themed>
  );
}
