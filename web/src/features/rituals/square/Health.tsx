import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { Menu } from "@/ui/Menu";
import { Status } from "@/ui/Status";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { useWorkspace } from "@/widgets/workspace";
import type { Square, SquareKeyResult, SquareLine } from "../queries";
import { EditText } from "../week/EditText";
import { bandWords, type Colour, colours, colourTone, colourWord } from "./words";
import styles from "./Square.module.css";
import { useChangeLine, useRemoveLine, useWriteLine } from "./writes";

/** What must not break: key results that stay within bounds, and the team's own words with a colour. */
export function Health({ square }: { square: Square }) {
  const empty = square.guards.length === 0 && square.health.length === 0;
  return (
    <>
      {empty && <p className={styles.quiet}>{i18n._({ id: "rituals.health.none", message: "One to three things that must stay well: the team's mood, the error rate, the nights on call." })}</p>}
      <ul className={styles.lines}>
        {square.guards.map((one) => (
          <Guard key={one.id} guard={one} />
        ))}
        {square.health.map((line) => (
          <HealthLine key={line.id} line={line} team={square.team.id} canEdit={square.can_edit} />
        ))}
      </ul>
      {square.can_edit && <NewHealth team={square.team.id} />}
    </>
  );
}

function Guard({ guard }: { guard: SquareKeyResult }) {
  const { slug } = useWorkspace();
  return (
    <li className={styles.line}>
      <Link className={styles.name} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: guard.id }}>
        {guard.title}
      </Link>
      <span className={`${styles.value} num`}>{bandWords(guard)}</span>
      <HealthBadge health={guard.health} bare />
    </li>
  );
}

function HealthLine({ line, team, canEdit }: { line: SquareLine; team: string; canEdit: boolean }) {
  const [editing, setEditing] = useState(false);
  const change = useChangeLine(team);
  const remove = useRemoveLine(team);
  const state: Colour = line.state ?? "green";
  const badge = (
    <Status tone={colourTone[state]} bare>
      {colourWord(state)}
    </Status>
  );
  if (!canEdit) {
    return (
      <li className={styles.line}>
        <span className={styles.words}>{line.text}</span>
        {badge}
      </li>
    );
  }
  return (
    <li className={styles.line}>
      <button type="button" className={styles.words} onClick={() => setEditing(true)}>
        {line.text}
      </button>
      <Menu
        label={i18n._({ id: "rituals.health.colour", message: "How is ‘{text}’?", values: { text: line.text } })}
        align="end"
        trigger={
          <button type="button" className={styles.state} aria-label={i18n._({ id: "rituals.health.colour.now", message: "{text}: {state}", values: { text: line.text, state: colourWord(state) } })}>
            {badge}
          </button>
        }
        items={colours.map((colour) => ({ id: colour, label: colourWord(colour), checked: colour === state, run: () => change.run({ line, changes: { state: colour } }) }))}
      />
      <span data-no-print>
        <IconButton icon="x" size="s" label={i18n._({ id: "rituals.line.remove", message: "Take away ‘{text}’", values: { text: line.text } })} onClick={() => remove.run({ line })} />
      </span>
      {editing && <EditText title={i18n._({ id: "rituals.line.edit", message: "Edit the line" })} text={line.text} save={(text) => change.run({ line, changes: { text } })} close={() => setEditing(false)} />}
    </li>
  );
}

function NewHealth({ team }: { team: string }) {
  const [text, setText] = useState("");
  const [state, setState] = useState<Colour>("green");
  const write = useWriteLine(team);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    write.run({ kind: "health", text: text.trim(), state });
    setText("");
  };
  return (
    <form className={styles.write} onSubmit={send} data-no-print>
      <input
        className={styles.input}
        aria-label={i18n._({ id: "rituals.health.add", message: "Something that must not break" })}
        placeholder={i18n._({ id: "rituals.health.add", message: "Something that must not break" })}
        value={text}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <select className={styles.colour} aria-label={i18n._({ id: "rituals.health.state", message: "Its colour" })} value={state} onChange={(event) => setState(event.currentTarget.value as Colour)}>
        {colours.map((colour) => (
          <option key={colour} value={colour}>
            {colourWord(colour)}
          </option>
        ))}
      </select>
    </form>
  );
}
