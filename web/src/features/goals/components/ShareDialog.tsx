import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Person } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { Segments } from "@/ui/fields/choices";
import { PersonField } from "@/ui/fields/PeopleField";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { usePeople } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import type { ObjectiveOut } from "../queries";
import { type Share, type ShareAccess, sharesQuery, useShare, useUnshare } from "../shares";
import { FormProblem } from "./FormProblem";
import styles from "./ObjectiveForm.module.css";

/** Open an objective to a person: a guest, or somebody who would not see a private one. */
export function ShareDialog({ objective, close }: { objective: ObjectiveOut; close: () => void }) {
  const people = usePeople();
  const [member, setMember] = useState<string | null>(null);
  const [access, setAccess] = useState<ShareAccess>("view");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const share = useShare(objective.id, setProblem);
  const submit = () => {
    if (member === null) return;
    setProblem(null);
    void share.ask({ member_id: member, access }).then(
      () => setMember(null),
      () => undefined,
    );
  };
  return (
    <FormDialog
      title={i18n._({ id: "goals.share.title", message: "Share this objective" })}
      close={close}
      submit={i18n._({ id: "goals.share.submit", message: "Share it" })}
      onSubmit={submit}
      busy={share.isPending}
    >
      <p className={styles.note} tabIndex={-1} data-autofocus>
        {objective.private
          ? i18n._({ id: "goals.share.private", message: "It is private: whom you add here sees it, too." })
          : i18n._({ id: "goals.share.open", message: "Everybody in the workspace sees it already; guests see it when you add them here." })}
      </p>
      <PersonField label={i18n._({ id: "goals.share.with", message: "With" })} people={people} value={member} onChange={setMember} error={problem?.byField.member_id} />
      <Segments label={i18n._({ id: "goals.share.access", message: "May" })} choices={accessChoices()} value={access} onChange={setAccess} />
      <FormProblem problem={problem} fields={["member_id"]} />
      <Shares objective={objective.id} />
    </FormDialog>
  );
}

const accessChoices = () => [
  { value: "view" as const, label: i18n._({ id: "goals.share.view", message: "May look" }) },
  { value: "edit" as const, label: i18n._({ id: "goals.share.edit", message: "May change it" }) },
];

function Shares({ objective }: { objective: string }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(sharesQuery(slug, objective));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} small />;
  if (!data) return <SkeletonRows rows={2} height={32} />;
  if (data.items.length === 0) return <p className={styles.note}>{i18n._({ id: "goals.share.none", message: "Not shared with anybody yet." })}</p>;
  return (
    <ul className={styles.shares} aria-label={i18n._({ id: "goals.share.list", message: "Shared with" })}>
      {data.items.map((share) => (
        <ShareRow key={share.member_id} share={share} objective={objective} />
      ))}
    </ul>
  );
}

function ShareRow({ share, objective }: { share: Share; objective: string }) {
  const unshare = useUnshare(objective);
  const may = accessChoices().find((choice) => choice.value === share.access)?.label;
  return (
    <li>
      <Person name={share.member} size={20} />
      <span className={styles.note}>{may}</span>
      <IconButton size="s" icon="x" label={i18n._({ id: "goals.share.remove", message: "Stop sharing with {member}", values: { member: share.member } })} onClick={() => unshare.run(share)} />
    </li>
  );
}
