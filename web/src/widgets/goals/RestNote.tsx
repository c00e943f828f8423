import type { Schema } from "@/api/client";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { narrow } from "@/lib/numbers";
import { Button, LinkButton } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { useWorkspace } from "../workspace";
import { useResume } from "./pauses";
import styles from "./RestNote.module.css";

type Rest = Schema<"RestOut">;

interface RestNoteProps {
  rest: Rest;
  /** What rests, as the reader has it open. */
  goal: "objective" | "key_result";
  id: string;
  objective: string;
  resumable: boolean;
}

/** Since when a goal rests and why, what that means, and the way back for whoever may take it. */
export function RestNote({ rest, goal, id, objective, resumable }: RestNoteProps) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const resume = useResume(goal);
  const above = goal === "key_result" && rest.of === "objective";
  return (
    <div className={styles.note} role="note">
      <Icon name="clock" size={18} />
      <div className={styles.words}>
        <strong>{narrow(restWords(rest, above, locale))}</strong>
        <span>{i18n._({ id: "goals.rest.means", message: "It keeps its numbers. Until it is resumed no pace is judged, no check-in is asked for and nobody is reminded." })}</span>
      </div>
      {above ? (
        <LinkButton to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective }}>
          {i18n._({ id: "goals.rest.openObjective", message: "Open the objective" })}
        </LinkButton>
      ) : (
        resumable && (
          <Button icon="undo" busy={resume.isPending} onClick={() => resume.run(id)}>
            {i18n._({ id: "goals.resume", message: "Resume" })}
          </Button>
        )
      )}
    </div>
  );
}

/** "Paused since 10 November because the vendor left." */
export function restWords(rest: Rest, above: boolean, locale: string | undefined): string {
  const because = rest.because.trim().replace(/[.\s]+$/, "");
  const since = rest.since === null ? "" : formatDay(rest.since, { locale });
  const values = { since, because };
  if (above) {
    return since
      ? i18n._({ id: "goals.rest.above", message: "Its objective is paused since {since}: {because}.", values })
      : i18n._({ id: "goals.rest.above.some", message: "Its objective is paused: {because}.", values });
  }
  return since ? i18n._({ id: "goals.rest.since", message: "Paused since {since}: {because}.", values }) : i18n._({ id: "goals.rest.some", message: "Paused: {because}.", values });
}
