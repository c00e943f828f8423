import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { formatDay, formatSince } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { ConfirmDanger } from "@/ui/ConfirmDanger";
import { Section } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { useWorkspace } from "@/widgets/workspace";
import styles from "../components/Lines.module.css";
import { type Token, tokensQuery } from "../queries";
import { useRevokeToken } from "../writes";
import { TokenDialog } from "./TokenDialog";

export function TokensSection() {
  const { slug, me } = useWorkspace();
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery(tokensQuery(slug));
  const make = me.can.make_token && (
    <Button variant="primary" icon="plus" onClick={() => setMaking(true)}>
      {i18n._({ id: "settings.tokens.new", message: "New token" })}
    </Button>
  );
  return (
    <Section
      title={i18n._({ id: "settings.tokens", message: "API tokens" })}
      note={i18n._({ id: "settings.tokens.note", message: "A program acts with a token as you: it never may more than you may, and only what you tick." })}
      actions={data && data.items.length > 0 && make}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={4} height={46} />}
      {data?.items.length === 0 && <EmptyState icon="lock" sentence={i18n._({ id: "settings.tokens.none", message: "No program has a token yet." })} action={make} />}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((token) => (
            <TokenLine key={token.id} token={token} />
          ))}
        </ul>
      )}
      {making && <TokenDialog close={() => setMaking(false)} />}
    </Section>
  );
}

function TokenLine({ token }: { token: Token }) {
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeToken();
  const used = token.used_at
    ? i18n._({ id: "settings.tokens.used", message: "used {since}", values: { since: formatSince(token.used_at) } })
    : i18n._({ id: "settings.tokens.unused", message: "never used" });
  const until = token.expires_at
    ? i18n._({ id: "settings.tokens.until", message: "until {day}", values: { day: formatDay(token.expires_at.slice(0, 10)) } })
    : i18n._({ id: "settings.tokens.forever", message: "until it is revoked" });
  return (
    <li className={styles.line}>
      <span className={styles.main}>
        <span>
          {token.name} <span className={styles.quiet}>…{token.hint}</span>
        </span>
        <span className={styles.quiet}>{[token.mine ? "" : token.owner, used, until].filter(Boolean).join(" · ")}</span>
      </span>
      <span className={styles.side}>
        {token.scopes.map((scope) => (
          <Tag key={scope}>{scope}</Tag>
        ))}
      </span>
      <Button size="s" onClick={() => setAsking(true)} aria-label={i18n._({ id: "settings.tokens.revokeOf", message: "Revoke {name}", values: { name: token.name } })}>
        {i18n._({ id: "settings.tokens.revoke", message: "Revoke" })}
      </Button>
      {asking && (
        <ConfirmDanger
          title={i18n._({ id: "settings.tokens.revokeTitle", message: "Revoke {name}?", values: { name: token.name } })}
          confirm={i18n._({ id: "settings.tokens.revoke", message: "Revoke" })}
          onConfirm={() => {
            revoke.run(token.id);
            setAsking(false);
          }}
          close={() => setAsking(false)}
        >
          {i18n._({ id: "settings.tokens.revokeNote", message: "The next request with it is refused. It cannot be had back." })}
        </ConfirmDanger>
      )}
    </li>
  );
}
