import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { Section } from "@/ui/layout";
import { ErrorState } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { CopyOnce } from "../components/CopyOnce";
import styles from "../components/Lines.module.css";
import { type CreatedInvitation, type Invitation, invitationsQuery, type Role } from "../queries";
import { rolesUpTo } from "../rules";
import { roleNote, roleWord } from "../words";
import { useInvite, useRevokeInvitation } from "../writes";

/** Who has been asked and has not come yet. Nothing is drawn when nobody has. */
export function Invitations() {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(invitationsQuery(slug));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} small />;
  if (!data || data.items.length === 0) return null;
  return (
    <Section
      title={i18n._({ id: "settings.invitations", message: "Open invitations" })}
      note={i18n._({ id: "settings.invitations.note", message: "A link is shown once. If it was lost, make a new one: the old one then stops working." })}
    >
      <ul className={styles.list}>
        {data.items.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
}

function InvitationLine({ invitation }: { invitation: Invitation }) {
  const [made, setMade] = useState<CreatedInvitation | null>(null);
  const invite = useInvite();
  const revoke = useRevokeInvitation();
  const { email, role } = invitation;
  const again = () => void invite.ask({ email, role, name: "" }).then(setMade, () => undefined);
  return (
    <li className={styles.line}>
      <span className={styles.main}>
        {email}
        <span className={styles.quiet}>
          {i18n._({
            id: "settings.invitations.by",
            message: "{role}, invited by {inviter}, until {day}",
            values: { role: roleWord(role), inviter: invitation.inviter, day: formatDay(invitation.expires_at.slice(0, 10)) },
          })}
        </span>
      </span>
      <Button size="s" icon="link" busy={invite.isPending} onClick={again} aria-label={i18n._({ id: "settings.invitations.againOf", message: "New link for {email}", values: { email } })}>
        {i18n._({ id: "settings.invitations.again", message: "New link" })}
      </Button>
      <Button size="s" variant="quiet" onClick={() => revoke.run(invitation.id)} aria-label={i18n._({ id: "settings.invitations.revokeOf", message: "Withdraw the invitation of {email}", values: { email } })}>
        {i18n._({ id: "settings.invitations.revoke", message: "Withdraw" })}
      </Button>
      {made && <InvitationLink made={made} close={() => setMade(null)} />}
    </li>
  );
}

/** Asks for an address and a role; then shows the link, once. */
export function InviteDialog({ close }: { close: () => void }) {
  const { me } = useWorkspace();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [made, setMade] = useState<CreatedInvitation | null>(null);
  const invite = useInvite((found) => {
    setProblem(found);
    return found.errors.length > 0;
  });
  const form = useFields({ email: "", name: "", role: "member" as Role }, problem);
  if (made) return <InvitationLink made={made} close={close} />;
  return (
    <FormDialog
      title={i18n._({ id: "settings.invite", message: "Invite somebody" })}
      close={close}
      size="s"
      submit={i18n._({ id: "settings.invite.make", message: "Invite" })}
      onSubmit={() => void invite.ask(form.values).then(setMade, () => undefined)}
      busy={invite.isPending}
    >
      <TextField label={i18n._({ id: "settings.invite.email", message: "E-mail" })} type="email" autoComplete="off" required {...form.bind("email")} />
      <TextField
        label={i18n._({ id: "settings.invite.name", message: "Name (if you know it)" })}
        help={i18n._({ id: "settings.invite.nameHelp", message: "Work can be given to them at once, before they come." })}
        autoComplete="off"
        {...form.bind("name")}
      />
      <SelectField
        label={i18n._({ id: "people.role", message: "Role" })}
        options={rolesUpTo(me.role).map((role) => ({ value: role, label: roleWord(role), hint: roleNote(role) }))}
        value={form.values.role}
        onChange={(role) => role && form.set({ role: role as Role })}
        error={form.bind("role").error}
      />
    </FormDialog>
  );
}

function InvitationLink({ made, close }: { made: CreatedInvitation; close: () => void }) {
  const { email } = made.invitation;
  return (
    <CopyOnce
      title={i18n._({ id: "settings.invite.done", message: "{email} is invited", values: { email } })}
      label={i18n._({ id: "settings.invite.link", message: "Invitation link" })}
      note={
        made.mailed
          ? i18n._({ id: "settings.invite.mailed", message: "We have mailed the link. You can also hand it over yourself; it is shown only now and works once." })
          : i18n._({ id: "settings.invite.notMailed", message: "No mail server is set up here, so hand the link over yourself. It is shown only now and works once." })
      }
      value={made.link}
      close={close}
    />
  );
}
