import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Menu } from "@/ui/Menu";
import { Status } from "@/ui/Status";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { useWorkspace } from "@/widgets/workspace";
import type { Square, SquareKeyResult, SquareLine } from "../queries";
import { Line, NewLine } from "./Lines";
import { bandWords, type Colour, colours, colourTone, colourWord } from "./words";
import styles from "./Square.module.css";
import { useChangeLine, useWriteLine } from "./writes";

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
    <li className={styles.guard}>
      <Link className={styles.name} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: guard.id }}>
        {narrow(guard.title)}
      </Link>
      <span className={`${styles.value} num`}>{bandWords(guard)}</span>
      <AskedHealth subject="key_result" id={guard.id} of={guard.title} health={guard.health} bare />
    </li>
  );
}

/** With its colour, which is chosen on the badge itself. */
function HealthLine({ line, team, canEdit }: { line: SquareLine; team: string; canEdit: boolean }) {
  const change = useChangeLine(team);
  const state: Colour = line.state ?? "green";
  const badge = (
    <Status tone={colourTone[state]} bare>
      {colourWord(state)}
    </Status>
  );
  return (
    <Line line={line} team={team} canEdit={canEdit}>
      {canEdit ? (
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
      ) : (
        badge
      )}
    </Line>
  );
}

function NewHealth({ team }: { team: string }) {
  const [state, setState] = useState<Colour>("green");
  const write = useWriteLine(team);
  const options = colours.map((colour) => ({ value: colour, label: colourWord(colour) }));
  return (
    <NewLine
      label={i18n._({ id: "rituals.health.add", message: "Something that must not break" })}
      choice={{ label: i18n._({ id: "rituals.health.state", message: "Its colour" }), options, value: state, change: setState }}
      add={(text) => write.run({ kind: "health", text, state })}
    />
  );
}
