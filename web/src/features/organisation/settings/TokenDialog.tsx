import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { CheckField } from "@/ui/fields/choices";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { ErrorState } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { CopyOnce } from "../components/CopyOnce";
import styles from "../components/Lines.module.css";
import { scopesQuery } from "../queries";
import { useCreateToken } from "../writes";

const lifetimes = ["30", "90", "366", "0"] as const;
const lifetimeWord = (days: string) =>
  days === "0"
    ? i18n._({ id: "settings.tokens.noEnd", message: "Until it is revoked" })
    : i18n._({ id: "settings.tokens.days", message: "{n, plural, one {# day} other {# days}}", values: { n: Number(days) } });

/** Name, scopes and an end; then the secret, once. */
export function TokenDialog({ close }: { close: () => void }) {
  const { slug } = useWorkspace();
  const scopes = useQuery(scopesQuery(slug));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const create = useCreateToken((found) => {
    setProblem(found);
    return found.errors.length > 0;
  });
  const form = useFields({ name: "", scopes: [] as string[], expires_in_days: "90" }, problem);
  const { name, scopes: chosen, expires_in_days } = form.values;
  const send = () => {
    const days = Number(expires_in_days);
    void create.ask({ name, scopes: chosen, expires_in_days: days === 0 ? null : days }).then((made) => setSecret(made.secret), () => undefined);
  };
  if (secret !== null)
    return (
      <CopyOnce
        title={i18n._({ id: "settings.tokens.made", message: "The token is ready" })}
        label={i18n._({ id: "settings.tokens.secret", message: "Token" })}
        note={i18n._({ id: "settings.tokens.once", message: "Copy it now: it is shown only this once. Keep it like a password." })}
        value={secret}
        close={close}
      />
    );
  return (
    <FormDialog title={i18n._({ id: "settings.tokens.new", message: "New token" })} close={close} submit={i18n._({ id: "settings.tokens.make", message: "Make token" })} onSubmit={send} busy={create.isPending}>
      <TextField label={i18n._({ id: "settings.tokens.name", message: "What is it for?" })} required {...form.bind("name")} />
      <fieldset className={styles.scopes}>
        <legend>{i18n._({ id: "settings.tokens.scopes", message: "It may" })}</legend>
        {scopes.error && <ErrorState error={scopes.error} retry={() => void scopes.refetch()} small />}
        {scopes.data?.items.map((scope) => (
          <CheckField
            key={scope.name}
            label={scope.name}
            note={scope.description}
            checked={chosen.includes(scope.name)}
            onChange={(on) => form.set({ scopes: on ? [...chosen, scope.name] : chosen.filter((one) => one !== scope.name) })}
          />
        ))}
        {form.bind("scopes").error && <p role="alert">{form.bind("scopes").error}</p>}
      </fieldset>
      <SelectField
        label={i18n._({ id: "settings.tokens.lasts", message: "It works for" })}
        options={lifetimes.map((days) => ({ value: days, label: lifetimeWord(days) }))}
        value={expires_in_days}
        onChange={(days) => days && form.set({ expires_in_days: days })}
        error={form.bind("expires_in_days").error}
      />
    </FormDialog>
  );
}
