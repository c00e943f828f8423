import { type FormEvent, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { TextField } from "@/ui/fields/TextField";
import { Menu } from "@/ui/Menu";
import { useShortcuts } from "@/ui/shortcuts";
import { useWorkspace } from "@/widgets/workspace";
import type { TeamWeek, Win } from "../queries";
import { EditText } from "./EditText";
import { GoalMark } from "./GoalMark";
import { useArrival } from "./useArrival";
import { useChangeWin, useCheer, useRemoveWin, useWin } from "./writes";
import styles from "./Week.module.css";

/** What the team is glad about: made of finished work, or written. */
export function Wins({ week }: { week: TeamWeek }) {
  const box = useRef<HTMLInputElement>(null);
  useArrival("wins", box);
  const [text, setText] = useState("");
  const make = useWin(week.team.id);
  useShortcuts(week.can.edit ? [{ keys: "w", group: i18n._({ id: "rituals.tab.week", message: "This week" }), label: i18n._({ id: "rituals.win.write", message: "Write a win" }), run: () => box.current?.focus() }] : []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    make.run({ text: text.trim(), ...(!week.week.current && { on: week.week.first }) });
    setText("");
  };
  return (
    <>
      {week.wins.length === 0 && <p className={styles.quiet}>{i18n._({ id: "rituals.wins.none", message: "Nothing yet. A good word from a customer counts." })}</p>}
      <ul className={styles.plain}>
        {week.wins.map((win) => (
          <WinLine key={win.id} win={win} canCheer={week.can.cheer} />
        ))}
      </ul>
      {week.can.edit && (
        <form onSubmit={send}>
          <TextField
            ref={box}
            label={i18n._({ id: "rituals.win.write", message: "Write a win" })}
            hideLabel
            placeholder={i18n._({ id: "rituals.win.placeholder", message: "Something to be glad about" })}
            value={text}
            onChange={setText}
            maxLength={1000}
            autoComplete="off"
          />
        </form>
      )}
    </>
  );
}

function WinLine({ win, canCheer }: { win: Win; canCheer: boolean }) {
  const { me } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const cheer = useCheer();
  const change = useChangeWin();
  const remove = useRemoveWin();
  const glad = win.cheers.filter((one) => one.id !== me.member).length + (win.cheered ? 1 : 0);
  const names = win.cheers.map((one) => one.name).join(", ");
  const more = i18n._({ id: "rituals.win.more", message: "More about this win" });
  return (
    <li className={styles.win}>
      {win.member && <Avatar name={win.member.name} size={24} />}
      <span className={styles.words}>
        <span className={styles.winText}>{win.text}</span>
        {win.key_result && (
          <span className={styles.facts}>
            <GoalMark goal={win.key_result} />
          </span>
        )}
      </span>
      <Button
        size="s"
        variant={win.cheered ? "default" : "quiet"}
        icon="star"
        aria-pressed={win.cheered}
        disabled={!canCheer}
        title={names}
        aria-label={i18n._({ id: "rituals.cheer", message: "Celebrate: {glad, plural, =0 {nobody yet} one {# person} other {# people}}", values: { glad } })}
        onClick={() => cheer.run({ win, glad: !win.cheered })}
      >
        <span className="num">{glad || ""}</span>
      </Button>
      {win.can_edit && (
        <Menu
          label={more}
          align="end"
          trigger={<IconButton icon="more" size="s" label={more} />}
          items={[
            { id: "edit", icon: "edit", label: i18n._({ id: "rituals.commit.edit", message: "Edit" }), run: () => setEditing(true) },
            { id: "remove", icon: "trash", danger: true, label: i18n._({ id: "rituals.commit.remove", message: "Take away" }), run: () => remove.run({ win }) },
          ]}
        />
      )}
      {editing && <EditText title={i18n._({ id: "rituals.win.edit", message: "Edit the win" })} text={win.text} save={(text) => change.run({ win, text })} close={() => setEditing(false)} />}
    </li>
  );
}
