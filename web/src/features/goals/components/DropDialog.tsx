import { i18n } from "@/i18n/i18n";
import { ReasonDialog } from "@/ui/ReasonDialog";

interface DropDialogProps {
  title: string;
  /** Rejects where the server refuses; the reason is then told as a toast. */
  drop: (reason: string) => Promise<unknown>;
  busy: boolean;
  close: () => void;
}

/** Give a goal up, and say why. */
export function DropDialog({ drop, ...rest }: DropDialogProps) {
  return (
    <ReasonDialog
      {...rest}
      send={drop}
      submit={i18n._({ id: "goals.drop.submit", message: "Drop it" })}
      label={i18n._({ id: "goals.drop.reason", message: "Why is it not pursued any more?" })}
      help={i18n._({ id: "goals.drop.help", message: "Its numbers and history stay; it no longer counts above." })}
      danger
    />
  );
}

/** Let a goal rest, and say why. */
export function PauseDialog({ pause, ...rest }: Omit<DropDialogProps, "drop"> & { pause: DropDialogProps["drop"] }) {
  return (
    <ReasonDialog
      {...rest}
      send={pause}
      submit={i18n._({ id: "goals.pause.submit", message: "Pause it" })}
      label={i18n._({ id: "goals.pause.reason", message: "Why does it rest?" })}
      help={i18n._({ id: "goals.pause.help", message: "It keeps its numbers and counts as before. Nobody is reminded of it until it is taken up again." })}
    />
  );
}
