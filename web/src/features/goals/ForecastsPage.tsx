import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatNumber, formatShare, narrow } from "@/lib/numbers";
import { Page, Section } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonPage } from "@/ui/states";
import { MembersOnly } from "@/widgets/MembersOnly";
import { useWorkspace } from "@/widgets/workspace";
import { CalibrationPlot } from "./components/forecasts/CalibrationPlot";
import { WeekScores } from "./components/forecasts/WeekScores";
import styles from "./ForecastsPage.module.css";
import { type TrackRecord, trackRecordQuery } from "./queries";
import { formatBrier, recalibrationWords } from "./trackRecord";

const FEW = 20; // key results below which a score says more about luck than about forecasts

/** What became of what we said: scored by itself, for everybody to see. */
export function ForecastsPage() {
  const { slug, me } = useWorkspace();
  const guest = me.role === "guest";
  const { data, error, refetch } = useQuery({ ...trackRecordQuery(slug), enabled: !guest });
  if (guest) {
    return (
      <Page title={title()} width="read" crumbs={<Crumbs />}>
        <MembersOnly sentence={i18n._({ id: "goals.forecasts.guest", message: "This counts the goals of the whole company, so it is for members." })} />
      </Page>
    );
  }
  if (!data && !error) return <SkeletonPage />;
  return (
    <Page title={title()} width="read" crumbs={<Crumbs />}>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {data && (data.brier === null ? <NothingYet record={data} /> : <Record record={data} />)}
    </Page>
  );
}

const title = () => i18n._({ id: "goals.forecasts.howGood", message: "How good are our forecasts?" });

function Crumbs() {
  const { slug } = useWorkspace();
  return (
    <Link to="/w/$workspace/objectives" params={{ workspace: slug }}>
      {i18n._({ id: "goals.objectives.title", message: "Objectives" })}
    </Link>
  );
}

function Record({ record }: { record: TrackRecord }) {
  const locale = useFormatLocale();
  const few = record.key_results < FEW;
  return (
    <>
      <p className={styles.lead}>{narrow(record.sentence)}</p>
      <dl className={styles.scores}>
        <Score label={i18n._({ id: "goals.forecasts.ours", message: "Our forecasts" })} value={formatBrier(record.brier, locale)} strong />
        <Score label={i18n._({ id: "goals.forecasts.pace", message: "Plain pace" })} value={formatBrier(record.pace, locale)} />
        <Score
          label={i18n._({ id: "goals.forecasts.always", message: "Always saying {share}", values: { share: formatShare(record.succeeded ?? 0, locale) } })}
          value={formatBrier(record.always, locale)}
        />
        <Score label={i18n._({ id: "goals.forecasts.counted", message: "Key results" })} value={formatNumber(record.key_results, { locale })} />
      </dl>
      <p className={styles.note}>
        {i18n._({
          id: "goals.forecasts.brier",
          message: "Brier score: the mean squared distance between the chance that was said and what happened. 0 is perfect, 0.25 is a coin; less is better. One forecast a week of every key result whose cycle has closed, {n} in all.",
          values: { n: formatNumber(record.forecasts, { locale }) },
        })}
        {few && ` ${i18n._({ id: "goals.forecasts.few", message: "So far these are few: luck weighs more than skill." })}`}
      </p>
      <Section title={i18n._({ id: "goals.forecasts.calibration", message: "Does it happen as often as we say?" })} note={calibrationNote(record, locale)}>
        <CalibrationPlot bins={record.bins} />
      </Section>
      <Section title={i18n._({ id: "goals.forecasts.weeks", message: "How early can we tell?" })} note={i18n._({ id: "goals.forecasts.weeks.note", message: "Scores by the week in which the forecast was made. The end of a quarter is easy; the beginning is where a forecast must earn its place." })}>
        <WeekScores weeks={record.weeks} />
      </Section>
      <Recalibration record={record} />
    </>
  );
}

function Score({ label, value, strong = false }: { label: string; value: ReactNode; strong?: boolean }) {
  return (
    <div className={styles.score} data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd className="num">{value}</dd>
    </div>
  );
}

const calibrationNote = ({ calibration_error }: TrackRecord, locale?: string): string =>
  i18n._({
    id: "goals.forecasts.calibration.note",
    message: "Of all forecasts that said 70 %, seven in ten should come true: then the dots lie on the line. On average they are {points} away from it.",
    values: { points: formatNumber((calibration_error ?? 0) * 100, { decimals: 1, unit: i18n._({ id: "goals.forecasts.points", message: "points" }), locale }) },
  });

function Recalibration({ record }: { record: TrackRecord }) {
  return (
    <Section title={i18n._({ id: "goals.forecasts.learning", message: "Do they learn from us?" })}>
      <p className={styles.text}>{recalibrationWords(record.recalibration)}</p>
    </Section>
  );
}

/** Honest about what is not known: nothing is shown before something has ended. */
function NothingYet({ record }: { record: TrackRecord }) {
  const locale = useFormatLocale();
  const waiting = i18n._({
    id: "goals.forecasts.waiting",
    message: "{made, plural, =0 {No forecast has been made yet.} one {One forecast is kept until then.} other {# forecasts are kept until then.}}",
    values: { made: record.made },
  });
  const open = i18n._({ id: "goals.forecasts.open", message: "{n} key results have one whose end is still to come.", values: { n: formatNumber(record.open, { locale }) } });
  return <EmptyState icon="target" sentence={record.sentence} action={<p className={styles.text}>{record.open > 0 ? `${waiting} ${open}` : waiting}</p>} />;
}
