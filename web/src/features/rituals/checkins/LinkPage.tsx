import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { api, type Schema, unwrap } from "@/api/client";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { narrow } from "@/lib/numbers";
import { asProblem } from "@/lib/problem";
import { useToken } from "@/lib/useToken";
import { uuid } from "@/lib/uuid";
import { Wordmark } from "@/ui/Brand";
import { LinkButton } from "@/ui/Button";
import { SkeletonRows } from "@/ui/states";
import { formatValue, valueLine } from "@/widgets/goals/values";
import { CheckInForm } from "./CheckInForm";
import styles from "./LinkPage.module.css";
import { bodyOf, type Drafted, type Words, wordsFrom } from "./words";

type Opened = Schema<"CheckInLinkOut">;
type Done = Schema<"CheckInLinkDone">;

/** The check-in that a reminder asks for, for whoever it was sent to; nobody needs to sign in for it. */
export function LinkPage() {
  const token = useToken();
  const opened = useQuery({
    queryKey: ["check-in-link", token],
    queryFn: () => unwrap(api.POST("/api/check-in-links/preview", { body: { token } })),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (!token) return <Unusable why={i18n._({ id: "checkins.link.none", message: "Open the whole link from your mail: the part behind the # is missing." })} />;
  if (opened.error) return <Unusable why={asProblem(opened.error).detail} />;
  if (!opened.data) {
    return (
      <Frame title={i18n._({ id: "checkins.title", message: "Check-in" })}>
        <SkeletonRows rows={5} />
      </Frame>
    );
  }
  if (opened.data.given) return <Unusable why={i18n._({ id: "checkins.link.given", message: "This check-in was given already. Sign in to look at it, or to correct it." })} />;
  return <Opened token={token} link={opened.data} />;
}

function Opened({ token, link }: { token: string; link: Opened }) {
  const draft = draftOf(link);
  const start = useRef(wordsFrom(draft)).current;
  const once = useRef(uuid()).current; // the same for every try: an answer that got lost is given again
  const [done, setDone] = useState<Done | null>(null);
  const give = useMutation({
    mutationFn: ({ words, unchanged }: { words: Words; unchanged: boolean }) =>
      unwrap(api.POST("/api/check-in-links/redeem", { body: { token, once, check_in: bodyOf(draft, words, unchanged) } })),
    onSuccess: setDone,
  });
  if (done) return <Thanks done={done} />;
  return (
    <Frame title={narrow(link.title)} lead={<Known link={link} />} foot={i18n._({ id: "checkins.link.as", message: "You check in as {person} in {workspace}. The link works once.", values: { person: link.person, workspace: link.workspace } })}>
      <CheckInForm draft={draft} start={start} typed={() => undefined} save={(words, unchanged) => give.mutate({ words, unchanged })} last problem={give.error ? asProblem(give.error) : null} busy={give.isPending} />
    </Frame>
  );
}

function Known({ link }: { link: Opened }) {
  const locale = useFormatLocale();
  const line = valueLine({ ...link, value: null }, locale);
  return (
    <>
      <span>{narrow(link.objective)}</span>
      <span className="num">
        {[
          line,
          link.value !== null && link.kind !== "milestone" && link.kind !== "binary" && link.value_on
            ? i18n._({ id: "checkins.last", message: "last {value} on {day}", values: { value: formatValue(link.value, link, locale), day: formatDay(link.value_on, { locale }) } })
            : "",
          link.pace_value === null ? "" : i18n._({ id: "checkins.pace", message: "on course it would be {value}", values: { value: formatValue(link.pace_value, link, locale) } }),
          link.finished_count > 0 ? i18n._({ id: "checkins.finished", message: "{count, plural, one {# task for it finished since} other {# tasks for it finished since}}", values: { count: link.finished_count } }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <span>{narrow(link.health.sentence)}</span>
    </>
  );
}

function Thanks({ done }: { done: Done }) {
  const values = { before: narrow(done.before) || "–", after: narrow(done.after) };
  const moved = done.before !== done.after && done.after !== "";
  return (
    <Frame
      title={i18n._({ id: "checkins.link.thanks", message: "Thank you, that is all" })}
      lead={
        <>
          <span>{narrow(done.title)}</span>
          <span className="num">{moved ? i18n._({ id: "checkins.link.moved", message: "{before} → {after}", values }) : i18n._({ id: "checkins.link.same", message: "Checked in, nothing moved." })}</span>
        </>
      }
    >
      <LinkButton to="/" size="l">
        {i18n._({ id: "checkins.link.open", message: "Open Headway" })}
      </LinkButton>
    </Frame>
  );
}

function Unusable({ why }: { why: string }) {
  return (
    <Frame title={i18n._({ id: "checkins.link.failed", message: "This link opens nothing any more" })} lead={why}>
      <LinkButton to="/" size="l" variant="primary">
        {i18n._({ id: "checkins.link.open", message: "Open Headway" })}
      </LinkButton>
    </Frame>
  );
}

function Frame({ title, lead, foot, children }: { title: string; lead?: ReactNode; foot?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Headway`;
  }, [title]);
  return (
    <main id="main" className={styles.frame}>
      <Wordmark size={22} />
      <div>
        <h1 className={styles.title} tabIndex={-1} data-focus-target>
          {title}
        </h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {children}
      {foot && <p className={styles.foot}>{foot}</p>}
    </main>
  );
}

/** What the link says, in the form of a draft. */
function draftOf(link: Opened): Drafted & { key_result: Drafted["key_result"] & { unit: string }; unchanged: boolean } {
  const { kind, unit, steps, value, done, total, progress, confidence, blockers, unchanged, value_on: on } = link;
  const latest = on === null ? null : ({ value, done, total, steps: steps.filter((step) => step.reached).map((step) => step.id) } as Drafted["key_result"]["latest"]);
  const raw = kind === "binary" && value === 1 ? 1 : null;
  return { key_result: { kind, unit, steps, latest, progress: { raw, counted: raw, display: progress, state: "measured" } }, confidence, blockers, unchanged };
}
