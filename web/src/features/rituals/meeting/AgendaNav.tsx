import { i18n } from "@/i18n/i18n";
import { Icon } from "@/ui/icons";
import type { Meeting } from "../queries";
import styles from "./Meeting.module.css";
import { clock, itemWord } from "./words";
import { useMove } from "./writes";

/** Where we are, what we have seen, what comes. */
export function AgendaNav({ meeting }: { meeting: Meeting }) {
  const move = useMove(meeting);
  return (
    <nav aria-label={i18n._({ id: "rituals.agenda", message: "Agenda" })} className={styles.nav}>
      <ol>
        {meeting.items.map((item) => (
          <li key={item.place}>
            <button type="button" aria-current={item.place === meeting.place ? "step" : undefined} disabled={!meeting.can_edit} onClick={() => move.run(item.place)}>
              <span className={styles.seen}>{item.seen && item.place !== meeting.place ? <Icon name="check" size={12} /> : null}</span>
              <span className={styles.itemName}>{itemWord(item)}</span>
              {item.seconds > 0 && <span className={`${styles.quiet} num`}>{clock(item.seconds)}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
