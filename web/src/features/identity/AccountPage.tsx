import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { i18n } from "@/i18n/i18n";
import { formatSince } from "@/lib/dates";
import { uuid } from "@/lib/uuid";
import { Button, LinkButton } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/fields/TextField";
import { Page, Section, Stack } from "@/ui/layout";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { toast } from "@/ui/toast";
import styles from "./AccountPage.module.css";
import { useFields } from "@/ui/fields/useFields";
import { Form, useSending } from "./components/Form";
import { bootstrapQuery, changePassword, renameAccount, revokeSession, type Session, sessionsQuery } from "./queries";
import { deviceName } from "./rules";

/** Name, password and the places one is signed in: the account's, in all workspaces alike. */
export function AccountPage() {
  return (
    <main id="main" className={styles.main}>
      <Page
        title={i18n._({ id: "identity.account.title", message: "Account" })}
        width="read"
        actions={<LinkButton to="/">{i18n._({ id: "identity.account.back", message: "Back to work" })}</LinkButton>}
      >
        <NameSection />
        <PasswordSection />
        <SessionsSection />
      </Page>
    </main>
  );
}

function NameSection() {
  const client = useQueryClient();
  const { data: bootstrap } = useSuspenseQuery(bootstrapQuery);
  const sending = useSending(
    (name: string) => renameAccount(name, uuid()),
    async () => {
      toast.show(i18n._({ id: "identity.account.renamed", message: "Name saved" }));
      await client.invalidateQueries();
    },
  );
  const form = useFields({ name: bootstrap.account?.name ?? "" }, sending.problem);
  return (
    <Section title={i18n._({ id: "identity.account.you", message: "You" })} note={bootstrap.account?.email}>
      <div className={styles.form}>
        <Form {...sending} quiet fields={["name"]} onSubmit={() => sending.send(form.values.name)} submit={i18n._({ id: "identity.account.save", message: "Save" })}>
          <TextField label={i18n._({ id: "identity.name", message: "Your name" })} autoComplete="name" {...form.bind("name")} />
        </Form>
      </div>
    </Section>
  );
}

function PasswordSection() {
  const client = useQueryClient();
  const sending = useSending(changePassword, () => {
    form.reset();
    toast.show(i18n._({ id: "identity.account.passwordChanged", message: "Password changed; other places are signed out" }));
    void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  });
  const form = useFields({ current: "", new: "" }, sending.problem);
  return (
    <Section title={i18n._({ id: "identity.password", message: "Password" })}>
      <div className={styles.form}>
        <Form {...sending} quiet fields={["current", "new"]} onSubmit={() => sending.send(form.values)} submit={i18n._({ id: "identity.account.change", message: "Change password" })}>
          <PasswordField label={i18n._({ id: "identity.password.current", message: "Current password" })} autoComplete="current-password" {...form.bind("current")} />
          <PasswordField label={i18n._({ id: "identity.password.newLabel", message: "New password" })} autoComplete="new-password" {...form.bind("new")} />
        </Form>
      </div>
    </Section>
  );
}

function SessionsSection() {
  const sessions = useQuery(sessionsQuery);
  return (
    <Section
      title={i18n._({ id: "identity.sessions.title", message: "Where you are signed in" })}
      note={i18n._({ id: "identity.sessions.note", message: "Sign out what you do not recognise, then change your password." })}
    >
      {sessions.isPending && <SkeletonRows rows={3} height={48} />}
      {sessions.error && <ErrorState error={sessions.error} retry={() => void sessions.refetch()} small />}
      {sessions.data && (
        <ul className={styles.sessions}>
          {sessions.data.items.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeSession(session.id),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
    onError: toast.error,
  });
  const device = deviceName(session.agent);
  return (
    <li className={styles.session}>
      <Stack gap={0}>
        <span>{device}</span>
        <small>
          {session.address} · {formatSince(session.last_seen_at)}
        </small>
      </Stack>
      {session.current ? (
        <Tag>{i18n._({ id: "identity.sessions.this", message: "This one" })}</Tag>
      ) : (
        <Button size="s" busy={revoke.isPending} onClick={() => revoke.mutate()} aria-label={i18n._({ id: "identity.sessions.revokeOf", message: "Sign out {device}", values: { device } })}>
          {i18n._({ id: "identity.sessions.revoke", message: "Sign out" })}
        </Button>
      )}
    </li>
  );
}
