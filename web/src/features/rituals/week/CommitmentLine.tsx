import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { Menu, type MenuItem } from "@/ui/Menu";
import { DueDay } from "@/widgets/tasks/DueDay";
import { useToday } from "@/widgets/today";
import type { Commitment } from "../queries";
import { CarryDialog } from "./CarryDialog";
import { DropDialog } from "./DropDialog";
import { EditCommitment } from "./EditCommitment";
import { GoalMark } from "./GoalMark";
import { useCarry, useChange, useDrop, useRemove, useTick } from "./writes";
import styles from "./Week.module.css";
import { carriedWords, stateWord, stepBefore, titleOf } from "./words";

/** What asks for words before it is done. */
type Asked = "carry" | "drop" | "edit";

interface LineProps {
  row: Commitment;
  /** Those of the same priority, in order: between them it moves. */
  siblings: Commitment[];
  people: { id: string; name: string }[];
  withPerson: boolean;
  /** Of an earlier week: carry and drop stand in the line. */
  leftOver?: boolean;
}

/** One commitment. By keyboard on its title: x ticks, n carries, d drops, e edits, 1 and 2 say how much it matters, Alt with arrows moves. */
export function CommitmentLine({ row, siblings, people, withPerson, leftOver = false }: LineProps) {
  const [open, setOpen] = useState<Asked | null>(null);
  const acts = useActs(row, siblings, setOpen);
  const locale = useFormatLocale();
  const today = useToday();
  const carried = carriedWords(row, locale);
  const ended = row.state !== "open" && row.state !== "done";
  return (
    <li className={styles.line} data-state={row.state} onKeyDown={(event) => pressed(event, acts)}>
      <button
        type="button"
        className={styles.tick}
        role="checkbox"
        aria-checked={row.state === "done"}
        aria-label={titleOf(row)}
        aria-disabled={!row.can.tick || undefined}
        onClick={() => acts.find(({ id }) => id === "tick")?.run()}
      >
        <Icon name={row.state === "done" ? "check" : ended ? "minus" : "check"} size={12} />
      </button>
      <span className={styles.words}>
        <LineTitle row={row} edit={() => setOpen("edit")} />
        <span className={styles.facts}>
          <b className={styles.priority} data-priority={row.priority}>{`P${row.priority}`}</b>
          <GoalMark goal={row.key_result} />
          {row.task?.project && <span>{row.task.project.title}</span>}
          {row.task?.due_on && row.state === "open" && <DueDay task={{ due_on: row.task.due_on, status_type: "open" }} today={today} locale={locale} />}
          {carried && <span className={styles.carried}>{[carried, row.why].filter(Boolean).join(": ")}</span>}
          {ended && <span>{[stateWord(row.state), row.reason].filter(Boolean).join(": ")}</span>}
        </span>
      </span>
      {withPerson && <Avatar name={row.member.name} size={22} />}
      <span className={styles.acts} data-no-print>
        {leftOver && row.can.carry && (
          <Button size="s" icon="arrowRight" onClick={() => acts.find(({ id }) => id === "carry")?.run()}>
            {i18n._({ id: "rituals.commit.carry.short", message: "Carry" })}
          </Button>
        )}
        {leftOver && row.can.drop && (
          <Button size="s" variant="quiet" onClick={() => setOpen("drop")}>
            {i18n._({ id: "rituals.commit.drop.short", message: "Drop" })}
          </Button>
        )}
        {!leftOver && acts.length > 0 && (
          <Menu label={moreOf(row)} align="end" trigger={<IconButton icon="more" size="s" label={moreOf(row)} />} items={acts} />
        )}
      </span>
      {open === "carry" && <CarryDialog row={row} close={() => setOpen(null)} />}
      {open === "drop" && <DropDialog row={row} close={() => setOpen(null)} />}
      {open === "edit" && <EditCommitment row={row} people={people} close={() => setOpen(null)} />}
    </li>
  );
}

const moreOf = (row: Commitment) => i18n._({ id: "rituals.commit.more", message: "More about ‘{title}’", values: { title: titleOf(row) } });

