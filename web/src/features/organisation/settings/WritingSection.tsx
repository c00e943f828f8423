import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import { CardChoice, CheckField } from "@/ui/fields/choices";
import { Section } from "@/ui/layout";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { Count } from "@/ui/Status";
import { useWorkspace } from "@/widgets/workspace";
import styles from "../components/Lines.module.css";

type Settings = Schema<"SettingsOut">;

const writingQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "settings", "writing"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/writing/settings", { params: { path: { workspace: slug } }, signal })),
  });

/** How much the coach says while goals are written, and which of its rules say nothing here. */
export function WritingSection() {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(writingQuery(slug));
  const edit = useEditWriting();
  return (
    <Section title={i18n._({ id: "settings.writing", message: "Writing" })}>
      <p className={styles.purpose}>{i18n._({ id: "settings.writing.purpose", message: "The coach gives hints while goals are written; it never keeps anybody from saving." })}</p>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={8} height={48} />}
      {data && <Form settings={data} change={edit} />}
    </Section>
  );
}

function Form({ settings, change }: { settings: Settings; change: (changes: Partial<Schema<"SettingsIn">>) => void }) {
  const { strictness, off, rules, can } = settings;
  const turn = (rule: string, on: boolean) => change({ off: on ? off.filter((one) => one !== rule) : [...off, rule] });
  return (
    <fieldset className={styles.rules} disabled={!can.edit}>
      <legend className="visually-hidden">{i18n._({ id: "settings.writing", message: "Writing" })}</legend>
      {!can.edit && <p className={styles.quiet}>{i18n._({ id: "settings.onlyAdmins", message: "Administrators change these." })}</p>}
      <CardChoice label={i18n._({ id: "settings.writing.strictness", message: "How strict" })} choices={levels()} value={strictness} onChange={(next) => change({ strictness: next })} />
      {families().map(({ letters, name }) => {
        const family = rules.filter((rule) => rule.id.startsWith(letters));
        if (family.length === 0) return null;
        return (
          <details key={letters} className={styles.family}>
            <summary>
              {name}
              <Count>{i18n._({ id: "settings.writing.on", message: "{on} of {all} rules on", values: { on: family.filter((rule) => !rule.off).length, all: family.length } })}</Count>
            </summary>
            {family.map((rule) => (
              <CheckField key={rule.id} label={rule.name} note={`${rule.why} (${rule.id})`} checked={!rule.off} disabled={!can.edit} onChange={(on) => turn(rule.id, on)} />
            ))}
          </details>
        );
      })}
    </fieldset>
  );
}

/** Rules by what they look at: few lines first, the forty rules for whoever opens them. */
const families = () => [
  { letters: "KR", name: i18n._({ id: "settings.writing.keyResults", message: "Key results" }) },
  { letters: "OB", name: i18n._({ id: "settings.writing.objectives", message: "Objectives" }) },
  { letters: "CK", name: i18n._({ id: "settings.writing.checkIns", message: "Check-ins" }) },
];

/** The levels, each with what it says about the same sentence. */
const levels = () => [
  { value: "gentle" as const, label: i18n._({ id: "settings.writing.gentle", message: "Gentle" }), note: i18n._({ id: "settings.writing.gentle.note", message: "“Increase leads to 500” passes without a word." }) },
  { value: "normal" as const, label: i18n._({ id: "settings.writing.normal", message: "Normal" }), note: i18n._({ id: "settings.writing.normal.note", message: "“Increase leads to 500” gets a tip: from where?" }) },
  { value: "strict" as const, label: i18n._({ id: "settings.writing.strict", message: "Strict" }), note: i18n._({ id: "settings.writing.strict.note", message: "There the missing start is important, and an objective with a number is asked about." }) },
];

/** Painted at once; the version is that of the last answer, so that two quick clicks do not meet. */
function useEditWriting() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const { queryKey } = writingQuery(slug);
  const edit = useWrite({
    workspace: slug,
    send: async (body: Schema<"SettingsIn">, key): Promise<Settings> => {
      const version = client.getQueryData(queryKey)?.version;
      const kept = await unwrap(api.PUT("/api/w/{workspace}/writing/settings", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key, version) }));
      client.setQueryData(queryKey, kept);
      return kept;
    },
    changed: () => [{ kind: "organisation.workspace_edited", subject: "workspace", id: "" }],
    said: () => ({ text: i18n._({ id: "settings.saved", message: "Settings saved" }) }),
    failed: () => {
      void client.invalidateQueries({ queryKey });
      return false;
    },
  });
  return (changes: Partial<Schema<"SettingsIn">>) => {
    const before = client.getQueryData(queryKey);
    if (!before) return;
    const { strictness, off = [] } = { ...before, ...changes };
    client.setQueryData(queryKey, { ...before, strictness, off, rules: before.rules.map((rule) => ({ ...rule, off: off.includes(rule.id) })) });
    edit.run({ strictness, off });
  };
}
