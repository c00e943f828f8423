import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/states";
import { useWorkspace } from "./workspace";

/** For a guest who came to a page that is not for guests: what it is, in one sentence, and the way to what is shared. */
export function MembersOnly({ sentence }: { sentence: string }) {
  const { slug } = useWorkspace();
  return (
    <EmptyState
      icon="lock"
      sentence={sentence}
      action={
        <LinkButton to="/w/$workspace/objectives" params={{ workspace: slug }} variant="primary">
          {i18n._({ id: "guests.toShared", message: "See what is shared with you" })}
        </LinkButton>
      }
    />
  );
}
