import { i18n } from "@/i18n/i18n";
import type { Decision } from "./rules";

export const decisionWord = (decision: Decision): string =>
  ({
    keep: () => i18n._({ id: "rituals.decision.keep", message: "Keep" }),
    adjust: () => i18n._({ id: "rituals.decision.adjust", message: "Adjust" }),
    pause: () => i18n._({ id: "rituals.decision.pause", message: "Pause" }),
    resume: () => i18n._({ id: "rituals.decision.resume", message: "Resume" }),
    stop: () => i18n._({ id: "rituals.decision.stop", message: "Stop" }),
  })[decision]();

export const reasonLabel = (decision: Decision): string =>
  ({
    keep: () => i18n._({ id: "rituals.reason.keep", message: "Anything worth remembering?" }),
    adjust: () => i18n._({ id: "rituals.reason.adjust", message: "Why another target? (stays with it, beside the original)" }),
    pause: () => i18n._({ id: "rituals.reason.pause", message: "Why does it rest?" }),
    resume: () => i18n._({ id: "rituals.reason.resume", message: "What has changed?" }),
    stop: () => i18n._({ id: "rituals.reason.stop", message: "Why is it not pursued any more?" }),
  })[decision]();

/** The keys of the decisions on the page. */
export const decisionKeys: Record<Decision, string> = { keep: "k", adjust: "a", pause: "p", resume: "r", stop: "s" };
