import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { formatSince } from "@/lib/dates";
import { Button, IconButton } from "@/ui/Button";
import { ConfirmDanger } from "@/ui/ConfirmDanger";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { Status, Tag } from "@/ui/Status";
import { useSlug } from "@/widgets/workspace";
import { ChannelDialog } from "./ChannelDialog";
import styles from "./Chat.module.css";
import { type Channel, type Delivery, deliveriesQuery, useChangeChannel, useDeleteChannel, useTestChannel } from "./queries";
import { deliveryTitle, serviceNames, stateWords, topicWords } from "./words";

const tones: Record<Delivery["state"], "on" | "risk" | "off" | "none"> = {
  waiting: "none",
  sending: "none",
  sent: "on",
  failed: "off",
  unclear: "risk",
  left_out: "none",
};

/** One channel: what goes there, whether it arrives, and what one may do. */
export function ChannelLine({ channel, withTeam }: { channel: Channel; withTeam: boolean }) {
  const [open, setOpen] = useState(false);
  const log = useId();
  const whose = withTeam && (channel.team?.name ?? i18n._({ id: "chat.all", message: "Whole workspace" }));
  const facts = [serviceNames[channel.service], whose, `${channel.host} …${channel.hint}`, channel.room].filter(Boolean).join(" · ");
  return (
    <li className={styles.channel}>
      <div className={styles.head}>
        <div className={styles.main}>
          <span className={styles.name}>
            {channel.name}
            {!open && channel.last && <Status tone={tones[channel.last.state]}>{stateWords[channel.last.state]()}</Status>}
            {channel.paused && <Tag>{i18n._({ id: "chat.paused", message: "paused" })}</Tag>}
          </span>
          <span className={styles.quiet}>{facts}</span>
          <span className={styles.quiet}>{channel.kinds.map((kind) => topicWords[kind]().label).join(", ")}</span>
        </div>
        <Doings channel={channel} log={log} open={open} setOpen={setOpen} />
      </div>
      {channel.paused && channel.paused_because && (
        <p className={styles.said}>{i18n._({ id: "chat.stopped", message: "Three messages in a row did not arrive. {why}", values: { why: channel.paused_because } })}</p>
      )}
      {open && <Log id={log} channel={channel} />}
    </li>
  );
}

function Doings({ channel, log, open, setOpen }: { channel: Channel; log: string; open: boolean; setOpen: (open: boolean) => void }) {
  const [asking, setAsking] = useState<"edit" | "delete" | null>(null);
  const test = useTestChannel();
  const change = useChangeChannel();
  const remove = useDeleteChannel();
  const of = { name: channel.name };
  const send = () => {
    setOpen(true);
    test.run(channel.id);
  };
  return (
    <div className={styles.buttons}>
      <Button size="s" busy={test.isPending} onClick={send} aria-label={i18n._({ id: "chat.testOf", message: "Send a test to {name}", values: of })}>
        {i18n._({ id: "chat.sendTest", message: "Send a test" })}
      </Button>
      <Button size="s" variant="quiet" aria-expanded={open} aria-controls={open ? log : undefined} onClick={() => setOpen(!open)} aria-label={i18n._({ id: "chat.logOf", message: "Messages of {name}", values: of })}>
        {i18n._({ id: "chat.log", message: "Messages" })}
      </Button>
      <Button size="s" variant="quiet" busy={change.isPending} onClick={() => change.run({ channel, body: { paused: !channel.paused } })} aria-label={pauseLabel(channel)}>
        {channel.paused ? i18n._({ id: "chat.goOn", message: "Go on" }) : i18n._({ id: "chat.pause", message: "Pause" })}
      </Button>
      <IconButton size="s" icon="edit" label={i18n._({ id: "chat.editOf", message: "Edit {name}", values: of })} onClick={() => setAsking("edit")} />
      <IconButton size="s" icon="trash" label={i18n._({ id: "chat.deleteOf", message: "Delete {name}", values: of })} onClick={() => setAsking("delete")} />
      {asking === "edit" && <ChannelDialog channel={channel} teams={[]} forAll={false} close={() => setAsking(null)} />}
      {asking === "delete" && (
        <ConfirmDanger
          title={i18n._({ id: "chat.deleteTitle", message: "Delete {name}?", values: of })}
          confirm={i18n._({ id: "chat.delete", message: "Delete" })}
          onConfirm={() => {
            remove.run(channel.id);
            setAsking(null);
          }}
          close={() => setAsking(null)}
        >
          {i18n._({ id: "chat.deleteNote", message: "Its address and its list of messages are forgotten. What was posted stays there." })}
        </ConfirmDanger>
      )}
    </div>
  );
}

const pauseLabel = (channel: Channel): string =>
  channel.paused
    ? i18n._({ id: "chat.goOnOf", message: "Go on with {name}", values: { name: channel.name } })
    : i18n._({ id: "chat.pauseOf", message: "Pause {name}", values: { name: channel.name } });

function Log({ id, channel }: { id: string; channel: Channel }) {
  const { data, error, refetch } = useQuery(deliveriesQuery(useSlug(), channel.id));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} small />;
  if (!data) return <SkeletonRows rows={2} height={40} />;
  if (data.items.length === 0)
    return (
      <p id={id} className={styles.quiet}>
        {i18n._({ id: "chat.noMessages", message: "Nothing has been posted yet." })}
      </p>
    );
  return (
    <ul id={id} className={styles.log} aria-label={i18n._({ id: "chat.logOf", message: "Messages of {name}", values: { name: channel.name } })} aria-live="polite">
      {data.items.map((one) => (
        <li key={one.id} className={styles.delivery}>
          <span>
            {deliveryTitle(one)} <span className={styles.quiet}>{formatSince(one.ended_at ?? one.at)}</span>
          </span>
          <Status tone={tones[one.state]}>{stateWords[one.state]()}</Status>
          {one.answer && <p className={styles.quiet}>{one.answer}</p>}
        </li>
      ))}
    </ul>
  );
}
