import { i18n } from "@/i18n/i18n";
import type { Cause } from "./rules";

const words: Record<Cause, () => string> = {
  resources: () => i18n._({ id: "rituals.cause.resources", message: "Too few hands" }),
  unrealistic_plan: () => i18n._({ id: "rituals.cause.plan", message: "The plan was too big" }),
  external: () => i18n._({ id: "rituals.cause.external", message: "Something outside of our reach" }),
  dependency: () => i18n._({ id: "rituals.cause.dependency", message: "We waited for others" }),
  execution: () => i18n._({ id: "rituals.cause.execution", message: "How we went about it" }),
  priorities_changed: () => i18n._({ id: "rituals.cause.priorities", message: "Other things came first" }),
  wrong_metric: () => i18n._({ id: "rituals.cause.metric", message: "The number did not show it" }),
  unknown: () => i18n._({ id: "rituals.cause.unknown", message: "We do not know yet" }),
};

export const causes = Object.keys(words) as Cause[];
export const causeWord = (cause: string): string => words[cause as Cause]?.() ?? cause;
