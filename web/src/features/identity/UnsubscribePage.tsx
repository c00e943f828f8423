import { useMutation } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { asProblem } from "@/lib/problem";
import { Button, LinkButton } from "@/ui/Button";
import { IdentityFrame } from "./components/IdentityFrame";
import { useToken } from "@/lib/useToken";

/** No more mails of one kind, from the link in a mail. Asks first: programs open links by themselves. */
export function UnsubscribePage() {
  const token = useToken();
  const stop = useMutation({ mutationFn: () => unwrap(api.POST("/api/unsubscribe", { body: { token } })) });
  const home = (
    <LinkButton to="/" size="l">
      {i18n._({ id: "unsubscribe.home", message: "Open Headway" })}
    </LinkButton>
  );
  if (stop.data) {
    return (
      <IdentityFrame
        title={i18n._({ id: "unsubscribe.done", message: "No more of these mails" })}
        lead={i18n._({ id: "unsubscribe.doneNote", message: "Everything else stays as it was, and your inbox in {workspace} still tells you. Settings, Notifications brings them back.", values: { workspace: stop.data.workspace } })}
      >
        {home}
      </IdentityFrame>
    );
  }
  const why = stop.error ? asProblem(stop.error).detail : token ? "" : i18n._({ id: "unsubscribe.noToken", message: "Open the whole link from the mail: the part behind the # is missing." });
  return (
    <IdentityFrame title={i18n._({ id: "unsubscribe.title", message: "Fewer mails?" })} lead={why || i18n._({ id: "unsubscribe.lead", message: "Mails of this kind will not be sent to you any more. Nothing else changes." })}>
      {why ? (
        home
      ) : (
        <Button variant="primary" size="l" busy={stop.isPending} onClick={() => stop.mutate()}>
          {i18n._({ id: "unsubscribe.submit", message: "Send me no more of these" })}
        </Button>
      )}
    </IdentityFrame>
  );
}
