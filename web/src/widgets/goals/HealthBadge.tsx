import { narrow } from "@/lib/numbers";
import { Status } from "@/ui/Status";
import { Tooltip } from "@/ui/Tooltip";
import { healthTone, healthWord } from "./health";

export interface HealthBadgeProps {
  health: { state: string; sentence?: string };
  /** Without the tinted ground, for dense lists. */
  bare?: boolean;
}

/** A dot and the word; the sentence that explains it on pointing and for screen readers. */
export function HealthBadge({ health, bare = false }: HealthBadgeProps) {
  const badge = (
    <Status tone={healthTone(health.state)} bare={bare}>
      {healthWord(health.state)}
    </Status>
  );
  if (!health.sentence) return badge;
  return (
    <Tooltip label={narrow(health.sentence)}>
      <span>{badge}</span>
    </Tooltip>
  );
}
