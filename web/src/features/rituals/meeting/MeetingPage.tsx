import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { SkeletonPage } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { type Meeting, meetingQuery } from "../queries";
import { AgendaNav } from "./AgendaNav";
import { Decisions } from "./Decisions";
import { Item } from "./Item";
import styles from "./Meeting.module.css";
import { Record } from "./Record";
import { useClock } from "./useClock";
import { useWays, type Ways, wholeScreen } from "./useWays";
import { clock } from "./words";

const route = getRouteApi("/w/$workspace/meetings/$meeting");

/** A meeting, with nothing around it while it is held; its record afterwards. */
export function MeetingPage() {
  const { slug } = useWorkspace();
  const { meeting } = route.useParams();
  const { data, error } = useQuery(meetingQuery(slug, meeting));
  const held = data !== undefined && data.ended_at === null;
  useBare(held);
  if (error && !data) throw error;
  if (!data) return <SkeletonPage />;
  return held ? <Held meeting={data} /> : <Record meeting={data} />;
}

/** The navigation steps aside: the styles of the shell read the mark. */
function useBare(bare: boolean): void {
  useEffect(() => {
    if (!bare) return undefined;
    document.documentElement.dataset.bare = "true";
    return () => {
      delete document.documentElement.dataset.bare;
    };
  }, [bare]);
}

function Held({ meeting }: { meeting: Meeting }) {
  const item = meeting.items.find((one) => one.place === meeting.place) ?? meeting.items[0];
  const title = i18n._({ id: "rituals.meeting.of", message: "Meeting of {team}", values: { team: meeting.team.name } });
  const go = useWays(meeting);
  useEffect(() => {
    document.title = `${title} · Headway`;
  }, [title]);
  return (
    <div className={styles.meeting}>
      <header className={styles.top}>
        <h1 className={styles.heading} tabIndex={-1} data-focus-target>
          {title}
        </h1>
        <Timer meeting={meeting} />
        <Controls meeting={meeting} go={go} />
      </header>
      <div className={styles.stage}>
        <AgendaNav meeting={meeting} />
        {item && <Item key={item.place} meeting={meeting} item={item} />}
        <Decisions meeting={meeting} />
      </div>
    </div>
  );
}

/** The time of this item beside what it may take, and of the whole; it changes its tone, it does not shout. */
function Timer({ meeting }: { meeting: Meeting }) {
  const now = useClock();
  const item = meeting.items.find((one) => one.place === meeting.place);
  const spent = (item?.seconds ?? 0) + Math.max(0, (now - Date.parse(meeting.since)) / 1000);
  const budget = item?.budget ?? 0;
  return (
    <p className={`${styles.timer} num`} data-over={spent > budget} role="timer" aria-label={i18n._({ id: "rituals.timer", message: "Time of this item" })}>
      <b>{clock(spent)}</b>
      <span>{i18n._({ id: "rituals.timer.of", message: "of {budget}", values: { budget: clock(budget) } })}</span>
      <span className={styles.whole}>{i18n._({ id: "rituals.timer.whole", message: "{whole} in all", values: { whole: clock((now - Date.parse(meeting.started_at)) / 1000) } })}</span>
    </p>
  );
}

function Controls({ meeting, go }: { meeting: Meeting; go: Ways }) {
  const last = meeting.place >= meeting.items.length - 1;
  return (
    <div className={styles.controls}>
      {meeting.can_edit && (
        <>
          <Button onClick={() => go.step(-1)} shortcut="K" disabled={meeting.place === 0}>
            {i18n._({ id: "rituals.meeting.back.short", message: "Back" })}
          </Button>
          {last ? (
            <Button variant="primary" onClick={go.end} shortcut="E">
              {i18n._({ id: "rituals.meeting.end", message: "End the meeting" })}
            </Button>
          ) : (
            <Button variant="primary" onClick={() => go.step(1)} shortcut="J">
              {i18n._({ id: "rituals.meeting.next.short", message: "Next" })}
            </Button>
          )}
        </>
      )}
      <IconButton icon="monitor" label={i18n._({ id: "rituals.meeting.full", message: "Whole screen" })} shortcut="F" onClick={wholeScreen} />
      <IconButton icon="x" label={i18n._({ id: "rituals.meeting.leave", message: "Leave it running" })} onClick={go.leave} />
    </div>
  );
}
