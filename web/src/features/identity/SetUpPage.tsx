import { Trans } from "@lingui/react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { CardChoice } from "@/ui/fields/choices";
import { PasswordField, TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { FillingDemo } from "./components/FillingDemo";
import { Form, useSending } from "./components/Form";
import { IdentityFrame } from "./components/IdentityFrame";
import styles from "./SetUpPage.module.css";
import { bootstrapQuery, setUp } from "./queries";
import { useEnter } from "./useEnter";
import { useToken } from "@/lib/useToken";

/** The first run: only who has the link from the console can claim the installation. */
export function SetUpPage() {
  const token = useToken();
  const { data: bootstrap } = useSuspenseQuery(bootstrapQuery);
  const [filling, setFilling] = useState(false);
  if (filling) return <FillingDemo />;
  if (bootstrap.set_up) return <AlreadySetUp />;
  return token ? <SetUpForm token={token} fillDemo={() => setFilling(true)} /> : <NoToken />;
}

const fields = ["name", "email", "password", "workspace_name"];

function SetUpForm({ token, fillDemo }: { token: string; fillDemo: () => void }) {
  const enter = useEnter();
  const sending = useSending(setUp, (answer) => (answer.filling ? fillDemo() : enter(answer)));
  const form = useFields({ name: "", email: "", password: "", workspace_name: "", start: "team" as "demo" | "team" }, sending.problem);
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const demo = form.values.start === "demo";
  const submit = () => sending.send({ ...form.values, token, time_zone });
  return (
    <IdentityFrame
      title={i18n._({ id: "identity.setUp.title", message: "Welcome to Headway" })}
      lead={i18n._({ id: "identity.setUp.lead", message: "One minute, then you are inside. You become the owner of this installation." })}
    >
      <Form
        {...sending}
        fields={fields}
        onSubmit={submit}
        submit={demo ? i18n._({ id: "identity.setUp.demo", message: "Open the demo company" }) : i18n._({ id: "identity.setUp.team", message: "Create my workspace" })}
      >
        <CardChoice
          label={i18n._({ id: "identity.setUp.start", message: "How would you like to start?" })}
          choices={[
            { value: "team", label: i18n._({ id: "identity.setUp.start.team", message: "With my team" }), note: i18n._({ id: "identity.setUp.start.teamNote", message: "Empty, with this year's cycles ready." }) },
            { value: "demo", label: i18n._({ id: "identity.setUp.start.demo", message: "Look at a demo company" }), note: i18n._({ id: "identity.setUp.start.demoNote", message: "Sixty people mid-quarter. One click clears it." }) },
          ]}
          {...form.bind("start")}
        />
        <div className={styles.pair}>
          <TextField label={i18n._({ id: "identity.name", message: "Your name" })} autoComplete="name" autoFocus {...form.bind("name")} />
          <TextField label={i18n._({ id: "identity.workspace", message: "Workspace" })} autoComplete="organization" placeholder={i18n._({ id: "identity.workspace.example", message: "Your company or team" })} {...form.bind("workspace_name")} />
        </div>
        <TextField label={i18n._({ id: "identity.email", message: "E-mail" })} type="email" autoComplete="username" {...form.bind("email")} />
        <PasswordField
          label={i18n._({ id: "identity.password", message: "Password" })}
          help={i18n._({ id: "identity.password.help", message: "Several words are easier to keep and harder to guess than one odd one." })}
          autoComplete="new-password"
          {...form.bind("password")}
         
        />
        <p className={styles.zone}>
          <Trans id="identity.setUp.zone" message="Dates follow {zone}; you can change that in the settings." values={{ zone: time_zone }} />
        </p>
      </Form>
    </IdentityFrame>
  );
}

function NoToken() {
  return (
    <IdentityFrame
      title={i18n._({ id: "identity.setUp.noToken.title", message: "Open the set-up link" })}
      lead={i18n._({
        id: "identity.setUp.noToken.lead",
        message: "When Headway started, it printed a link on its console. Only that link can set this installation up, so that nobody else on the network takes it.",
      })}
    >
      <pre className={styles.console}>{`Set up:  ${window.location.origin}/set-up#…`}</pre>
    </IdentityFrame>
  );
}

function AlreadySetUp() {
  return (
    <IdentityFrame
      title={i18n._({ id: "identity.setUp.done.title", message: "All set up already" })}
      lead={i18n._({ id: "identity.setUp.done.lead", message: "Somebody has set up this installation. Sign in, or ask for an invitation." })}
    >
      <LinkButton to="/sign-in" variant="primary" size="l">
        {i18n._({ id: "identity.signIn.submit", message: "Sign in" })}
      </LinkButton>
    </IdentityFrame>
  );
}
