import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatShare, narrow } from "@/lib/numbers";
import { AvatarStack } from "@/ui/Avatar";
import { Icon } from "@/ui/icons";
import { ProgressBar } from "@/ui/ProgressBar";
import { ErrorState, SkeletonBox } from "@/ui/states";
import { useWorkspace } from "../workspace";
import styles from "./LineDown.module.css";
import { type SightKind, type Step, stepsQuery } from "./queries";
import { kindWord, sightIcons, SightLink } from "./SightCard";

/** What carries a goal, level by level: goals, projects, tasks and the people on them. Each level loads when it is opened. */
export function LineDown({ kind, id }: { kind: SightKind; id: string }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(stepsQuery(slug, kind, id));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} small />;
  if (!data) return <SkeletonBox height={64} />;
  if (data.items.length + data.hidden === 0) return <p className={styles.none}>{i18n._({ id: "line.down.none", message: "Nothing hangs on this yet." })}</p>;
  return (
    <ul className={styles.list}>
      {data.items.map((step) => (
        <StepRow key={`${step.kind}-${step.id}`} step={step} />
      ))}
      {data.hidden > 0 && (
        <li className={styles.none}>
          <Icon name="lock" size={13} /> {i18n._({ id: "line.down.hidden", message: "{n} more that you cannot see", values: { n: data.hidden } })}
        </li>
      )}
      {data.more && <li className={styles.none}>{i18n._({ id: "line.down.more", message: "There is more: open it to see all." })}</li>}
    </ul>
  );
}

function StepRow({ step }: { step: Step }) {
  const [open, setOpen] = useState(false);
  const locale = useFormatLocale();
  const opens = step.below > 0;
  const name = open ? i18n._({ id: "line.down.close", message: "Close {title}", values: { title: step.title } }) : i18n._({ id: "line.down.open", message: "Open {title}", values: { title: step.title } });
  return (
    <li>
      <div className={styles.row}>
        {opens ? (
          <button type="button" className={styles.turn} aria-expanded={open} aria-label={name} onClick={() => setOpen(!open)}>
            <Icon name={open ? "chevronDown" : "chevronRight"} size={14} />
          </button>
        ) : (
          <span className={styles.turn} />
        )}
        <Icon name={sightIcons[step.kind]} size={14} />
        <span className={styles.words}>
          <SightLink kind={step.kind} id={step.id} className={styles.title}>
            {step.title}
          </SightLink>
          <span className={styles.facts}>
            {kindWord(step.kind)} {step.label}
            {step.share !== null && ` · ${i18n._({ id: "goals.countsFor", message: "{share} of the number above", values: { share: formatShare(step.share, locale) } })}`}
            {opens && ` · ${i18n._({ id: "line.down.below", message: "{n} below", values: { n: step.below } })}`}
          </span>
        </span>
        <span className={styles.people}>{step.people.length > 0 && <AvatarStack names={step.people.map((person) => person.name)} size={22} />}</span>
        <span className={styles.progress}>
          <ProgressBar value={step.progress} label={step.title} />
          <span className="num">{narrow(step.display) || "–"}</span>
        </span>
      </div>
      {open && (
        <div className={styles.below}>
          <LineDown kind={step.kind} id={step.id} />
        </div>
      )}
    </li>
  );
}
