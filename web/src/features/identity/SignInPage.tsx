import { Trans } from "@lingui/react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/fields/TextField";
import { SkeletonRows } from "@/ui/states";
import { useFields } from "@/ui/fields/useFields";
import { Form, useSending } from "./components/Form";
import { IdentityFrame } from "./components/IdentityFrame";
import { bootstrapQuery, signIn, signInByLink } from "./queries";
import { useEnter } from "./useEnter";
import { useToken } from "@/lib/useToken";

/** Sign in by e-mail and password, or at once by a link whose secret stands behind the #. */
export function SignInPage() {
  const token = useToken();
  return token ? <LinkSignIn token={token} /> : <PasswordSignIn />;
}

function PasswordSignIn() {
  const { data: bootstrap } = useSuspenseQuery(bootstrapQuery);
  const { next } = useSearch({ from: "/sign-in" });
  const enter = useEnter();
  const sending = useSending(signIn, (answer) => enter(answer, next));
  const form = useFields({ email: "", password: "" }, sending.problem);

  if (!bootstrap.set_up) return <NotSetUp />;
  return (
    <IdentityFrame
      title={i18n._({ id: "identity.signIn.title", message: "Sign in" })}
      lead={next && i18n._({ id: "identity.signIn.next", message: "Then you go on where you were." })}
      foot={
        <Link to="/forgotten">
          <Trans id="identity.signIn.forgotten" message="Forgotten your password?" />
        </Link>
      }
    >
      <Form submit={i18n._({ id: "identity.signIn.submit", message: "Sign in" })} onSubmit={() => sending.send(form.values)} {...sending}>
        <TextField
          label={i18n._({ id: "identity.email", message: "E-mail" })}
          type="email"
          autoComplete="username"
          inputMode="email"
          autoFocus
          {...form.bind("email")}
        />
        <PasswordField
          label={i18n._({ id: "identity.password", message: "Password" })}
          autoComplete="current-password"
          {...form.bind("password")}
        />
      </Form>
    </IdentityFrame>
  );
}

function LinkSignIn({ token }: { token: string }) {
  const enter = useEnter();
  const { send, problem } = useSending(signInByLink, (answer) => enter(answer));
  const asked = useRef(false); // a link works once: not twice in development's double effects
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    send(token);
  }, [send, token]);
  return (
    <IdentityFrame
      title={problem ? i18n._({ id: "identity.link.failed", message: "This link does not work any more" }) : i18n._({ id: "identity.link.title", message: "Signing you in" })}
      lead={problem?.detail}
    >
      {problem ? (
        <LinkButton to="/sign-in" variant="primary" size="l" reloadDocument>
          {i18n._({ id: "identity.link.other", message: "Sign in with a password" })}
        </LinkButton>
      ) : (
        <SkeletonRows rows={3} />
      )}
    </IdentityFrame>
  );
}

function NotSetUp() {
  return (
    <IdentityFrame
      title={i18n._({ id: "identity.fresh.title", message: "Almost there" })}
      lead={i18n._({ id: "identity.fresh.lead", message: "This installation has no account yet." })}
    >
      <LinkButton to="/set-up" variant="primary" size="l">
        {i18n._({ id: "identity.fresh.go", message: "Set it up" })}
      </LinkButton>
    </IdentityFrame>
  );
}
