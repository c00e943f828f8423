import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { PasswordField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { Form, useSending } from "./components/Form";
import { IdentityFrame } from "./components/IdentityFrame";
import { redeemReset } from "./queries";
import { useEnter } from "./useEnter";
import { useToken } from "@/lib/useToken";

export function ResetPage() {
  const token = useToken();
  const enter = useEnter();
  const sending = useSending(redeemReset, (answer) => enter(answer));
  const form = useFields({ password: "" }, sending.problem);
  const title = i18n._({ id: "identity.reset.title", message: "Choose a new password" });
  if (!token) {
    return (
      <IdentityFrame title={title} lead={i18n._({ id: "identity.reset.noToken", message: "Open the whole link from the message: the part behind the # is missing." })}>
        <LinkButton to="/forgotten" size="l">
          {i18n._({ id: "identity.reset.again", message: "Send a new link" })}
        </LinkButton>
      </IdentityFrame>
    );
  }
  return (
    <IdentityFrame title={title} lead={i18n._({ id: "identity.reset.lead", message: "You are signed in with it, and signed out everywhere else." })}>
      <Form {...sending} fields={["password"]} onSubmit={() => sending.send({ token, password: form.values.password })} submit={i18n._({ id: "identity.reset.submit", message: "Save and sign in" })}>
        <PasswordField
          label={i18n._({ id: "identity.password.newLabel", message: "New password" })}
          autoComplete="new-password"
          autoFocus
          {...form.bind("password")}
        />
      </Form>
    </IdentityFrame>
  );
}
