import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Tag } from "@/ui/Status";
import { momentIn, rhythmSentence, type RhythmRow, ritualName } from "./rules";
import { RhythmForm } from "./RhythmForm";
import styles from "./Calendar.module.css";

const sources: Record<RhythmRow["source"], () => string> = {
  team: () => i18n._({ id: "rituals.source.team", message: "the team's own" }),
  workspace: () => i18n._({ id: "rituals.source.workspace", message: "of the workspace" }),
  default: () => i18n._({ id: "rituals.source.default", message: "as usual" }),
};

const sourceOf = (team: string | null, source: RhythmRow["source"]): string =>
  team === null && source === "workspace" ? i18n._({ id: "rituals.source.here", message: "set here" }) : sources[source]();

const off = (team: string | null): string =>
  team === null ? i18n._({ id: "rituals.offAll", message: "In no team that does not say otherwise" }) : i18n._({ id: "rituals.off", message: "Not in this team" });

/** One ritual: when, whose rhythm it is, when next; editable where it stands. */
export function RhythmLine({ team, row, zone, editable }: { team: string | null; row: RhythmRow; zone: string; editable: boolean }) {
  const [open, setOpen] = useState(false);
  const name = ritualName[row.kind]();
  const next = row.next[0]?.at;
  const isOff = row.rhythm.enabled === false;
  return (
    <li className={styles.rhythm}>
      <div className={styles.line}>
        <span className={styles.what}>
          <strong>{name}</strong>
          <span className={styles.quiet}>{isOff ? off(team) : rhythmSentence(row.rhythm)}</span>
        </span>
        <span className={styles.source}>
          <Tag>{sourceOf(team, row.source)}</Tag>
        </span>
        <span className={styles.next}>{next && !isOff && i18n._({ id: "rituals.nextAt", message: "next {when}", values: { when: momentIn(next, zone) } })}</span>
        {editable && (
          <Button size="s" icon="edit" aria-expanded={open} onClick={() => setOpen(!open)} aria-label={i18n._({ id: "rituals.editOf", message: "Change: {name}", values: { name } })}>
            {i18n._({ id: "rituals.edit", message: "Change" })}
          </Button>
        )}
      </div>
      {open && <RhythmForm team={team} row={row} close={() => setOpen(false)} />}
    </li>
  );
}
