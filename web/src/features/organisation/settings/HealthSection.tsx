import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatNumber } from "@/lib/numbers";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { NumberField } from "@/ui/fields/NumberField";
import { sentBack } from "@/ui/fields/unread";
import { useFields } from "@/ui/fields/useFields";
import { Row, Section } from "@/ui/layout";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import styles from "../components/Lines.module.css";
import { asShares, type HealthForm, healthExamples, inPercent } from "../health";

type Thresholds = Schema<"ThresholdsOut">;

const thresholdsQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "settings", "health"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/health/settings", { params: { path: { workspace: slug } }, signal })),
  });

/** From which numbers on a goal is on track, at risk, off track or stale. */
export function HealthSection() {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(thresholdsQuery(slug));
  return (
    <Section title={i18n._({ id: "settings.health", message: "Health" })}>
      <p className={styles.purpose}>{i18n._({ id: "settings.health.purpose", message: "From which numbers on a goal is on track, at risk, off track or stale. It holds for every team; health is read anew at once, chances within minutes." })}</p>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={6} height={56} />}
      {data && <Form key={data.version} found={data} />}
    </Section>
  );
}

function Form({ found }: { found: Thresholds }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = useSaveThresholds((refused) => {
    setProblem(refused);
    return refused.errors.length > 0;
  });
  const form = useFields<HealthForm>(inPercent(found.values), problem);
  const off = !found.can.edit;
  const changed = JSON.stringify(found.values) !== JSON.stringify(found.defaults);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!sentBack(event.currentTarget)) save.run(asShares(form.values));
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {off && <p className={styles.quiet}>{i18n._({ id: "settings.onlyAdmins", message: "Administrators change these." })}</p>}
      <Fields form={form} off={off} found={found} />
      {!off && (
        <Row>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {i18n._({ id: "settings.save", message: "Save" })}
          </Button>
          {changed && (
            <Button variant="quiet" busy={save.isPending} onClick={() => save.run({})}>
              {i18n._({ id: "settings.health.reset", message: "Back to the defaults" })}
            </Button>
          )}
        </Row>
      )}
    </form>
  );
}

/** Each number with what it means for a goal that people know. */
function Fields({ form, off, found }: { form: ReturnType<typeof useFields<HealthForm>>; off: boolean; found: Thresholds }) {
  const locale = useFormatLocale();
  const usual = inPercent(found.defaults);
  const says = healthExamples(form.values, { days: found.check_in_days, usual, locale });
  const field = (name: keyof HealthForm, label: string, unit?: string) => (
    <NumberField label={label} unit={unit} decimals={1} disabled={off} placeholder={formatNumber(usual[name] ?? 0, { decimals: 1, locale })} example={says[name]} value={form.values[name]} onChange={(value) => form.set({ [name]: value })} error={form.bind(name).error} />
  );
  return (
    <>
      <h3>{i18n._({ id: "settings.health.byChance", message: "Where there is a forecast: by the chance of success" })}</h3>
      {field("likely", i18n._({ id: "settings.health.likely", message: "On track from a chance of" }), "%")}
      {field("unsure", i18n._({ id: "settings.health.unsure", message: "Off track below a chance of" }), "%")}
      {field("forecast_values", i18n._({ id: "settings.health.values", message: "A forecast decides from this many values on" }))}
      <h3>{i18n._({ id: "settings.health.byPace", message: "Before that: by the pace" })}</h3>
      {field("on_track", i18n._({ id: "settings.health.onTrack", message: "On track from this part of the pace" }), "%")}
      {field("at_risk", i18n._({ id: "settings.health.atRisk", message: "Off track below this part of the pace" }), "%")}
      <h3>{i18n._({ id: "settings.health.silent", message: "Where nobody says anything" })}</h3>
      {field("stale_after", i18n._({ id: "settings.health.stale", message: "Stale after this many check-in intervals" }))}
    </>
  );
}

function useSaveThresholds(refused: (problem: ApiProblem) => boolean) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const { queryKey } = thresholdsQuery(slug);
  return useWrite({
    workspace: slug,
    send: async (body: Schema<"ThresholdsIn">, key): Promise<Thresholds> => {
      const kept = await unwrap(api.PUT("/api/w/{workspace}/health/settings", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key, client.getQueryData(queryKey)?.version) }));
      client.setQueryData(queryKey, kept);
      return kept;
    },
    changed: () => [{ kind: "organisation.workspace_edited", subject: "workspace", id: "" }],
    said: () => ({ text: i18n._({ id: "settings.saved", message: "Settings saved" }) }),
    failed: refused,
  });
}
