import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatShare, narrow } from "@/lib/numbers";
import { AvatarStack } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { ProgressBar } from "@/ui/ProgressBar";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { useWorkspace } from "../workspace";
import { LinkDialog } from "./LinkDialog";
import styles from "./LinkedWork.module.css";
import { type LinkedWork, linkedWorkQuery, useUnlinkWork, type WorkItem } from "./queries";

/** The work behind a key result: what is linked, how much each part counts, how far it is. */
export function LinkedWorkSection({ keyResult }: { keyResult: string }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(linkedWorkQuery(slug, keyResult));
  const [linking, setLinking] = useState(false);
  return (
    <Section
      title={i18n._({ id: "links.title", message: "Linked work" })}
      note={data && !data.counts ? i18n._({ id: "links.notCounted", message: "This key result takes recorded values; the work beside it shows the effort and does not move the number." }) : undefined}
      actions={
        data?.can_link && (
          <Button size="s" icon="link" onClick={() => setLinking(true)}>
            {i18n._({ id: "links.add", message: "Link work" })}
          </Button>
        )
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
      {!data && !error && <SkeletonRows rows={3} height={40} />}
      {data && <WorkList work={data} />}
      {linking && <LinkDialog keyResult={keyResult} close={() => setLinking(false)} />}
    </Section>
  );
}

function WorkList({ work }: { work: LinkedWork }) {
  const { hidden } = work;
  if (work.items.length + hidden.items === 0) {
    return <p className={styles.none}>{i18n._({ id: "links.none", message: "No work is linked yet." })}</p>;
  }
  return (
    <ul className={styles.list}>
      {work.items.map((item) => (
        <WorkRow key={item.id} item={item} keyResult={work.key_result.id} />
      ))}
      {hidden.items > 0 && (
        <li className={styles.hidden}>
          {hidden.leaves === 0
            ? i18n._({ id: "links.hidden.noTasks", message: "{n, plural, one {# more that you cannot see} other {# more that you cannot see}}, without tasks to count", values: { n: hidden.items } })
            : i18n._({ id: "links.hidden", message: "{n, plural, one {# more that you cannot see} other {# more that you cannot see}}: {done} of {leaves} done", values: { n: hidden.items, done: hidden.done, leaves: hidden.leaves } })}
        </li>
      )}
    </ul>
  );
}

function WorkRow({ item, keyResult }: { item: WorkItem; keyResult: string }) {
  const locale = useFormatLocale();
  const unlink = useUnlinkWork(keyResult);
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <WorkTitle item={item} />
        <span className={styles.facts}>
          {item.share !== null && <span className="num">{i18n._({ id: "links.share", message: "{share} of the number", values: { share: formatShare(item.share, locale) } })}</span>}
          {item.counted.leaves === 0 && item.counted.share !== null && <span>{i18n._({ id: "links.noTasks", message: "no tasks yet" })}</span>}
          {item.due_on && <span>{formatDay(item.due_on, { locale })}</span>}
          {item.state === "cancelled" && <Tag>{i18n._({ id: "links.cancelled", message: "Cancelled" })}</Tag>}
        </span>
      </div>
      <AvatarStack names={item.people.map((person) => person.name)} />
      <span className={styles.progress}>
        <ProgressBar value={item.counted.share} tone="done" label={item.title} />
        <span className="num">{narrow(item.counted.display) || "–"}</span>
      </span>
      {item.can_edit && <IconButton icon="x" size="s" label={i18n._({ id: "links.remove", message: "Remove {label}", values: { label: item.label } })} onClick={() => unlink.run(item)} />}
    </li>
  );
}

function WorkTitle({ item }: { item: WorkItem }) {
  const { slug } = useWorkspace();
  if (item.kind === "task") {
    return (
      <Link className={styles.title} to="." search={(before: Record<string, unknown>) => ({ ...before, task: item.item_id })}>
        <span className={styles.label}>{item.label}</span> {item.title}
      </Link>
    );
  }
  return (
    <Link className={styles.title} to="/w/$workspace/projects/$project" params={{ workspace: slug, project: item.item_id }}>
      {item.title}
    </Link>
  );
}
