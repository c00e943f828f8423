import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { useSlug } from "@/widgets/workspace";
import { ChannelDialog } from "./ChannelDialog";
import { ChannelLine } from "./ChannelLine";
import styles from "./Chat.module.css";
import { type Channels, channelsQuery } from "./queries";

/** What goes to chat, and does it arrive? Of the workspace and one's teams, or (with `team`) of one team. */
export function ChatSection({ team }: { team?: string }) {
  const slug = useSlug();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(channelsQuery(slug, team));
  const canAdd = data !== undefined && data.ready && (data.can.create || (team === undefined && data.teams.length > 0));
  const add = canAdd && (
    <Button variant="primary" icon="plus" onClick={() => setAdding(true)}>
      {i18n._({ id: "chat.add", message: "Connect a channel" })}
    </Button>
  );
  if (team !== undefined && data && !data.can.create && data.items.length === 0) return null;
  return (
    <Section
      title={i18n._({ id: "chat.title", message: "Chat" })}
      note={i18n._({ id: "chat.note", message: "Slack, Microsoft Teams, Mattermost, Matrix, Google Chat, Discord, Rocket.Chat. Only what every member may see goes there; private goals never do." })}
      actions={data && data.items.length > 0 && add}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={3} height={64} />}
      {data?.items.length === 0 && <EmptyState icon="link" sentence={nothing(data, team)} action={add} />}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((channel) => (
            <ChannelLine key={channel.id} channel={channel} withTeam={team === undefined} />
          ))}
        </ul>
      )}
      {adding && data && <ChannelDialog team={team} teams={data.teams} forAll={team === undefined && data.can.create === true} close={() => setAdding(false)} />}
    </Section>
  );
}

function nothing(data: Channels, team: string | undefined): string {
  if (!data.ready)
    return i18n._({
      id: "chat.noKey",
      message: "Headway has no key to keep addresses safe with. Whoever runs it can set HEADWAY_SECRET_KEYS; the command “headway key” makes one.",
    });
  if (!data.can.create && data.teams.length === 0) return i18n._({ id: "chat.notYours", message: "Administrators connect the chat of the workspace, team leads that of their team." });
  return team === undefined
    ? i18n._({ id: "chat.none", message: "Nothing goes to chat yet. Let people hear of calls, reds and wins where they talk." })
    : i18n._({ id: "chat.noneOfTeam", message: "This team hears nothing in chat yet. Let it hear of calls, reds and wins where it talks." });
}
