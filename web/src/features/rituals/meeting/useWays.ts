import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { i18n } from "@/i18n/i18n";
import { useShortcuts } from "@/ui/shortcuts";
import { useWorkspace } from "@/widgets/workspace";
import type { Meeting } from "../queries";
import { stepped } from "./words";
import { useEnd, useMove } from "./writes";

export interface Ways {
  step: (by: 1 | -1) => void;
  end: () => void;
  leave: () => void;
}

/** Where Space and Enter have a meaning of their own. */
const taken = "button, a, input, textarea, select, summary, [role=dialog], [role=menu], [role=combobox]";

/** The keys of a meeting: j, k, the arrows, Space and Enter move on; e ends it; f takes the whole screen. */
export function useWays(meeting: Meeting): Ways {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const move = useMove(meeting);
  const over = useEnd(meeting);
  const step = (by: 1 | -1) => {
    const place = stepped(meeting.place, by, meeting.items.length);
    if (meeting.can_edit && place !== meeting.place) move.run(place);
  };
  const leave = () => void navigate({ to: "/w/$workspace/rhythm", params: { workspace: slug }, search: { team: meeting.team.id, tab: "meeting" } });
  const end = () => meeting.can_edit && over.run(true);
  const group = i18n._({ id: "rituals.tab.meeting", message: "Meeting" });
  const next = i18n._({ id: "rituals.meeting.next", message: "Next item" });
  const back = i18n._({ id: "rituals.meeting.back", message: "Item before" });
  useShortcuts([
    { keys: "j", group, label: next, run: () => step(1) },
    { keys: "k", group, label: back, run: () => step(-1) },
    { keys: "arrowright", group, label: next, run: () => step(1) },
    { keys: "arrowleft", group, label: back, run: () => step(-1) },
    { keys: "e", group, label: i18n._({ id: "rituals.meeting.end", message: "End the meeting" }), run: end },
    { keys: "f", group, label: i18n._({ id: "rituals.meeting.full", message: "Whole screen" }), run: wholeScreen },
  ]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (event.key !== " " && event.key !== "Enter")) return;
      if (event.target instanceof HTMLElement && event.target.closest(taken)) return;
      event.preventDefault();
      step(1);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
  return { step, end, leave };
}

export function wholeScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen().catch(() => undefined);
}
