import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { fromIso } from "@/lib/dates";
import { dateFormat } from "@/lib/formats";
import { formatShare, narrow } from "@/lib/numbers";
import { Choice, Choices } from "@/ui/Choices";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { healthTone } from "@/widgets/goals/health";
import { useWorkspace } from "@/widgets/workspace";
import { NoGoals } from "../NoGoals";
import { AssessObjective } from "./AssessObjective";
import styles from "./Assessment.module.css";
import { assessmentsQuery } from "./queries";
import { type AssessmentPage, isOpen, nextAfter, shownItem, type ToAssess } from "./rules";

const route = getRouteApi("/w/$workspace/rhythm");

/** Will we make it, and what do we do about it? One objective after the other. */
export function AssessmentTab({ team }: { team: string }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(assessmentsQuery(slug, team));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} />;
  if (data.items.length === 0) return <NoGoals sentence={i18n._({ id: "rituals.assessment.none", message: "This team has no objective that runs this month, so there is nothing to assess." })} />;
  return <Month page={data} />;
}

function Month({ page }: { page: AssessmentPage }) {
  const locale = useFormatLocale();
  const { objective } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = shownItem(page.items, objective);
  const go = (id: string | null) => void navigate({ to: ".", search: (before) => ({ ...before, objective: id ?? undefined }), replace: true });
  const month = dateFormat({ month: "long", year: "numeric" }, locale).format(fromIso(page.month));
  return (
    <div className={styles.page}>
      <p className={styles.lead} role="status">
        {leadOf(page, month)}
      </p>
      <div className={styles.columns}>
        {shown && <AssessObjective key={shown.objective.id} item={shown} month={page.month} after={() => go(nextAfter(page.items, shown.objective.id))} step={(by) => go(neighbour(page, shown.objective.id, by))} />}
        <Choices label={i18n._({ id: "rituals.assessment.all", message: "Objectives of this month" })}>
          {page.items.map((item) => (
            <Choice
              key={item.objective.id}
              chosen={item === shown}
              choose={() => go(item.objective.id)}
              lead={<i className={styles.dot} data-tone={healthTone(item.objective.health.state)} aria-hidden="true" />}
              end={endOf(item, locale)}
            >
              {narrow(item.objective.title)}
            </Choice>
          ))}
        </Choices>
      </div>
    </div>
  );
}

/** How far the month is; of a closed cycle, what was assessed and what was not. */
function leadOf(page: AssessmentPage, month: string): string {
  const left = page.items.filter((item) => isOpen(item)).length;
  const n = page.items.length;
  const missed = n - page.done - left;
  if (left > 0) return i18n._({ id: "rituals.assessment.left", message: "{month}: {left, plural, one {# objective} other {# objectives}} to look at, what needs it most first.", values: { month, left } });
  if (missed > 0) return i18n._({ id: "rituals.assessment.over", message: "{month} is over: {done} of {n, plural, one {# objective was} other {# objectives were}} assessed, {missed} not.", values: { month, done: page.done, n, missed } });
  return i18n._({ id: "rituals.assessment.done", message: "{month}: all {n, plural, one {# objective is} other {# objectives are}} assessed.", values: { month, n } });
}

function endOf(item: ToAssess, locale: string | undefined): string {
  if (item.current) return formatShare(item.current.judgement / 100, locale);
  return isOpen(item) ? i18n._({ id: "rituals.assessment.open", message: "open" }) : i18n._({ id: "rituals.assessment.not", message: "not assessed" });
}

const neighbour = (page: AssessmentPage, id: string, by: number): string => {
  const at = page.items.findIndex((item) => item.objective.id === id);
  return page.items[(at + by + page.items.length) % page.items.length]!.objective.id;
};
