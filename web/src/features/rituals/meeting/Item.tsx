import { useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { TextArea } from "@/ui/fields/TextField";
import { useShortcuts } from "@/ui/shortcuts";
import type { AgendaItem, Meeting } from "../queries";
import { BlockedList } from "./Blocked";
import { DecisionLine } from "./DecisionLine";
import { FromWeek } from "./FromWeek";
import styles from "./Meeting.module.css";
import { GoalView, MissingList } from "./parts";
import { itemWord, kindWord } from "./words";
import { useNote } from "./writes";

/** One item, large enough to be read from the other end of a table. */
export function Item({ meeting, item }: { meeting: Meeting; item: AgendaItem }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // the item before took the focus with it, or nothing had it: Tab goes on here, and a screen reader names the item
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section ref={box} tabIndex={-1} data-focus-target className={styles.item} aria-label={itemWord(item)}>
      <p className={styles.kind} data-kind={item.kind}>
        {kindWord(item.kind)}
      </p>
      <Content meeting={meeting} item={item} />
      <Note meeting={meeting} item={item} />
    </section>
  );
}

function Content({ meeting, item }: { meeting: Meeting; item: AgendaItem }) {
  if (item.kind === "off_track" || item.kind === "at_risk") return <GoalView item={item} />;
  if (item.kind === "missing") return <MissingList meeting={meeting} />;
  if (item.kind === "blocked") return <BlockedList meeting={meeting} />;
  if (item.kind !== "decisions") return <FromWeek team={meeting.team.id} kind={item.kind} />;
  return (
    <ul className={styles.decisions}>
      {meeting.last.map((one) => (
        <DecisionLine key={one.id} decision={one} />
      ))}
    </ul>
  );
}

/** Kept when one leaves the field. */
function Note({ meeting, item }: { meeting: Meeting; item: AgendaItem }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(item.note);
  const note = useNote(meeting);
  const label = i18n._({ id: "rituals.note", message: "Note" });
  useShortcuts(meeting.can_edit ? [{ keys: "n", group: i18n._({ id: "rituals.tab.meeting", message: "Meeting" }), label, run: () => box.current?.focus() }] : []);
  if (!meeting.can_edit) return item.note ? <p className={styles.said}>{item.note}</p> : null;
  return (
    <div className={styles.note}>
      <TextArea
        ref={box}
        label={label}
        placeholder={i18n._({ id: "rituals.note.placeholder", message: "What was said (N)" })}
        value={text}
        onChange={setText}
        onBlur={() => text !== item.note && note.run({ place: item.place, note: text })}
        onKeyDown={(event) => {
          if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) event.currentTarget.blur();
        }}
        rows={2}
        maxLength={4000}
      />
    </div>
  );
}
