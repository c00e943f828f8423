import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { ConfirmDanger } from "@/ui/ConfirmDanger";
import { SelectField } from "@/ui/fields/SelectField";
import { Section } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { useWorkspace } from "@/widgets/workspace";
import styles from "../components/Lines.module.css";
import { Words } from "../components/Words";
import { type Member, membersQuery } from "../queries";
import { named, rolesUpTo } from "../rules";
import { roleNote, roleWord } from "../words";
import { useEditMember, useRemoveMember } from "../writes";
import { Invitations, InviteDialog } from "./Invitations";

const MANY = 12; // from here on one rather types than looks

export function MembersSection() {
  const { slug, me } = useWorkspace();
  const [inviting, setInviting] = useState(false);
  const [shown, setShown] = useState<"active" | "removed">("active");
  const [words, setWords] = useState("");
  const { data, error, refetch } = useQuery(membersQuery(slug, shown));
  const members = named(data?.items ?? [], words);
  return (
    <>
      {me.can.invite && <Invitations />}
      <Section
        title={i18n._({ id: "settings.members", message: "Members" })}
        actions={
          me.can.invite && (
            <Button variant="primary" icon="mail" onClick={() => setInviting(true)}>
              {i18n._({ id: "settings.invite", message: "Invite somebody" })}
            </Button>
          )
        }
      >
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <SkeletonRows rows={8} height={46} />}
        {data && data.items.length >= MANY && (
          <div className={styles.filters} role="search">
            <Words label={i18n._({ id: "people.find", message: "Find a person" })} value={words} change={setWords} />
          </div>
        )}
        {data && data.items.length > 0 && members.length === 0 && <EmptyState icon="people" sentence={i18n._({ id: "people.nobody", message: "Nobody here matches." })} />}
        {data?.items.length === 0 && <EmptyState icon="people" sentence={i18n._({ id: "settings.members.none", message: "Nobody has left." })} />}
        {members.length > 0 && (
          <ul className={styles.list}>
            {members.map((member) => (
              <MemberLine key={member.id} member={member} />
            ))}
          </ul>
        )}
        <Button variant="quiet" size="s" onClick={() => setShown(shown === "active" ? "removed" : "active")}>
          {shown === "active" ? i18n._({ id: "settings.members.showLeft", message: "Who has left" }) : i18n._({ id: "settings.members.showHere", message: "Who is here" })}
        </Button>
      </Section>
      {inviting && <InviteDialog close={() => setInviting(false)} />}
    </>
  );
}

function MemberLine({ member }: { member: Member }) {
  const { me } = useWorkspace();
  const [removing, setRemoving] = useState(false);
  const mine = member.id === me.member;
  return (
    <li className={styles.line}>
      <Avatar name={member.name} size={28} decorative />
      <span className={styles.main}>
        <span>
          {member.name}
          {mine && <span className={styles.quiet}> {i18n._({ id: "settings.members.you", message: "(you)" })}</span>}
        </span>
        <span className={styles.quiet}>{member.email}</span>
      </span>
      {!member.joined && member.active && !member.sample && <Tag>{i18n._({ id: "settings.members.notJoined", message: "Has not joined yet" })}</Tag>}
      {member.can.change_role && member.active ? <RolePicker member={member} /> : <Tag>{roleWord(member.role)}</Tag>}
      <span className={styles.last}>
        {member.can.remove && member.active && !mine && (
          <IconButton icon="x" size="s" label={i18n._({ id: "settings.members.removeOf", message: "Remove {name}", values: { name: member.name } })} onClick={() => setRemoving(true)} />
        )}
      </span>
      {removing && <RemoveMember member={member} close={() => setRemoving(false)} />}
    </li>
  );
}

function RolePicker({ member }: { member: Member }) {
  const { me } = useWorkspace();
  const edit = useEditMember();
  return (
    <span className={styles.role}>
      <SelectField
        label={i18n._({ id: "settings.members.roleOf", message: "Role of {name}", values: { name: member.name } })}
        hideLabel
        options={rolesUpTo(me.role).map((role) => ({ value: role, label: roleWord(role), hint: roleNote(role) }))}
        value={member.role}
        onChange={(role) => role && role !== member.role && edit.run({ id: member.id, role: role as Member["role"], before: member.role })}
      />
    </span>
  );
}

function RemoveMember({ member, close }: { member: Member; close: () => void }) {
  const remove = useRemoveMember();
  return (
    <ConfirmDanger
      title={i18n._({ id: "settings.members.removeTitle", message: "Remove {name} from the workspace?", values: { name: member.name } })}
      confirm={i18n._({ id: "settings.members.remove", message: "Remove" })}
      busy={remove.isPending}
      onConfirm={() => void remove.ask({ id: member.id, name: member.name }).then(close, close)}
      close={close}
    >
      {i18n._({
        id: "settings.members.removeNote",
        message: "Access ends at once: open pages, API tokens, team places and shares. Goals and tasks stay, with the name on them. You can invite the same address again.",
      })}
    </ConfirmDanger>
  );
}
