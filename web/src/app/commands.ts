import { i18n } from "@/i18n/i18n";
import type { IconName } from "@/ui/icons";

export interface CommandContext {
  workspace: string;
  role: string;
  /** Goes to an address: `go("/w/acme/people")`. */
  go: (href: string) => void;
}

export interface Command {
  id: string;
  label: () => string;
  icon: IconName;
  /** More words that find it. */
  keywords?: string;
  /** Shown under "Create", and in the menu of the key C. */
  creates?: boolean;
  hiddenFromGuests?: boolean;
  /** Only for those who may write tasks into a project. */
  needsProject?: boolean;
  run: (context: CommandContext) => void;
}

/** What the palette (Ctrl+K) and the create menu (C) offer beside the navigation. A feature adds its lines here. */
export const commands: Command[] = [
  {
    id: "new-objective",
    label: () => i18n._({ id: "goals.objective.new", message: "New objective" }),
    icon: "target",
    keywords: "goal okr",
    creates: true,
    hiddenFromGuests: true,
    run: ({ workspace, go }) => go(`/w/${workspace}/objectives?new=objective`),
  },
  {
    id: "library",
    label: () => i18n._({ id: "library.start", message: "Start from a template" }),
    icon: "copy",
    keywords: "library example objective goal okr",
    creates: true,
    hiddenFromGuests: true,
    run: ({ workspace, go }) => go(`/w/${workspace}/library`),
  },
  {
    id: "guided-objective",
    label: () => i18n._({ id: "goals.guide.title", message: "New objective, step by step" }),
    icon: "list",
    keywords: "goal okr guide coach write help",
    hiddenFromGuests: true,
    run: ({ workspace, go }) => go(`/w/${workspace}/objectives?new=guided`),
  },
  {
    id: "new-task",
    label: () => i18n._({ id: "work.task.new", message: "New task" }),
    icon: "check",
    keywords: "to do todo",
    creates: true,
    needsProject: true,
    run: ({ workspace, go }) => go(`/w/${workspace}/projects?make=task`),
  },
  {
    id: "new-project",
    label: () => i18n._({ id: "work.project.new", message: "New project" }),
    icon: "layers",
    creates: true,
    hiddenFromGuests: true,
    run: ({ workspace, go }) => go(`/w/${workspace}/projects?make=project`),
  },
  {
    id: "my-tasks",
    label: () => i18n._({ id: "work.mine", message: "My open tasks" }),
    icon: "list",
    keywords: "assigned todo",
    run: ({ workspace, go }) => go(`/w/${workspace}/projects?view=mine`),
  },
  {
    id: "forecasts",
    label: () => i18n._({ id: "goals.forecasts.howGood", message: "How good are our forecasts?" }),
    icon: "target",
    keywords: "chance brier calibration prediction",
    hiddenFromGuests: true,
    run: ({ workspace, go }) => go(`/w/${workspace}/forecasts`),
  },
  {
    id: "check-in",
    label: () => i18n._({ id: "checkins.command", message: "Check in on what is due" }),
    icon: "check",
    keywords: "update progress confidence weekly",
    run: ({ workspace, go }) => go(`/w/${workspace}/check-ins`),
  },
  {
    id: "import",
    label: () => i18n._({ id: "nav.import", message: "Import" }),
    icon: "upload",
    keywords: "excel csv asana jira sheet",
    hiddenFromGuests: true,
    run: ({ workspace, go }) => go(`/w/${workspace}/import`),
  },
  {
    id: "invite",
    label: () => i18n._({ id: "people.invite", message: "Invite people" }),
    icon: "mail",
    keywords: "member colleague join link",
    hiddenFromGuests: true,
    run: ({ workspace, go }) => go(`/w/${workspace}/settings/members`),
  },
  {
    id: "tokens",
    label: () => i18n._({ id: "settings.tokens", message: "API tokens" }),
    icon: "lock",
    keywords: "key program script",
    run: ({ workspace, go }) => go(`/w/${workspace}/settings/tokens`),
  },
  {
    id: "teams",
    label: () => i18n._({ id: "people.teams", message: "Teams" }),
    icon: "people",
    keywords: "organisation chart tree",
    run: ({ workspace, go }) => go(`/w/${workspace}/people?view=teams`),
  },
];
