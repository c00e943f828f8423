import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { CheckField } from "@/ui/fields/choices";
import { SelectField } from "@/ui/fields/SelectField";
import { PasswordField, TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import styles from "./Chat.module.css";
import { type Channel, type Channels, useAddChannel, useChangeChannel } from "./queries";
import { type Service, serviceOf, services, type Topic, topics } from "./rules";
import { serviceNames, topicWords, whereFrom } from "./words";

interface ChannelDialogProps {
  /** Given: it is being changed, and its address stays unless a new one is pasted. */
  channel?: Channel;
  /** Given: it is for this team. */
  team?: string;
  /** The teams it may be for. */
  teams: Channels["teams"];
  /** It may be for the whole workspace. */
  forAll: boolean;
  close: () => void;
}

const ALL = "all";

/** One address, a name, and what goes there. The service is recognised by the address. */
export function ChannelDialog({ channel, team, teams, forAll, close }: ChannelDialogProps) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const shown = (found: ApiProblem) => {
    setProblem(found);
    return Object.keys(found.byField).length > 0;
  };
  const add = useAddChannel(shown);
  const change = useChangeChannel(shown);
  const home = team ?? (forAll ? ALL : (teams[0]?.id ?? ALL));
  const form = useFields(
    { service: (channel?.service ?? null) as Service | null, name: channel?.name ?? "", address: "", token: "", room: channel?.room ?? "", kinds: channel?.kinds ?? [...topics], home },
    problem,
  );
  const { service, address, token, room, kinds, name } = form.values;
  const paste = (text: string) => form.set({ address: text, ...(channel ? {} : { service: serviceOf(text) ?? service }) });
  const send = () => {
    const secret = { address, ...(service === "matrix" && { token, room }) };
    const sent = channel
      ? change.ask({ channel, body: { name, kinds, ...(address.trim() && secret) } })
      : add.ask({ service: service ?? "slack", name: name || (service ? serviceNames[service] : ""), kinds, team_id: form.values.home === ALL ? null : form.values.home, ...secret });
    void sent.then(close, () => undefined);
  };
  return (
    <FormDialog
      title={channel ? i18n._({ id: "chat.edit", message: "Edit the channel" }) : i18n._({ id: "chat.add", message: "Connect a channel" })}
      close={close}
      submit={channel ? i18n._({ id: "chat.save", message: "Save" }) : i18n._({ id: "chat.connect", message: "Connect" })}
      onSubmit={send}
      busy={add.isPending || change.isPending}
    >
      <TextField
        label={channel ? i18n._({ id: "chat.newAddress", message: "New address" }) : i18n._({ id: "chat.address", message: "Address of the webhook" })}
        help={addressHelp(channel, service)}
        required={!channel}
        type="url"
        autoComplete="off"
        spellCheck={false}
        {...form.bind("address")}
        onChange={paste}
      />
      {!channel && <ServiceField value={service} onChange={(next) => form.set({ service: next })} error={form.bind("service").error} />}
      {service === "matrix" && (
        <>
          <PasswordField label={i18n._({ id: "chat.token", message: "Access token" })} required={!channel} autoComplete="new-password" {...form.bind("token")} />
          <TextField label={i18n._({ id: "chat.room", message: "Internal id of the room" })} help={i18n._({ id: "chat.roomHelp", message: "Such as !abc:example.org: the room's settings, Advanced." })} required {...form.bind("room")} />
        </>
      )}
      <TextField label={i18n._({ id: "chat.name", message: "Name" })} placeholder={service ? serviceNames[service] : undefined} {...form.bind("name")} />
      {!channel && team === undefined && (teams.length > 0 || forAll) && (
        <SelectField
          label={i18n._({ id: "chat.for", message: "For" })}
          options={[...(forAll ? [{ value: ALL, label: i18n._({ id: "chat.all", message: "Whole workspace" }) }] : []), ...teams.map((one) => ({ value: one.id, label: one.name }))]}
          value={form.values.home}
          onChange={(next) => next && form.set({ home: next })}
        />
      )}
      <TopicsField chosen={kinds} onChange={(next) => form.set({ kinds: next })} error={form.bind("kinds").error} />
    </FormDialog>
  );
}

function addressHelp(channel: Channel | undefined, service: Service | null): string {
  if (channel) return i18n._({ id: "chat.keepAddress", message: "Leave it empty to keep the one that ends in {hint}.", values: { hint: channel.hint } });
  return service ? whereFrom[service]() : i18n._({ id: "chat.addressHelp", message: "It begins with https:// and is never shown again." });
}

function ServiceField({ value, onChange, error }: { value: Service | null; onChange: (service: Service) => void; error: string | undefined }) {
  return (
    <SelectField
      label={i18n._({ id: "chat.service", message: "Service" })}
      required
      placeholder={i18n._({ id: "chat.servicePlaceholder", message: "Recognised by the address" })}
      options={services.map((one) => ({ value: one, label: serviceNames[one] }))}
      value={value}
      onChange={(next) => next && onChange(next as Service)}
      error={error}
    />
  );
}

function TopicsField({ chosen, onChange, error }: { chosen: Topic[]; onChange: (topics: Topic[]) => void; error: string | undefined }) {
  return (
    <fieldset className={styles.topics}>
      <legend>{i18n._({ id: "chat.topics", message: "What goes there" })}</legend>
      {topics.map((topic) => {
        const { label, note } = topicWords[topic]();
        return (
          <CheckField
            key={topic}
            label={label}
            note={note}
            checked={chosen.includes(topic)}
            onChange={(on) => onChange(topics.filter((one) => (one === topic ? on : chosen.includes(one))))}
          />
        );
      })}
      {error && <p role="alert">{error}</p>}
    </fieldset>
  );
}
