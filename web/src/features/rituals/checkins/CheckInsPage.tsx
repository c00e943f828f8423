import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { LinkButton } from "@/ui/Button";
import { Page } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonPage } from "@/ui/states";
import { Status } from "@/ui/Status";
import { useToday } from "@/widgets/today";
import { RestNote } from "@/widgets/goals/RestNote";
import { useWorkspace } from "@/widgets/workspace";
import { CheckInForm } from "./CheckInForm";
import styles from "./CheckIns.module.css";
import { EndOfRow } from "./EndOfRow";
import { KnownFacts, SinceThen } from "./KnownFacts";
import { type CheckInDraft, dueQuery, oneQuery } from "./queries";
import { type Row, useRow } from "./useRow";
import { dueTone, dueWords, keep, kept, minutesFor, wordsFrom } from "./words";

const route = getRouteApi("/w/$workspace/check-ins");

/** One key result at a time, all that are due in a row. */
export function CheckInsPage() {
  const { slug } = useWorkspace();
  const { of, meeting } = route.useSearch();
  const query = of === undefined ? dueQuery(slug) : oneQuery(slug, of);
  const { data, error, refetch } = useQuery(query);
  const began = useFirst(data?.items, of ?? "");
  const title = i18n._({ id: "checkins.title", message: "Check-in" });
  if (error && !began) {
    return (
      <Page title={title} width="read">
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    );
  }
  if (!began) return <SkeletonPage />;
  if (began.length === 0) return <NothingDue title={title} />;
  return <InARow key={of ?? "due"} drafts={began} meeting={meeting} />;
}

/** The row as it was when the page opened: what others do meanwhile must not move it under one's hands. */
function useFirst(items: CheckInDraft[] | undefined, name: string): CheckInDraft[] | undefined {
  const [first, setFirst] = useState<{ name: string; items: CheckInDraft[] } | null>(null);
  useEffect(() => {
    if (items && first?.name !== name) setFirst({ name, items });
  }, [items, first, name]);
  return first?.name === name ? first.items : undefined;
}

function InARow({ drafts, meeting }: { drafts: CheckInDraft[]; meeting: string | undefined }) {
  const row = useRow(drafts);
  const draft = drafts[row.at];
  useWayBack(row, meeting);
  return draft ? <OneCheckIn key={draft.id} draft={draft} row={row} meeting={meeting} /> : <EndOfRow row={row} />;
}

/** Who came out of a meeting is in it again as soon as the check-in is there. */
function useWayBack(row: Row, meeting: string | undefined): void {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const done = row.drafts.every((draft) => row.outcomes[draft.id]?.state === "saved");
  useEffect(() => {
    if (meeting && done) void navigate({ to: "/w/$workspace/meetings/$meeting", params: { workspace: slug, meeting }, replace: true });
  }, [meeting, done, navigate, slug]);
}

function OneCheckIn({ draft, row, meeting }: { draft: CheckInDraft; row: Row; meeting: string | undefined }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const today = useToday();
  const outcome = row.outcomes[draft.id];
  const start = useRef(kept(slug, draft) ?? wordsFrom(draft)).current;
  const many = row.drafts.length > 1;
  const goal = draft.key_result;
  const left = row.drafts.filter((one) => row.outcomes[one.id] === undefined).length;
  return (
    <Page
      title={narrow(goal.title)}
      width="wide"
      crumbs={
        <>
          {meeting ? (
            <Link to="/w/$workspace/meetings/$meeting" params={{ workspace: slug, meeting }}>
              {i18n._({ id: "checkins.toMeeting", message: "Back to the meeting" })}
            </Link>
          ) : (
            <span>{i18n._({ id: "checkins.title", message: "Check-in" })}</span>
          )}
          <span aria-hidden="true">/</span>
          <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: goal.objective.id }}>
            {narrow(goal.objective.title)}
          </Link>
        </>
      }
      actions={draft.due && <Status tone={dueTone(draft.due.state)}>{dueWords(draft.due, today, locale)}</Status>}
      bar={many && <Steps row={row} left={left} />}
    >
      <div className={styles.layout}>
        <KnownFacts draft={draft} />
        {draft.can.check_in ? (
          <CheckInForm
            draft={draft}
            start={start}
            typed={(words) => keep(slug, draft, words)}
            save={(words, unchanged) => row.save(draft, words, unchanged)}
            skip={many ? () => row.skip(draft) : undefined}
            last={!many || left <= 1}
            problem={outcome?.state === "failed" ? outcome.problem : null}
          />
        ) : (
          <Refused draft={draft} />
        )}
        <SinceThen draft={draft} />
      </div>
    </Page>
  );
}

/** "3 of 5, about 2 minutes", and a bar of as many pieces: each leads to its check-in. */
function Steps({ row, left }: { row: Row; left: number }) {
  const values = { at: row.at + 1, all: row.drafts.length, minutes: minutesFor(left) };
  return (
    <div className={styles.stepsBar}>
      <p role="status">{i18n._({ id: "checkins.progress", message: "{at} of {all}, about {minutes, plural, one {# minute} other {# minutes}}", values })}</p>
      <ol>
        {row.drafts.map((draft, place) => (
          <li key={draft.id}>
            <button
              type="button"
              data-state={row.outcomes[draft.id]?.state}
              aria-current={place === row.at ? "step" : undefined}
              aria-label={i18n._({ id: "checkins.step", message: "{at}: {title}", values: { at: place + 1, title: draft.key_result.title } })}
              disabled={row.outcomes[draft.id]?.state === "saved" || row.outcomes[draft.id]?.state === "sending"}
              onClick={() => row.goTo(place)}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

function NothingDue({ title }: { title: string }) {
  const { slug } = useWorkspace();
  return (
    <Page title={title} width="read">
      <EmptyState
        icon="check"
        sentence={i18n._({ id: "checkins.nothingDue", message: "You owe no check-in." })}
        action={
          <LinkButton to="/w/$workspace/my-week" params={{ workspace: slug }}>
            {i18n._({ id: "checkins.toMyWeek", message: "To my week" })}
          </LinkButton>
        }
      />
    </Page>
  );
}

/** Why there can be no check-in now: what rests says since when and why, with the way back. */
function Refused({ draft }: { draft: CheckInDraft }) {
  const row = draft.key_result;
  if (row.rest === null) return <p className={styles.problem}>{draft.can.refusal}</p>;
  return <RestNote rest={row.rest} goal="key_result" id={row.id} objective={row.objective.id} resumable={row.can.resume} />;
}
