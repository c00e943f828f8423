import { i18n } from "@/i18n/i18n";
import { Choice, Choices } from "@/ui/Choices";
import { Icon } from "@/ui/icons";
import type { Meeting } from "../queries";
import styles from "./Meeting.module.css";
import { clock, itemWord } from "./words";
import { useMove } from "./writes";

/** Where we are, what we have seen, what comes. */
export function AgendaNav({ meeting }: { meeting: Meeting }) {
  const move = useMove(meeting);
  return (
    <div className={styles.nav}>
      <Choices label={i18n._({ id: "rituals.agenda", message: "Agenda" })}>
        {meeting.items.map((item) => (
          <Choice
            key={item.place}
            chosen={item.place === meeting.place}
            disabled={!meeting.can_edit}
            choose={() => move.run(item.place)}
            lead={item.seen && item.place !== meeting.place ? <Icon name="check" size={12} className={styles.seen} /> : null}
            end={item.seconds > 0 ? clock(item.seconds) : undefined}
          >
            <span className={styles.itemName}>{itemWord(item)}</span>
          </Choice>
        ))}
      </Choices>
    </div>
  );
}
