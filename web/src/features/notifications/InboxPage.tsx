import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { Segments } from "@/ui/fields/choices";
import { Page } from "@/ui/layout";
import { useShortcuts } from "@/ui/shortcuts";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { useSlug } from "@/widgets/workspace";
import { GroupLine } from "./components/GroupLine";
import styles from "./components/Inbox.module.css";
import { inboxQuery, useSort } from "./queries";
import { type Group, idsOf, type Show, snoozeChoices, stepped, wayOf } from "./rules";

const route = getRouteApi("/w/$workspace/inbox");

/** What happened that needs me? */
export function InboxPage() {
  const slug = useSlug();
  const { show = "open" } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(inboxQuery(slug, show));
  const choices = [
    { value: "open" as const, label: i18n._({ id: "inbox.show.open", message: "Open" }) },
    { value: "snoozed" as const, label: i18n._({ id: "inbox.show.snoozed", message: "Snoozed" }) },
    { value: "done" as const, label: i18n._({ id: "inbox.show.done", message: "Done" }) },
  ];
  return (
    <Page
      title={i18n._({ id: "nav.inbox", message: "Inbox" })}
      width="read"
      actions={
        <LinkButton to="/w/$workspace/settings/$section" params={{ workspace: slug, section: "notifications" }} icon="gear" variant="quiet">
          {i18n._({ id: "inbox.settings", message: "What reaches me" })}
        </LinkButton>
      }
    >
      <div className={styles.bar}>
        <Segments
          label={i18n._({ id: "inbox.show", message: "Which things" })}
          choices={choices}
          value={show}
          onChange={(next: Show) => void navigate({ to: ".", search: next === "open" ? {} : { show: next }, replace: true })}
        />
      </div>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={6} height={64} />}
      {data?.items.length === 0 && <EmptyState icon="inbox" sentence={emptyWords[show]()} />}
      {data && data.items.length > 0 && <Groups key={show} groups={data.items} show={show} />}
      {data?.more && <p className={styles.quiet}>{i18n._({ id: "inbox.more", message: "There is more; it comes up when these are done." })}</p>}
    </Page>
  );
}

const emptyWords: Record<Show, () => string> = {
  open: () => i18n._({ id: "inbox.empty.open", message: "Nothing waits for you. What happens to your goals and tasks will be here." }),
  snoozed: () => i18n._({ id: "inbox.empty.snoozed", message: "Nothing is snoozed. Press h on something to have it back later." }),
  done: () => i18n._({ id: "inbox.empty.done", message: "Nothing is done yet. Press e on something to put it away." }),
};

function Groups({ groups, show }: { groups: Group[]; show: Show }) {
  const slug = useSlug();
  const navigate = useNavigate();
  const { sort } = useSort();
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const at = Math.min(chosen, groups.length - 1);
  const group = groups[at];

  useEffect(() => {
    // the mark and the focus are one: after j, k or e the next line is under the hand and in the ear
    if (list.current?.contains(document.activeElement) || document.activeElement === document.body) focusLine(list.current, at);
  }, [at, groups.length]);

  const move = (by: number) => {
    const next = stepped(at, by, groups.length);
    setChosen(next);
    focusLine(list.current, next);
  };
  const put = (state: "done" | "open" | "snoozed", until?: Date) => group && sort({ group: group.id, ids: idsOf(group), state, from: show, ...(until && { until: until.toISOString() }) });
  const open = (which: Group | undefined) => {
    if (!which) return;
    if (which.unread && show === "open") sort({ group: which.id, ids: idsOf(which), state: "read", from: show });
    void navigate({ href: `/w/${slug}/${wayOf(which)}` });
  };
  const page = i18n._({ id: "nav.inbox", message: "Inbox" });
  useShortcuts([
    { keys: "j", group: page, label: i18n._({ id: "inbox.key.next", message: "Next" }), run: () => move(1) },
    { keys: "k", group: page, label: i18n._({ id: "inbox.key.before", message: "Previous" }), run: () => move(-1) },
    show === "open"
      ? { keys: "e", group: page, label: i18n._({ id: "inbox.key.done", message: "Done" }), run: () => put("done") }
      : { keys: "e", group: page, label: i18n._({ id: "inbox.key.back", message: "Back to the inbox" }), run: () => put("open") },
    { keys: "h", group: page, label: i18n._({ id: "inbox.key.snooze", message: "Snooze until tomorrow" }), run: () => put("snoozed", snoozeChoices(new Date()).find((choice) => choice.id === "tomorrow")?.until) },
  ]);
  return (
    <ul className={styles.list} ref={list}>
      {groups.map((each, place) => (
        <GroupLine
          key={each.id}
          group={each}
          show={show}
          current={place === at}
          choose={() => setChosen(place)}
          open={() => open(each)}
          put={(state, until) => sort({ group: each.id, ids: idsOf(each), state, from: show, ...(until && { until: until.toISOString() }) })}
        />
      ))}
    </ul>
  );
}

function focusLine(list: HTMLUListElement | null, at: number): void {
  list?.querySelectorAll<HTMLElement>("[data-line]")[at]?.focus();
}
