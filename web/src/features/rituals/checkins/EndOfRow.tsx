import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Button, LinkButton } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { Page } from "@/ui/layout";
import { Status } from "@/ui/Status";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./CheckIns.module.css";
import type { CheckInDraft } from "./queries";
import type { Outcome, Row } from "./useRow";

/** What the row moved, what is still open, and the way on. */
export function EndOfRow({ row }: { row: Row }) {
  const { slug } = useWorkspace();
  // the form that had the focus is gone, and no navigation came between
  useEffect(() => document.querySelector<HTMLElement>("[data-focus-target]")?.focus(), []);
  const open = row.drafts.filter((draft) => row.outcomes[draft.id]?.state !== "saved" && row.outcomes[draft.id]?.state !== "sending");
  const saved = row.drafts.length - open.length;
  const title =
    open.length === 0
      ? i18n._({ id: "checkins.allDone", message: "{saved, plural, one {Checked in} other {All # checked in}}", values: { saved } })
      : i18n._({ id: "checkins.someDone", message: "{saved} of {all} checked in", values: { saved, all: row.drafts.length } });
  return (
    <Page title={title} width="read" crumbs={i18n._({ id: "checkins.title", message: "Check-in" })}>
      <ul className={styles.outcomes}>
        {row.drafts.map((draft, place) => (
          <OutcomeLine key={draft.id} draft={draft} outcome={row.outcomes[draft.id]} again={() => row.goTo(place)} />
        ))}
      </ul>
      <Above row={row} />
      <div className={styles.buttons}>
        <LinkButton to="/w/$workspace/my-week" params={{ workspace: slug }} variant="primary" size="l">
          {i18n._({ id: "checkins.toMyWeek", message: "To my week" })}
        </LinkButton>
      </div>
    </Page>
  );
}

function OutcomeLine({ draft, outcome, again }: { draft: CheckInDraft; outcome?: Outcome; again: () => void }) {
  const { slug } = useWorkspace();
  const link = (
    <Link className={styles.title} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: draft.id }}>
      {narrow(draft.key_result.title)}
    </Link>
  );
  if (outcome?.state === "saved" || outcome?.state === "sending") {
    const made = outcome.state === "saved" ? outcome.answer.check_in : null;
    return (
      <li data-state={outcome.state}>
        <Icon name={made ? "check" : "clock"} />
        {link}
        <span className="num">{made ? moveOf(made) : i18n._({ id: "checkins.sending", message: "sending" })}</span>
      </li>
    );
  }
  return (
    <li data-state={outcome?.state ?? "open"}>
      <Icon name={outcome?.state === "failed" ? "alert" : "minus"} />
      <span>
        {link}
        {outcome?.state === "failed" && <small className={styles.problem}>{outcome.problem.detail}</small>}
      </span>
      <Button size="s" onClick={again}>
        {outcome?.state === "failed" ? i18n._({ id: "checkins.again", message: "Look at it" }) : i18n._({ id: "checkins.now", message: "Do it now" })}
      </Button>
    </li>
  );
}

const moveOf = (made: { display_before: string; display: string; confidence: number; confidence_before: number | null }): string => {
  const number = made.display_before === made.display ? narrow(made.display) : `${narrow(made.display_before) || "–"} → ${narrow(made.display)}`;
  const sure = made.confidence_before === null || made.confidence_before === made.confidence ? "" : i18n._({ id: "checkins.confidence.moved", message: "confidence {before} → {after}", values: { before: made.confidence_before, after: made.confidence } });
  return [number, sure].filter(Boolean).join(" · ");
};

/** The objectives above that moved, each once: from where it stood before the first to where it stands after the last. */
function Above({ row }: { row: Row }) {
  const { slug } = useWorkspace();
  const moves = new Map<string, { title: string; before: string; after: string }>();
  for (const draft of row.drafts) {
    const outcome = row.outcomes[draft.id];
    if (outcome?.state !== "saved") continue;
    for (const moved of outcome.answer.moved) {
      if (moved.subject === "objective") moves.set(moved.id, { title: moved.title, before: moves.get(moved.id)?.before ?? moved.before, after: moved.after });
    }
  }
  const real = [...moves].filter(([, move]) => move.before !== move.after);
  if (real.length === 0) return null;
  return (
    <section className={styles.above}>
      <h2>{i18n._({ id: "checkins.moved", message: "What that moved" })}</h2>
      <ul className={styles.outcomes}>
        {real.map(([id, move]) => (
          <li key={id}>
            <Icon name="target" />
            <Link className={styles.title} to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: id }}>
              {narrow(move.title)}
            </Link>
            <Status tone="none" bare>
              <span className="num">{`${narrow(move.before) || "–"} → ${narrow(move.after)}`}</span>
            </Status>
          </li>
        ))}
      </ul>
    </section>
  );
}
