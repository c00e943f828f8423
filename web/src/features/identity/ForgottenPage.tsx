import { Trans } from "@lingui/react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { Form, useSending } from "./components/Form";
import { IdentityFrame } from "./components/IdentityFrame";
import { askForReset, bootstrapQuery } from "./queries";

/** Says the same whether the address is known or not. */
export function ForgottenPage() {
  const { data: bootstrap } = useSuspenseQuery(bootstrapQuery);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const sending = useSending(
    async (email: string) => {
      await askForReset(email);
      return email;
    },
    (email) => setSentTo(email),
  );
  const form = useFields({ email: "" }, sending.problem);
  const back = (
    <Link to="/sign-in">
      <Trans id="identity.forgotten.back" message="Back to sign in" />
    </Link>
  );
  const title = i18n._({ id: "identity.forgotten.title", message: "Reset your password" });
  if (sentTo !== null) return <IdentityFrame title={title} lead={sentText(sentTo, bootstrap.mail)} foot={back} />;
  return (
    <IdentityFrame title={title} lead={i18n._({ id: "identity.forgotten.lead", message: "We send a link that works once." })} foot={back}>
      <Form {...sending} fields={["email"]} onSubmit={() => sending.send(form.values.email)} submit={i18n._({ id: "identity.forgotten.submit", message: "Send the link" })}>
        <TextField
          label={i18n._({ id: "identity.email", message: "E-mail" })}
          type="email"
          autoComplete="username"
          autoFocus
          {...form.bind("email")}
        />
      </Form>
    </IdentityFrame>
  );
}

function sentText(email: string, mail: boolean): string {
  if (mail) {
    return i18n._({ id: "identity.forgotten.sent", message: "If {email} has an account here, a link is on its way. Look into your mail.", values: { email } });
  }
  return i18n._({
    id: "identity.forgotten.console",
    message: "This installation sends no mail. If {email} has an account, the link waits in its outbox: ask whoever runs the server.",
    values: { email },
  });
}