/** A picked one opens its task, a written one its form. */
function LineTitle({ row, edit }: { row: Commitment; edit: () => void }) {
  if (row.task?.id) {
    const task = row.task.id;
    return (
      <Link className={styles.title} data-line-title to="." search={(before: Record<string, unknown>) => ({ ...before, task })}>
        {titleOf(row)}
      </Link>
    );
  }
  return (
    <button type="button" className={styles.title} data-line-title onClick={row.can.edit ? edit : undefined}>
      {titleOf(row)}
    </button>
  );
}

interface Act extends MenuItem {
  keys: string[];
}

/** What may be done with it, each with its key: the menu and the keyboard are one list. */
function useActs(row: Commitment, siblings: Commitment[], open: (what: Asked) => void): Act[] {
  const [tick, carry, drop, change, remove] = [useTick(), useCarry(), useDrop(), useChange(), useRemove()];
  const { can } = row;
  const step = (by: 1 | -1) => {
    const before = stepBefore(siblings.map(({ id }) => id), row.id, by);
    if (before !== undefined) change.run({ row, changes: { before } });
  };
  const done = row.state === "done";
  const other = row.priority === 1 ? 2 : 1;
  const acts: (Act | false)[] = [
    can.tick && {
      id: "tick",
      icon: "check",
      keys: ["x"],
      label: done ? i18n._({ id: "rituals.commit.untick", message: "Open again" }) : i18n._({ id: "rituals.commit.tick", message: "Done" }),
      run: () => tick.run({ row, done: !done }),
    },
    can.carry && { id: "carry", icon: "arrowRight", keys: ["n"], label: i18n._({ id: "rituals.commit.carry", message: "Carry into next week" }), run: () => open("carry") },
    can.edit && row.carried > 0 && row.state === "open" && { id: "back", icon: "undo", keys: [], label: i18n._({ id: "rituals.commit.back", message: "Take back the carrying" }), run: () => carry.run({ row, back: true }) },
    can.drop && { id: "drop", icon: "x", keys: ["d"], label: i18n._({ id: "rituals.commit.drop", message: "Drop, with a reason" }), run: () => open("drop") },
    can.resume && { id: "resume", icon: "undo", keys: ["d"], label: i18n._({ id: "rituals.commit.resume", message: "Take up again" }), run: () => drop.run({ row, reason: null }) },
    can.edit && { id: "edit", icon: "edit", keys: ["e"], label: i18n._({ id: "rituals.commit.edit", message: "Edit" }), run: () => open("edit") },
    can.edit && {
      id: "priority",
      icon: "flag",
      keys: [String(other)],
      label: other === 1 ? i18n._({ id: "rituals.commit.p1", message: "P1: it must happen" }) : i18n._({ id: "rituals.commit.p2", message: "P2: it should happen" }),
      run: () => change.run({ row, changes: { priority: other } }),
    },
    can.edit && siblings.length > 1 && { id: "up", icon: "arrowUp", keys: ["alt+arrowup"], label: i18n._({ id: "rituals.commit.up", message: "Move up" }), run: () => step(-1) },
    can.edit && siblings.length > 1 && { id: "down", icon: "chevronDown", keys: ["alt+arrowdown"], label: i18n._({ id: "rituals.commit.down", message: "Move down" }), run: () => step(1) },
    can.edit && { id: "remove", icon: "trash", keys: ["delete", "backspace"], danger: true, label: i18n._({ id: "rituals.commit.remove", message: "Take away" }), run: () => remove.run({ row }) },
  ];
  return acts.filter((act) => act !== false).map((act) => ({ ...act, shortcut: act.keys[0]?.replace("arrowup", "↑").replace("arrowdown", "↓") }));
}

/** Keys on a line's title; arrows and j, k walk from title to title. */
function pressed(event: KeyboardEvent<HTMLElement>, acts: Act[]): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-line-title], [role=checkbox]") || event.ctrlKey || event.metaKey) return;
  const key = (event.altKey ? "alt+" : "") + event.key.toLowerCase();
  const by = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }[key];
  const act = acts.find(({ keys }) => keys.includes(key));
  if (by === undefined && !act) return;
  event.preventDefault();
  event.stopPropagation();
  if (act) return act.run();
  const titles = [...(event.currentTarget.closest("[data-lines]")?.querySelectorAll<HTMLElement>("[data-line-title]") ?? [])];
  const at = titles.findIndex((title) => event.currentTarget.contains(title));
  titles[at + (by ?? 0)]?.focus();
}
