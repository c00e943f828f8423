import { i18n } from "@/i18n/i18n";
import type { KeyResultDraft, Readable } from "../drafts";

/** Marks a field that follows the sentence, until somebody touches it. */
export function readMark({ read }: KeyResultDraft, name: Readable): { word: string; says: string } | null {
  if (!read.includes(name)) return null;
  return {
    word: i18n._({ id: "goals.coach.read", message: "read" }),
    says: i18n._({ id: "goals.coach.readSays", message: "Read from the sentence; follows it until you change it" }),
  };
}
