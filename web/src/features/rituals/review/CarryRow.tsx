import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatScore, narrow } from "@/lib/numbers";
import { CheckField } from "@/ui/fields/choices";
import { Scale } from "@/ui/fields/Scale";
import { formatValue } from "@/widgets/goals/values";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./Review.module.css";
import type { How, ObjectivePlan } from "./rules";

interface CarryRowProps {
  plan: ObjectivePlan;
  how: How | undefined;
  may: boolean;
  change: (how: How) => void;
  /** Key results that get their title with the new numbers. */
  renamed: ReadonlySet<string>;
  rename: (keyResult: string, wanted: boolean) => void;
}

const ways = (): { value: How; label: string }[] => [
  { value: "continue", label: i18n._({ id: "rituals.way.continue", message: "Continue" }) },
  { value: "clone", label: i18n._({ id: "rituals.way.clone", message: "Start anew" }) },
  { value: "drop", label: i18n._({ id: "rituals.way.drop", message: "End here" }) },
];

/** One objective: what becomes of it, and what that would look like. */
export function CarryRow({ plan, how, may, change, renamed, rename }: CarryRowProps) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const { objective, successor, score } = plan;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <span>{narrow(objective.title)}</span>
        <small>{score === null ? i18n._({ id: "rituals.unscored", message: "not scored yet" }) : i18n._({ id: "rituals.objective.score", message: "Score {score}", values: { score: formatScore(score, locale) } })}</small>
      </div>
      {successor ? (
        <p className={styles.quiet}>
          {i18n._({ id: "rituals.goesOn", message: "Goes on as" })}{" "}
          <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: successor.id }}>
            {narrow(successor.title)}
          </Link>
        </p>
      ) : (
        may && <Scale label={i18n._({ id: "rituals.way", message: "What becomes of it: {title}", values: { title: objective.title } })} steps={ways()} value={how ?? null} onChange={change} />
      )}
      {!successor && (how === "continue" || how === "clone") && <Preview plan={plan} how={how} renamed={renamed} rename={may ? rename : undefined} />}
    </li>
  );
}

interface PreviewProps {
  plan: ObjectivePlan;
  how: "continue" | "clone";
  renamed: ReadonlySet<string>;
  rename: CarryRowProps["rename"] | undefined;
}

function Preview({ plan, how, renamed, rename }: PreviewProps) {
  const locale = useFormatLocale();
  const way = how === "continue" ? plan.continued : plan.cloned;
  const says = linkSentences(way);
  return (
    <ul className={styles.preview}>
      {way.key_results.map((one) => {
        const value = (number: number | null) => (number === null ? "–" : formatValue(number, one, locale));
        return (
          <li key={one.key_result.id} data-left-out={one.left_out || undefined}>
            {narrow(one.key_result.title)}
            <small>
              {one.left_out
                ? i18n._({ id: "rituals.plan.reached", message: "reached, stays behind" })
                : one.start !== null && one.target !== null
                  ? i18n._({ id: "rituals.plan.line", message: "from {start} to {target}", values: { start: value(one.start), target: value(one.target) } })
                  : one.note === "steps"
                    ? i18n._({ id: "rituals.plan.steps", message: "the steps that are left" })
                    : i18n._({ id: "rituals.plan.same", message: "as it is" })}
            </small>
            {rename && !one.left_out && one.title !== one.key_result.title && (
              <div className={styles.rename}>
                <CheckField
                  label={i18n._({ id: "rituals.plan.rename", message: "Call it “{title}”: its old title names the old numbers", values: { title: narrow(one.title) } })}
                  checked={renamed.has(one.key_result.id)}
                  onChange={(wanted) => rename(one.key_result.id, wanted)}
                />
              </div>
            )}
          </li>
        );
      })}
      {says.map((sentence) => (
        <li key={sentence} className={styles.quiet}>
          {sentence}
        </li>
      ))}
    </ul>
  );
}

function linkSentences(way: ObjectivePlan["continued"]): string[] {
  const names = (outcome: string) => way.links.filter((link) => link.outcome === outcome).map((link) => link.goal?.title ?? "");
  const hidden = names("hidden").length;
  return [
    ...(way.work > 0 ? [i18n._({ id: "rituals.plan.work", message: "{n, plural, one {# open piece of work comes} other {# open pieces of work come}} along; what is done stays with the old goal.", values: { n: way.work } })] : []),
    ...names("stays").map((goal) => i18n._({ id: "rituals.plan.stays", message: "Keeps serving “{goal}”.", values: { goal } })),
    ...names("moves").map((goal) => i18n._({ id: "rituals.plan.moves", message: "Serves what continues “{goal}”.", values: { goal } })),
    ...names("lost").map((goal) => i18n._({ id: "rituals.plan.lost", message: "No longer serves “{goal}”, which ends with its cycle.", values: { goal } })),
    ...(hidden > 0 ? [i18n._({ id: "rituals.plan.hidden", message: "It serves a goal that is not shared with you; that link stays behind." })] : []),
  ];
}
