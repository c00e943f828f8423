import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { i18n } from "@/i18n/i18n";
import { formatMoment, formatSince } from "@/lib/dates";
import { narrow } from "@/lib/numbers";
import { Button, IconButton, LinkButton } from "@/ui/Button";
import { Icon, type IconName } from "@/ui/icons";
import { Menu } from "@/ui/Menu";
import { useSlug } from "@/widgets/workspace";
import { useGoOn } from "../queries";
import { type Group, type Notice, ritualOf, sentenceOf, type Show, snoozeChoices, titleOf, wayOf } from "../rules";
import styles from "./Inbox.module.css";

export interface GroupLineProps {
  group: Group;
  show: Show;
  current: boolean;
  choose: () => void;
  open: () => void;
  put: (state: "done" | "open" | "snoozed", until?: Date) => void;
}

const icons: Record<Notice["kind"], IconName> = {
  reminder: "clock",
  question: "question",
  assigned: "user",
  health: "alert",
  missed: "people",
  scoring: "target",
  recorded: "edit",
  shared: "link",
  chat: "alert",
};
const SHOWN = 5;

/** What happened around one subject: what it is, what happened last, what to do. */
export function GroupLine({ group, show, current, choose, open, put }: GroupLineProps) {
  const [newest] = group.notices;
  if (!newest) return null;
  const title = narrow(titleOf(group));
  const more = group.notices.length - 1;
  return (
    <li className={styles.group} data-unread={group.unread || undefined} data-current={current || undefined} onFocus={choose}>
      <span className={styles.icon} data-kind={newest.kind}>
        <Icon name={icons[newest.kind]} />
      </span>
      <div className={styles.main}>
        <WayLink way={wayOf(group)} open={open} line>
          {group.unread && <span className={styles.new}>{i18n._({ id: "inbox.new", message: "New" })}</span>}
          {title}
        </WayLink>
        <p className={styles.said}>{[sentenceOf(newest), group.team?.title ?? group.subject.context].filter(Boolean).join(" · ")}</p>
        {newest.kind === "question" && <QuestionActions group={group} done={() => put("done")} />}
        {newest.things.some((thing) => thing.id !== group.subject.id) && <Things notice={newest} />}
        <p className={styles.quiet}>
          {group.snoozed_until
            ? i18n._({ id: "inbox.back", message: "back {when}", values: { when: formatMoment(group.snoozed_until) } })
            : formatSince(group.at)}
          {more > 0 && ` · ${i18n._({ id: "inbox.andMore", message: "{n, plural, one {and one thing before} other {and # things before}}", values: { n: more } })}`}
        </p>
      </div>
      <Actions title={title} show={show} put={put} />
    </li>
  );
}

/** The moments are those of the time the line was drawn; the list is drawn anew when it changes. */
const snoozes = (put: GroupLineProps["put"]) => snoozeChoices(new Date()).map((choice) => ({ id: choice.id, label: choice.label, run: () => put("snoozed", choice.until) }));

function Actions({ title, show, put }: { title: string; show: Show; put: GroupLineProps["put"] }) {
  return (
    <div className={styles.actions}>
      {show === "open" ? (
        <IconButton icon="check" shortcut="e" label={i18n._({ id: "inbox.doneWith", message: "Done: {title}", values: { title } })} onClick={() => put("done")} />
      ) : (
        <IconButton icon="undo" shortcut="e" label={i18n._({ id: "inbox.putBack", message: "Back to the inbox: {title}", values: { title } })} onClick={() => put("open")} />
      )}
      {show !== "done" && (
        <Menu
          label={i18n._({ id: "inbox.snooze", message: "Snooze" })}
          align="end"
          trigger={<IconButton icon="clock" shortcut="h" label={i18n._({ id: "inbox.snoozeIt", message: "Snooze: {title}", values: { title } })} />}
          items={snoozes(put)}
        />
      )}
    </div>
  );
}

/** A way that the server names, opened here without a reload; with a modifier in a tab of its own, as any link. */
function WayLink({ way, open, line, children }: { way: string; open?: () => void; line?: boolean; children: ReactNode }) {
  const slug = useSlug();
  const navigate = useNavigate();
  const href = `/w/${slug}/${way}`;
  return (
    <a
      href={href}
      className={line ? styles.title : undefined}
      data-line={line}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        if (open) open();
        else void navigate({ href });
      }}
    >
      {children}
    </a>
  );
}

function Things({ notice }: { notice: Notice }) {
  const hidden = notice.things.length - SHOWN;
  return (
    <ul className={styles.things}>
      {notice.things.slice(0, SHOWN).map((thing) => (
        <li key={thing.id}>
          <WayLink way={thing.way ?? ""}>{thing.title}</WayLink>
        </li>
      ))}
      {hidden > 0 && <li className={styles.quiet}>{i18n._({ id: "inbox.thingsMore", message: "{n, plural, one {and one more} other {and # more}}", values: { n: hidden } })}</li>}
    </ul>
  );
}

/** Three reminders stayed without an answer: do it, hand it over or close it, another rhythm, or go on. */
function QuestionActions({ group, done }: { group: Group; done: () => void }) {
  const slug = useSlug();
  const goOn = useGoOn();
  const { subject, team } = group;
  const [newest] = group.notices;
  const ritual = newest ? ritualOf(newest) : "";
  const isCheckIn = subject.kind === "key_result";
  const of = subject.kind === "team" ? subject.id : team?.id;
  return (
    <div className={styles.answers}>
      {isCheckIn && (
        <>
          <LinkButton size="s" variant="primary" to="/w/$workspace/check-ins" params={{ workspace: slug }} search={{ of: subject.id }}>
            {i18n._({ id: "checkins.checkIn", message: "Check in" })}
          </LinkButton>
          <LinkButton size="s" to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: subject.id }}>
            {i18n._({ id: "inbox.answer.hand", message: "Hand over or close" })}
          </LinkButton>
        </>
      )}
      <LinkButton size="s" to="/w/$workspace/rhythm" params={{ workspace: slug }} search={{ tab: "rituals", ...(of && { team: of }) }}>
        {i18n._({ id: "inbox.answer.rhythm", message: "Change the rhythm" })}
      </LinkButton>
      <Button
        size="s"
        onClick={() => {
          goOn.run({ subject: subject.id, ritual });
          done();
        }}
      >
        {i18n._({ id: "inbox.answer.goOn", message: "Keep reminding me" })}
      </Button>
    </div>
  );
}
