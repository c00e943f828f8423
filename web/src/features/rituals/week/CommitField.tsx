import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Schema } from "@/api/client";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { useLatest } from "@/lib/useLatest";
import { Button } from "@/ui/Button";
import { PersonField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useShortcuts } from "@/ui/shortcuts";
import { useWorkspace } from "@/widgets/workspace";
import { type Pick, picksQuery, squareQuery, type TeamWeek } from "../queries";
import { goalOptions } from "./goals";
import { useArrival } from "./useArrival";
import { useCommit } from "./writes";
import styles from "./Week.module.css";
import { readTyped } from "./words";

/** Write a commitment, or pick a task: typing looks for one, the arrows choose, Enter takes it. */
export function CommitField({ week }: { week: TeamWeek }) {
  const { me } = useWorkspace();
  const box = useRef<HTMLInputElement>(null);
  useArrival("commitments", box);
  const [typed, setTyped] = useState("");
  const [goal, setGoal] = useState<string | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const on = week.week.current ? undefined : week.week.first;
  const [refused, setRefused] = useState("");
  const latest = useLatest(typed);
  const commit = useCommit(week.team.id, (problem, sent) => {
    box.current?.focus();
    // what is being written by now is newer than what comes back: nothing is put over it
    if (latest.current.trim() !== "") return false;
    setTyped(sent.typed);
    setGoal(sent.body.key_result_id ?? null);
    setPerson(sent.body.member_id ?? null);
    setRefused(problem.errors[0]?.message ?? problem.detail);
    return true;
  });
  useShortcuts([{ keys: "a", group: i18n._({ id: "rituals.tab.week", message: "This week" }), label: i18n._({ id: "rituals.commit.add", message: "Commit to something" }), run: () => box.current?.focus() }]);
  const people = week.people.map((one) => one.person);
  const { title, priority } = readTyped(typed);
  const write = (next: string) => {
    setTyped(next);
    setRefused("");
  };
  const send = (pick: Pick | null) => {
    if (!pick && !title) return;
    const body: Schema<"CommitmentIn"> = {
      ...(pick ? { task_id: pick.id } : { title }),
      ...(goal && { key_result_id: goal }),
      ...(person && { member_id: person }),
      priority,
      ...(on && { on }),
    };
    commit.run({ body, typed });
    write("");
    setGoal(null); // the next one has a goal of its own
    setPerson(null);
    box.current?.focus();
  };
  const others = people.some(({ id }) => id !== me.member);
  return (
    <div className={styles.commit}>
      <PickBox box={box} week={week} typed={typed} setTyped={write} refused={refused} words={title} send={send} />
      {typed.trim() !== "" && (
        <div className={styles.commitMore}>
          <GoalField team={week.team.id} value={goal} onChange={setGoal} />
          {others && <PersonField label={i18n._({ id: "rituals.commit.whose", message: "Whose it is" })} hideLabel people={people} value={person} onChange={setPerson} placeholder={me.name} />}
          <Button onClick={() => send(null)}>{i18n._({ id: "rituals.commit.write", message: "Commit" })}</Button>
        </div>
      )}
    </div>
  );
}

function GoalField({ team, value, onChange }: { team: string; value: string | null; onChange: (goal: string | null) => void }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(squareQuery(slug, team));
  return (
    <SelectField
      label={i18n._({ id: "rituals.commit.goal", message: "For which key result" })}
      hideLabel
      placeholder={i18n._({ id: "rituals.commit.goal", message: "For which key result" })}
      options={goalOptions(data)}
      value={value}
      onChange={onChange}
      clearable
    />
  );
}

interface BoxProps {
  box: React.RefObject<HTMLInputElement | null>;
  week: TeamWeek;
  typed: string;
  setTyped: (typed: string) => void;
  refused: string;
  words: string;
  send: (pick: Pick | null) => void;
}

/** The field with its list, by the combobox pattern: the focus stays in the field. */
function PickBox({ box, week, typed, setTyped, refused, words, send }: BoxProps) {
  const { slug } = useWorkspace();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const on = week.week.current ? undefined : week.week.first;
  const { data } = useQuery({ ...picksQuery(slug, week.team.id, words.length >= 2 ? words : "", on), enabled: open });
  const picks = open ? (data?.items.slice(0, 8) ?? []) : [];
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && picks.length > 0) {
      event.preventDefault();
      setChosen((at) => Math.max(-1, Math.min(picks.length - 1, at + by)));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send(picks[chosen] ?? null);
      setChosen(-1);
    } else if (event.key === "Escape" && picks.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setChosen(-1);
    }
  };
  return (
    <div className={styles.pickBox}>
      <TextField
        ref={box}
        label={i18n._({ id: "rituals.commit.add", message: "Commit to something" })}
        hideLabel
        role="combobox"
        aria-expanded={picks.length > 0}
        aria-controls={picks.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={picks[chosen] ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        placeholder={i18n._({ id: "rituals.commit.placeholder", message: "Write it, or find a task · ! in front: must happen" })}
        value={typed}
        error={refused}
        maxLength={301}
        autoComplete="off"
        onChange={(next) => {
          setTyped(next);
          setChosen(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      {picks.length > 0 && (
        <div role="listbox" id={`${id}-list`} className={styles.picks} aria-label={i18n._({ id: "rituals.picks", message: "Tasks to pick from" })}>
          {picks.map((pick, at) => (
            <div
              key={pick.id}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === chosen}
              tabIndex={-1}
              className={styles.pick}
              onPointerDown={(event) => {
                event.preventDefault();
                send(pick);
              }}
            >
              <PickWords pick={pick} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const whys: Record<Pick["why"], () => string> = {
  late: () => i18n._({ id: "rituals.why.late", message: "late" }),
  due: () => i18n._({ id: "rituals.why.due", message: "due this week" }),
  serves: () => i18n._({ id: "rituals.why.serves", message: "moves a key result" }),
  mine: () => i18n._({ id: "rituals.why.mine", message: "yours" }),
  team: () => i18n._({ id: "rituals.why.team", message: "the team's" }),
};

function PickWords({ pick }: { pick: Pick }) {
  const locale = useFormatLocale();
  const goal = pick.serves[0];
  return (
    <>
      <span className={styles.pickTitle}>{pick.title}</span>
      <span className={styles.facts}>
        <span className="num">{pick.label}</span>
        {goal && <b className="num">{goal.short}</b>}
        <span>{pick.project.title}</span>
        {pick.due_on && <span>{formatDay(pick.due_on, { locale })}</span>}
        <span>{whys[pick.why]()}</span>
      </span>
    </>
  );
}
