import { i18n } from "@/i18n/i18n";
import { EmptyState } from "@/ui/states";

/** The team's week on a page. */
export function WeekTab(_: { team: string }) {
  return <EmptyState icon="calendar" sentence={i18n._({ id: "rituals.week.none", message: "Nobody has committed to anything for this week yet." })} />;
}
