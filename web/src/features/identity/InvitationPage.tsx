import { useQuery } from "@tanstack/react-query";
import { i18n } from "@/i18n/i18n";
import { asProblem } from "@/lib/problem";
import { LinkButton } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/fields/TextField";
import { SkeletonRows } from "@/ui/states";
import type { Schema } from "@/api/client";
import { useFields } from "@/ui/fields/useFields";
import { Form, useSending } from "./components/Form";
import { IdentityFrame } from "./components/IdentityFrame";
import { acceptInvitation, previewInvitation } from "./queries";
import { useEnter } from "./useEnter";
import { useToken } from "@/lib/useToken";

export function InvitationPage() {
  const token = useToken();
  const preview = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => previewInvitation(token),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!token) return <Unusable why={i18n._({ id: "identity.invitation.noToken", message: "Open the whole link from your invitation: the part behind the # is missing." })} />;
  if (preview.error) return <Unusable why={asProblem(preview.error).detail} />;
  if (!preview.data) {
    return (
      <IdentityFrame title={i18n._({ id: "identity.invitation.loading", message: "Your invitation" })}>
        <SkeletonRows rows={4} />
      </IdentityFrame>
    );
  }
  return <AcceptForm token={token} invitation={preview.data} />;
}

function AcceptForm({ token, invitation }: { token: string; invitation: Schema<"InvitationPreview"> }) {
  const enter = useEnter();
  const sending = useSending(acceptInvitation, (answer) => enter(answer));
  const form = useFields({ name: invitation.name, password: "" }, sending.problem);
  const { workspace, inviter, email, role, has_account: known } = invitation;
  const submit = () => sending.send({ token, password: form.values.password, name: known ? undefined : form.values.name });
  return (
    <IdentityFrame
      title={i18n._({ id: "identity.invitation.title", message: "Join {workspace}", values: { workspace } })}
      lead={
        role === "guest"
          ? i18n._({ id: "identity.invitation.leadGuest", message: "{inviter} invited you as {email}. As a guest you see what is shared with you.", values: { inviter, email } })
          : i18n._({ id: "identity.invitation.lead", message: "{inviter} invited you as {email}.", values: { inviter, email } })
      }
    >
      <Form {...sending} fields={["name", "password"]} onSubmit={submit} submit={i18n._({ id: "identity.invitation.submit", message: "Join" })}>
        <input type="hidden" name="username" autoComplete="username" value={email} />
        {!known && <TextField label={i18n._({ id: "identity.name", message: "Your name" })} autoComplete="name" autoFocus={!invitation.name} {...form.bind("name")} />}
        <PasswordField
          label={known ? i18n._({ id: "identity.password", message: "Password" }) : i18n._({ id: "identity.password.new", message: "Choose a password" })}
          help={known ? i18n._({ id: "identity.invitation.known", message: "You have an account with this e-mail: its password joins you." }) : undefined}
          autoComplete={known ? "current-password" : "new-password"}
          autoFocus={known || Boolean(invitation.name)}
          {...form.bind("password")}
        />
      </Form>
    </IdentityFrame>
  );
}

function Unusable({ why }: { why: string }) {
  return (
    <IdentityFrame title={i18n._({ id: "identity.invitation.failed", message: "This invitation cannot be used" })} lead={why}>
      <LinkButton to="/sign-in" size="l">
        {i18n._({ id: "identity.signIn.submit", message: "Sign in" })}
      </LinkButton>
    </IdentityFrame>
  );
}
