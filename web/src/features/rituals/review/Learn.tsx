import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatScore, narrow } from "@/lib/numbers";
import { Button } from "@/ui/Button";
import { Markdown } from "@/ui/Markdown";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { Status } from "@/ui/Status";
import { PatternNote } from "@/widgets/lessons/PatternNote";
import { useWorkspace } from "@/widgets/workspace";
import { Actions, Lessons } from "./LearnLists";
import { NotesForm } from "./NotesForm";
import { retrospectiveQuery, type Where } from "./queries";
import styles from "./Review.module.css";
import type { Retrospective } from "./rules";
import { causeWord } from "./words";

/** What worked, what did not, what we take along: drafted from the numbers, kept in our words. */
export function Learn({ where }: { where: Where }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(retrospectiveQuery(slug, where));
  const [writing, setWriting] = useState<boolean | null>(null);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={8} />;
  const edits = data.can_write && (writing ?? data.notes === null);
  return (
    <div className={styles.part}>
      <p className={styles.printed}>{i18n._({ id: "rituals.retrospective.of", message: "Retrospective: {team}, {cycle}", values: { team: data.team.name, cycle: data.cycle.name } })}</p>
      <div className={styles.intro} data-no-print>
        <p>{i18n._({ id: "rituals.learn.intro", message: "A missed goal that taught us something was worth setting. What do we know now that we did not know before?" })}</p>
        {!edits && (
          <div className={styles.actions}>
            {data.can_write && <Button onClick={() => setWriting(true)}>{data.notes ? i18n._({ id: "rituals.notes.edit", message: "Edit" }) : i18n._({ id: "rituals.notes.write", message: "Write it" })}</Button>}
            <Button onClick={() => window.print()}>
              {i18n._({ id: "rituals.print", message: "Print" })}
            </Button>
          </div>
        )}
      </div>
      <div className={styles.columns}>
        <div className={styles.main}>
          {edits ? <NotesForm key={data.version} data={data} where={where} close={() => setWriting(false)} /> : <Notes data={data} />}
          <Lessons data={data} where={where} />
          <Actions data={data} where={where} />
        </div>
        <aside className={styles.facts}>
          <Results data={data} />
          <PatternNote pattern={data.pattern} />
        </aside>
      </div>
    </div>
  );
}

function Notes({ data }: { data: Retrospective }) {
  const notes = data.notes ?? data.draft;
  const parts = [
    { title: i18n._({ id: "rituals.achieved", message: "What we achieved" }), text: notes.achieved },
    { title: i18n._({ id: "rituals.missed", message: "What we missed" }), text: notes.missed },
    { title: i18n._({ id: "rituals.learned", message: "What we learned" }), text: notes.learned },
  ];
  return (
    <>
      {parts.map(({ title, text }) => (
        <section key={title} className={styles.note}>
          <h2>{title}</h2>
          {text ? <Markdown text={text} /> : <p className={styles.quiet}>–</p>}
        </section>
      ))}
    </>
  );
}

/** What the numbers say: scores, the largest moves, causes that came up again. */
function Results({ data }: { data: Retrospective }) {
  const locale = useFormatLocale();
  return (
    <section>
      <h2>{i18n._({ id: "rituals.results", message: "By the numbers" })}</h2>
      <ul className={styles.results}>
        {data.results.map((one) => (
          <li key={one.key_result.id}>
            <Status tone={one.success === null ? "none" : one.success ? "on" : "off"} bare>
              {one.score === null ? "–" : formatScore(one.score, locale)}
            </Status>
            <span>{narrow(one.key_result.title)}</span>
          </li>
        ))}
      </ul>
      {data.movers.length > 0 && (
        <>
          <h3>{i18n._({ id: "rituals.movers", message: "Moved most in a week" })}</h3>
          <ul className={styles.results}>
            {data.movers.map((one) => (
              <li key={one.key_result.id}>
                <span className="num">{`${one.moved > 0 ? "+" : ""}${narrow(one.display)}`}</span>
                <span>
                  {narrow(one.key_result.title)} <small>{i18n._({ id: "rituals.mover.week", message: "week of {day}", values: { day: formatDay(one.week, { locale }) } })}</small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {data.causes.length > 0 && (
        <>
          <h3>{i18n._({ id: "rituals.causesCounted", message: "What was in the way" })}</h3>
          <ul className={styles.results}>
            {data.causes.map(({ cause, count }) => (
              <li key={cause}>
                <span className="num">{count}×</span>
                <span>{causeWord(cause)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
