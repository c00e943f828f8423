import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatMoment } from "@/lib/dates";
import { formatMove, formatNumber, isMove, narrow } from "@/lib/numbers";
import { HealthBadge } from "../goals/HealthBadge";
import { besideHealth } from "../goals/health";
import { useWorkspace } from "../workspace";
import type { Explanation, Move, Part, Subject } from "./queries";
import { inputName, reasonName } from "./text";
import styles from "./WhyPanel.module.css";

/** The quantities of the formula with their values. */
export function Inputs({ inputs }: { inputs: Explanation["inputs"] }) {
  const locale = useFormatLocale();
  if (inputs.length === 0) return null;
  return (
    <section>
      <h4>{i18n._({ id: "why.inputs", message: "Inputs" })}</h4>
      <dl className={styles.inputs}>
        {inputs.map((input) => (
          <div key={input.name}>
            <dt>{inputName(input.name)}</dt>
            <dd className="num">{input.value === null ? "–" : formatNumber(input.value, { unit: input.unit || undefined, decimals: 4, locale })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Its health, and what is to be expected: in the sentences of the server. */
export function Outlook({ explanation: { health, forecast, divergence } }: { explanation: Explanation }) {
  const lines = [health.sentence, besideHealth(health, forecast), divergence, health.question ?? ""].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <section className={styles.outlook}>
      <h4>
        <HealthBadge health={{ state: health.state }} />
      </h4>
      {lines.map((line) => (
        <p key={line}>{narrow(line)}</p>
      ))}
    </section>
  );
}

/** What it is made of: weight, share, and what each gives to the number. */
export function Parts({ parts, dig }: { parts: readonly Part[]; dig: (step: { subject: Subject; id: string; title: string }) => void }) {
  if (parts.length === 0) return null;
  return (
    <section>
      <h4>{i18n._({ id: "why.parts", message: "Made of" })}</h4>
      <ul className={styles.parts}>
        {parts.map((part, at) => (
          <PartRow key={part.id ?? at} part={part} dig={dig} />
        ))}
      </ul>
    </section>
  );
}

function PartRow({ part, dig }: { part: Part; dig: (step: { subject: Subject; id: string; title: string }) => void }) {
  const { id } = part;
  const title = part.hidden ? i18n._({ id: "goals.hidden", message: "a goal that is not shared with you" }) : part.label && part.label !== part.title ? `${part.label} ${part.title}` : part.title;
  const counted = part.progress.counted ?? 0;
  const about = part.counts
    ? i18n._({ id: "why.part", message: "{progress} × {share} = {given}", values: { progress: narrow(part.progress.display) || "–", share: narrow(part.share_display), given: points(part.contribution) } })
    : i18n._({ id: "why.part.notCounted", message: "{progress}, not counted", values: { progress: narrow(part.progress.display) || "–" } });
  return (
    <li className={styles.part} data-counts={part.counts || undefined}>
      {id === null || part.hidden ? (
        <span>{narrow(title)}</span>
      ) : !isGoal(part.subject) ? (
        <WorkLink kind={part.subject} id={id} title={title} />
      ) : (
        <button type="button" className={styles.dig} data-part={id} onClick={() => dig({ subject: part.subject as Subject, id, title: part.title })}>
          {narrow(title)}
        </button>
      )}
      <span className={`${styles.sum} num`}>{about}</span>
      {part.counts && (
        <span className={styles.bar} aria-hidden="true" style={{ inlineSize: `${Math.max(2, part.share * 100)}%` }}>
          <i style={{ inlineSize: `${counted * 100}%` }} />
        </span>
      )}
    </li>
  );
}

/** To the work itself: a task opens in place of this panel (Back leads here again), a project is a page. */
function WorkLink({ kind, id, title }: { kind: string; id: string; title: string }) {
  const { slug } = useWorkspace();
  if (kind === "task")
    return (
      <Link to="." search={(before: Record<string, unknown>) => ({ ...before, why: undefined, task: id })} className={styles.dig}>
        {narrow(title)}
      </Link>
    );
  if (kind !== "project") return <span>{narrow(title)}</span>;
  return (
    <Link to="/w/$workspace/projects/$project" params={{ workspace: slug, project: id }} className={styles.dig}>
      {narrow(title)}
    </Link>
  );
}

const isGoal = (subject: string): subject is Subject => subject === "objective" || subject === "key_result";

const points = (contribution: number | null): string =>
  contribution === null ? "–" : i18n._({ id: "why.points", message: "{n} points", values: { n: Math.round(contribution * 1000) / 10 } });

/** The value that counts now: from whom, when, with which note. */
export function Values({ explanation }: { explanation: Explanation }) {
  const locale = useFormatLocale();
  const { current } = explanation;
  if (!current) return null;
  const who = current.author?.name ?? current.source;
  return (
    <section>
      <h4>{i18n._({ id: "why.value", message: "The value that counts" })}</h4>
      <p>{i18n._({ id: "why.value.by", message: "Recorded by {who}, {when}", values: { who, when: formatMoment(current.effective_at, locale) } })}</p>
      {current.note && <q>{current.note}</q>}
    </section>
  );
}

/** What changed since a week ago. */
export function Week({ week }: { week: Explanation["week"] }) {
  if (!week.known) return null;
  return (
    <section>
      <h4>{i18n._({ id: "why.week", message: "A week ago" })}</h4>
      <p className="num">{narrow(week.display) || "–"}</p>
    </section>
  );
}

/** What moved it, newest first, with who did what. */
export function Moves({ moves }: { moves: readonly Move[] }) {
  const locale = useFormatLocale();
  const seen = moves.filter((move) => isMove(move.old, move.new)).map((move) => ({ ...move, words: formatMove(move.old, move.new, locale) }));
  if (seen.length === 0) return null;
  return (
    <section>
      <h4>{i18n._({ id: "why.moves", message: "Moved by" })}</h4>
      <ol className={styles.moves}>
        {seen.map((move, at) => (
          <li key={`${move.at}-${at}`}>
            <span className="num">{move.words.join(" → ")}</span>
            <span>
              {move.cause?.id ? <WorkLink kind={move.cause.subject} id={move.cause.id} title={move.cause.label} /> : narrow(move.cause?.label ?? reasonName(move.why))}
              {move.actor && ` · ${move.actor.name}`}
            </span>
            <time dateTime={move.at}>{formatMoment(move.at, locale)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
