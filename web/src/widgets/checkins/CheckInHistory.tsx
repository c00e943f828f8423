import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatMoment } from "@/lib/dates";
import { narrow } from "@/lib/numbers";
import { Button, IconButton, LinkButton } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { Sparkline } from "@/ui/Sparkline";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Status } from "@/ui/Status";
import { useReveal } from "@/ui/useReveal";
import { formatValue } from "../goals/values";
import { useWorkspace } from "../workspace";
import styles from "./CheckIns.module.css";
import { CorrectDialog } from "./CorrectDialog";
import { type CheckIn, checkInsQuery } from "./queries";

type KeyResult = Schema<"KeyResultOut">;
const SHOWN = 6;

/** What was said week by week: value, confidence, words, who; corrections stay, struck through. */
export function CheckInHistory({ row }: { row: KeyResult }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(checkInsQuery(slug, row.id));
  const box = useRef<HTMLOListElement>(null);
  const [all, reveal] = useReveal(box, SHOWN);
  const items = data?.items.filter((item) => !item.withdrawn) ?? [];
  const shown = all ? items : items.slice(0, SHOWN);
  const open = row.rest === null && row.state === "active" && !row.cycle.closed && (row.can.record || (row.can.edit && (row.kind === "work" || row.kind === "objectives")));
  return (
    <Section
      title={i18n._({ id: "checkins.history", message: "Check-ins" })}
      actions={
        open && (
          <LinkButton to="/w/$workspace/check-ins" params={{ workspace: slug }} search={{ of: row.id }}>
            {i18n._({ id: "checkins.checkIn", message: "Check in" })}
          </LinkButton>
        )
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
      {!error && !data && <SkeletonRows rows={3} height={44} />}
      {data && items.length === 0 && row.rest !== null && <p>{i18n._({ id: "checkins.none.rests", message: "Nothing was said before it was paused, and nothing is asked for until it is resumed." })}</p>}
      {data && items.length === 0 && row.rest === null && <EmptyState icon="flag" sentence={i18n._({ id: "checkins.none", message: "Nobody has checked in yet. A check-in takes half a minute: where it is, how sure you are, what is in the way." })} />}
      {items.length > 0 && <Confidence items={items} now={row.confidence} />}
      <ol className={styles.timeline} ref={box}>
        {shown.map((item) => (
          <OneCheckIn key={item.id} item={item} row={row} />
        ))}
      </ol>
      {items.length > shown.length && (
        <Button variant="quiet" size="s" onClick={reveal}>
          {i18n._({ id: "checkins.history.all", message: "Show all {count}", values: { count: items.length } })}
        </Button>
      )}
    </Section>
  );
}

/** The confidence over time in a line as small as a word. */
function Confidence({ items, now }: { items: readonly CheckIn[]; now: number }) {
  const values = items.filter((item) => item.live).map((item) => item.confidence).toReversed();
  if (values.length < 2) return null;
  const finding = i18n._({ id: "checkins.confidence.trend", message: "Confidence {first} → {now} in {count} check-ins", values: { first: values[0], now, count: values.length } });
  return (
    <p className={styles.trend}>
      <Sparkline values={values} label={finding} tone={now <= 3 ? "off" : now <= 6 ? "risk" : "on"} />
      <span className="num">{finding}</span>
    </p>
  );
}

const timings: Record<string, () => string> = {
  late: () => i18n._({ id: "checkins.late", message: "Late" }),
  missed: () => i18n._({ id: "checkins.tooLate", message: "Too late" }),
};

function OneCheckIn({ item, row }: { item: CheckIn; row: KeyResult }) {
  const locale = useFormatLocale();
  const [correcting, setCorrecting] = useState(false);
  const withdraw = useWithdraw(row.id);
  const timing = item.timing ? timings[item.timing]?.() : undefined;
  return (
    <li data-dead={item.live ? undefined : true}>
      <div className={styles.line}>
        <time dateTime={item.made_at}>{formatMoment(item.made_at, locale)}</time>
        <span className={`${styles.what} num`}>{whatOf(item, row, locale)}</span>
        <span className="num">{i18n._({ id: "checkins.confidence.of", message: "confidence {value}", values: { value: item.confidence } })}</span>
        {item.author && <span>{item.author.name}</span>}
        {timing && (
          <Status tone="risk" bare>
            {timing}
          </Status>
        )}
        {item.can.correct && (
          <span className={styles.actions}>
            <IconButton size="s" icon="edit" label={i18n._({ id: "checkins.correct", message: "Correct this check-in" })} onClick={() => setCorrecting(true)} />
            <IconButton size="s" icon="undo" label={i18n._({ id: "checkins.withdraw", message: "Take this check-in back" })} onClick={() => withdraw.run(item.id)} />
          </span>
        )}
      </div>
      {item.changed && <p>{item.changed}</p>}
      {item.blockers && <p className={styles.blocked}>{i18n._({ id: "checkins.inTheWay.is", message: "In the way: {text}", values: { text: item.blockers } })}</p>}
      {item.next_steps && <p className={styles.facts}>{i18n._({ id: "checkins.next.is", message: "Next: {text}", values: { text: item.next_steps } })}</p>}
      {correcting && <CorrectDialog item={item} row={row} close={() => setCorrecting(false)} />}
    </li>
  );
}

function whatOf(item: CheckIn, row: KeyResult, locale: string | undefined): string {
  const progress = item.display_before === item.display ? narrow(item.display) : `${narrow(item.display_before) || "–"} → ${narrow(item.display) || "–"}`;
  if (item.unchanged) return [i18n._({ id: "checkins.unchanged", message: "no change" }), narrow(item.display)].filter(Boolean).join(" · ");
  const value = item.value === null || row.kind === "milestone" || row.kind === "binary" ? "" : formatValue(item.value, row, locale);
  return [value, progress].filter(Boolean).join(" · ");
}

function useWithdraw(keyResult: string) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key) => unwrap(api.POST("/api/w/{workspace}/check-ins/{check_in}/withdrawal", { params: { path: { workspace: slug, check_in: id } }, headers: writeHeaders(key) })),
    changed: () => [{ kind: "rituals.check_in_withdrawn", subject: "key_result", id: keyResult }],
    said: () => ({ text: i18n._({ id: "checkins.withdrawn", message: "Taken back" }) }),
  });
}
