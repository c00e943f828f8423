import { i18n } from "@/i18n/i18n";
import { ToObjectives } from "./ToObjectives";

/** For a guest who came to a page that is not for guests: what it is, in one sentence, and the way to what is shared. */
export function MembersOnly({ sentence }: { sentence: string }) {
  return <ToObjectives icon="lock" sentence={sentence} label={i18n._({ id: "guests.toShared", message: "See what is shared with you" })} />;
}
