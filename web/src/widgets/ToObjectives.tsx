import { LinkButton } from "@/ui/Button";
import type { IconName } from "@/ui/icons";
import { EmptyState } from "@/ui/states";
import { useWorkspace } from "./workspace";

/** Nothing here for this reader: why, and the way to the objectives. */
export function ToObjectives({ icon, sentence, label }: { icon: IconName; sentence: string; label: string }) {
  const { slug } = useWorkspace();
  return (
    <EmptyState
      icon={icon}
      sentence={sentence}
      action={
        <LinkButton to="/w/$workspace/objectives" params={{ workspace: slug }} variant="primary">
          {label}
        </LinkButton>
      }
    />
  );
}
