import { i18n } from "@/i18n/i18n";
import { ToObjectives } from "@/widgets/ToObjectives";

/** A ritual without goals to look at: why, and where goals are written. */
export function NoGoals({ sentence }: { sentence: string }) {
  return <ToObjectives icon="target" sentence={sentence} label={i18n._({ id: "rituals.assessment.toObjectives", message: "Go to the objectives" })} />;
}
