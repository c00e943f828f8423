import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";

/** A ritual without goals to look at: why, and where goals are written. */
export function NoGoals({ sentence }: { sentence: string }) {
  const { slug } = useWorkspace();
  return (
    <EmptyState
      icon="target"
      sentence={sentence}
      action={
        <LinkButton to="/w/$workspace/objectives" params={{ workspace: slug }} variant="primary">
          {i18n._({ id: "rituals.assessment.toObjectives", message: "Go to the objectives" })}
        </LinkButton>
      }
    />
  );
}
