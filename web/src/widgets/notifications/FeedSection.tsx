import { useState } from "react";
import { api, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { ConfirmDanger } from "@/ui/ConfirmDanger";
import { Section } from "@/ui/layout";
import { toast } from "@/ui/toast";
import { useSlug } from "@/widgets/workspace";
import styles from "./Notifications.module.css";

/** One's rituals in one's own calendar program: a secret address, told once, ended at any time. */
export function FeedSection({ has }: { has: boolean }) {
  const slug = useSlug();
  const [url, setUrl] = useState<string | null>(null);
  const [ending, setEnding] = useState(false);
  const params = { path: { workspace: slug } };
  const changed = () => [{ kind: "notifications.preferences_changed", subject: "inbox", id: slug }];
  const make = useWrite({
    workspace: slug,
    send: async (_: null, key) => {
      const made = await unwrap(api.POST("/api/w/{workspace}/notifications/feed", { params, headers: writeHeaders(key) }));
      setUrl(made.url);
      return null;
    },
    changed,
  });
  const end = useWrite({
    workspace: slug,
    send: async (_: null, key) => {
      await unwrap(api.DELETE("/api/w/{workspace}/notifications/feed", { params, headers: writeHeaders(key) }));
      setUrl(null);
      return null;
    },
    changed,
    said: () => ({ text: i18n._({ id: "feed.ended", message: "The address leads nowhere any more." }) }),
  });
  return (
    <Section
      title={i18n._({ id: "feed.title", message: "My rituals in my calendar" })}
      note={i18n._({ id: "feed.note", message: "Subscribe to this address in your calendar program. Whoever has it can read when your rituals are, and nothing else." })}
    >
      {url && <Address url={url} />}
      <div className={styles.buttons}>
        <Button icon="calendar" variant={has ? "default" : "primary"} busy={make.isPending} onClick={() => make.run(null)}>
          {has ? i18n._({ id: "feed.again", message: "Make a new address" }) : i18n._({ id: "feed.make", message: "Make the address" })}
        </Button>
        {has && (
          <Button variant="quiet" onClick={() => setEnding(true)}>
            {i18n._({ id: "feed.end", message: "End it" })}
          </Button>
        )}
      </div>
      {has && !url && <p className={styles.quiet}>{i18n._({ id: "feed.known", message: "You have an address. It is shown only when it is made; a new one ends the old." })}</p>}
      {ending && (
        <ConfirmDanger
          title={i18n._({ id: "feed.endTitle", message: "End the address?" })}
          confirm={i18n._({ id: "feed.end", message: "End it" })}
          onConfirm={() => {
            end.run(null);
            setEnding(false);
          }}
          close={() => setEnding(false)}
        >
          {i18n._({ id: "feed.endNote", message: "Calendars that use it stay as they are and get nothing new." })}
        </ConfirmDanger>
      )}
    </Section>
  );
}

function Address({ url }: { url: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      toast.show(i18n._({ id: "settings.copyByHand", message: "The browser did not let us copy. Select it and copy by hand." }));
    }
  };
  return (
    <div className={styles.address}>
      <code>{url}</code>
      <Button size="s" icon={copied ? "check" : "copy"} onClick={() => void copy()}>
        {copied ? i18n._({ id: "settings.copied", message: "Copied" }) : i18n._({ id: "settings.copy", message: "Copy" })}
      </Button>
    </div>
  );
}
