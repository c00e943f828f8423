import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { mapObjects, type Row } from "./rows";

/** One change, in the words of the event stream. Own writes use the same words: there is one way to refresh, not two. */
export interface Change {
  /** "<room>.<what_happened>", e.g. "work.task_closed". */
  kind: string;
  /** The noun that changed: "task", "key_result". */
  subject: string;
  id: string;
  version?: number;
  /** The new number of what moved, as the server writes it everywhere; missing where it is not defined any more. */
  progress?: { raw: number; counted: number; display: string };
}

/** Keys without the workspace: ["objectives"] means every list, ["objective", id] one page. */
type Stale = (change: Change) => QueryKey[];

/** What a team sees when it looks back: drawn from its goals. */
const reviewViews: QueryKey[] = [["assessments"], ["grading"], ["retrospective"], ["carry"], ["reviews"]];
/** Pages of a team's rhythm, which show goals and work beside what people undertake. */
const rhythmViews: QueryKey[] = [["week"], ["square"], ["agenda"], ["meeting"]];
const meetingViews: QueryKey[] = [["meeting"], ["meetings"], ["agenda"]];
const goalViews: Stale = ({ id }) => [...rhythmViews, ["causes"], ["objectives"], ["objective"], ["key-result", id], ["explanation"], ["line-of-sight"]];
const workViews: Stale = ({ id }) => [...rhythmViews, ["causes"], ["picks"], ["projects"], ["project"], ["tasks"], ["task", id], ["linked-work"], ["line-of-sight"]];

/** A task that moves may free others: whichever task is open shows it. */
const heldUp: Stale = (change) => [...workViews(change), ["task"]];

/** Many goals at once, and their cycles: the event names none of them. */
const allGoals: QueryKey[] = [["bootstrap"], ["causes"], ["cycles"], ["objectives"], ["objective"], ["key-result"], ["measurements"], ["explanation"], ["linked-work"], ["line-of-sight"]];

/**
 * Event kind -> keys to refresh. The exact kind is looked up first, then "<room>.*". A kind that is not listed refreshes
 * everything of the workspace: slow is better than wrong. A feature that adds a query adds its key here.
 */
export const staleAfter: Record<string, Stale> = {
  "goals.*": (change) => [...goalViews(change), ...reviewViews],
  "rituals.checked_in": (change) => [...goalViews(change), ["measurements", change.id], ["inbox"]],
  "rituals.check_in_*": (change) => [...goalViews(change), ["measurements", change.id], ["inbox"]],
  "goals.cycle_*": () => [["bootstrap"], ["cycles"], ["objectives"], ["objective"], ["key-result"], ["lessons"], ...reviewViews],
  "progress.*": ({ id }) => [...rhythmViews, ["causes"], ["objectives"], ["objective"], ["key-result", id], ["explanation"], ["measurements", id], ["line-of-sight"]],
  "goals.forecasts_judged": () => [["forecast-record"]],
  "goals.year_planned": () => [["bootstrap"], ["cycles"]],
  "goals.made_in_bulk": () => allGoals,
  "goals.removed_in_bulk": () => allGoals,
  "goals.graded_in_bulk": () => allGoals,
  "work.removed_in_bulk": () => [["causes"], ["projects"], ["project"], ["tasks"], ["task"], ["linked-work"], ["line-of-sight"]],
  "work.*": workViews,
  "rituals.calendar_changed": () => [["ritual-calendar"], ["check-ins"], ["my-week"]],
  "rituals.made_in_bulk": () => [["check-ins"], ["my-week"]],
  "rituals.reminded": () => [],
  "rituals.called": () => [],
  "rituals.missed": () => [],
  "rituals.assessed": ({ id }) => [["assessments"], ["objective", id], ["inbox"]],
  "rituals.grading_*": () => [["grading"], ["reviews"], ["inbox"]],
  "rituals.retrospective_*": () => [["retrospective"], ["reviews"], ["inbox"]],
  "rituals.lesson_*": () => [["retrospective"], ["lessons"], ["inbox"]],
  "rituals.action_*": () => [["retrospective"], ["tasks"]],
  "rituals.carried_over": () => [["carry"], ["reviews"], ["objectives"]],
  "rituals.carry_undone": () => [["carry"], ["reviews"], ["objectives"]],
  "notifications.preferences_changed": () => [["notification-preferences"]],
  "notifications.unsubscribed": () => [["notification-preferences"]],
  "notifications.chat_*": () => [["chat"]],
  "notifications.*": () => [["inbox"]],
  "rituals.commitment_*": () => [["week"], ["picks"], ["agenda"], ["inbox"]],
  "rituals.win_*": () => [["week"], ["agenda"], ["inbox"]],
  "rituals.square_*": () => [["square"]],
  "rituals.meeting_*": () => meetingViews,
  "rituals.decision_*": () => meetingViews,
  "work.task_*": heldUp,
  "work.dependency_*": heldUp,
  "organisation.workspace_edited": () => [["bootstrap"], ["people"], ["teams"], ["shares"], ["settings"], ["objectives"], ["objective"], ["key-result"], ["my-week"]],
  "organisation.*": () => [["bootstrap"], ["people"], ["teams"], ["shares"], ["settings"]],
  "writing.template_*": () => [["templates"], ["template"]],
  "identity.*": () => [["people"], ["settings"]],
  "integrations.*": () => [["imports"], ["objectives"], ["projects"], ["tasks"], ["people"]],
};

/** Kinds after which many rows are gone for good: the undo of an import, the end of the samples. */
export const takesAway = ({ kind }: Change): boolean => kind.endsWith(".removed_in_bulk") || kind === "integrations.import_undone";

/** The one shape of query keys: the workspace's slug, a noun, then whatever tells apart. */
export function keyOf(workspace: string, noun: string, ...rest: unknown[]): QueryKey {
  return [workspace, noun, ...rest];
}

export function keysFor(change: Change): QueryKey[] {
  const stale = (rowFor(change.kind) ?? (() => [[]]))(change);
  return drawsOnAll.test(change.kind) ? [...stale, ["my-week"], ["check-ins"]] : stale;
}

/** What one owes is drawn from goals, work and rituals alike. */
const drawsOnAll = /^(goals|work|progress|rituals)\./;

function rowFor(kind: string): Stale | undefined {
  const patterns = Object.keys(staleAfter)
    .filter((pattern) => (pattern.endsWith("*") ? kind.startsWith(pattern.slice(0, -1)) : pattern === kind))
    .toSorted((a, b) => b.length - a.length);
  return patterns[0] === undefined ? undefined : staleAfter[patterns[0]];
}

/** How long after a change its pages are asked for again, in milliseconds. What is on the screen already can wait. */
const wait = {
  /** Nothing is shown of it yet; the rest of its burst comes along. */
  unseen: 4,
  /** Two frames: a number that came with the news is painted before anybody is asked anything. */
  news: 32,
  /** We painted it ourselves, and the answer settled it: the screens of others come first. */
  painted: 120,
};
const rest = 60;
const echo = 10_000;

export interface Refresher {
  /**
   * Refreshes what these changes make stale. `own`: we have the new rows already, so the stream's echo is not news.
   * `painted`: and they were on the screen before the answer.
   */
  take: (changes: Change[], options?: { own?: boolean; painted?: boolean }) => void;
  /** Everything of the workspace may be stale: after "reload" or a broken stream. */
  takeAll: () => void;
}

interface Due {
  key: QueryKey;
  at: number;
}

/**
 * What comes in a burst is asked for in one round, and rounds are 60 ms apart. A query that is under way is not cancelled
 * (a steady flow would starve it); it is asked once more when it is back.
 */
export function createRefresher(client: QueryClient, workspace: string): Refresher {
  const waiting = new Map<string, Due>();
  const running = new Set<string>();
  const ours = new Map<string, number>();
  const moved: Moved = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let planned = Number.POSITIVE_INFINITY;
  let last = 0;

  const add = (key: QueryKey, soon: number) => {
    const name = JSON.stringify(key);
    const at = performance.now() + soon;
    waiting.set(name, { key, at: Math.min(at, waiting.get(name)?.at ?? at) });
    if (at < planned) plan(); // a large burst must not look through all that waits for each of its keys
  };

  /** Sets the clock to the first that is due; what is under way is planned when it is back. */
  function plan(): void {
    clearTimeout(timer);
    planned = Number.POSITIVE_INFINITY;
    for (const [name, due] of waiting) if (!running.has(name)) planned = Math.min(planned, due.at);
    if (planned < Number.POSITIVE_INFINITY) timer = setTimeout(flush, Math.max(planned, last + rest) - performance.now());
  }

  function flush(): void {
    const now = performance.now() + 1; // clocks of browsers are coarse
    const round = [...waiting].filter(([name, due]) => due.at <= now && !running.has(name));
    if (round.length > 0) last = now;
    for (const [name] of round) waiting.delete(name);
    for (const [name, { key }] of round) void refresh(name, key);
    plan();
  }

  async function refresh(name: string, key: QueryKey): Promise<void> {
    running.add(name);
    const underWay = client.isFetching({ queryKey: key }) > 0;
    await client.invalidateQueries({ queryKey: key }, { cancelRefetch: false });
    running.delete(name);
    if (underWay) add(key, 0);
    else plan();
  }

  /** Once for all that one message of the server brings, which a browser hands over piece by piece. */
  function show(id: string, progress: NonNullable<Change["progress"]>): void {
    if (moved.size === 0) setTimeout(() => (showNumbers(client, workspace, moved), moved.clear()));
    moved.set(id, progress);
  }

  const isEcho = (change: Change) => {
    const name = `${change.subject}:${change.id}:${change.version}`;
    const until = ours.get(name) ?? 0;
    ours.delete(name);
    return until > Date.now();
  };

  return {
    take(changes, { own = false, painted = false } = {}) {
      const soon = own ? (painted ? wait.painted : wait.unseen) : wait.news;
      for (const change of changes) {
        if (own && change.version !== undefined) ours.set(`${change.subject}:${change.id}:${change.version}`, Date.now() + echo);
        else if (!own && change.version !== undefined && isEcho(change)) continue;
        if (change.progress) show(change.id, change.progress);
        for (const key of keysFor(change)) {
          // what nobody looks at just now would show the dead for a moment when it is opened next: rather ask anew
          if (takesAway(change)) client.removeQueries({ queryKey: [workspace, ...key], type: "inactive", predicate: ({ queryKey }) => queryKey[1] !== "bootstrap" });
          add([workspace, ...key], soon);
        }
      }
    },
    takeAll: () => add([workspace], wait.unseen),
  };
}

type Moved = Map<string, NonNullable<Change["progress"]>>;

/** Numbers that moved are on the screen with the event itself; what they mean (health, pace, cause) follows with the answer. */
function showNumbers(client: QueryClient, workspace: string, moved: Moved): void {
  const renumbered = (row: Record<string, unknown>) => withNumber(row, moved.get(goalOf(row) as string));
  for (const query of client.getQueryCache().findAll({ queryKey: [workspace], type: "active" })) {
    const next = mapObjects(query.state.data, renumbered);
    if (next !== query.state.data) client.setQueryData(query.queryKey, next);
  }
}

/** Whose number a row shows: its own, or that of the goal it names, as a line of what hangs below or of what is red does. */
function goalOf(row: Record<string, unknown>): unknown {
  if (row.id !== undefined || !("progress" in row)) return row.id;
  return ((row.key_result ?? row.objective) as Row | null | undefined)?.id;
}

function withNumber(row: Record<string, unknown>, moved: Change["progress"]): Record<string, unknown> {
  const shown = row.progress;
  if (!moved) return row;
  if (typeof shown === "number") return { ...row, progress: moved.raw };
  if (typeof shown !== "object" || shown === null || (shown as { state?: string }).state !== "measured") return row;
  return { ...row, progress: { ...shown, ...moved } };
}

const refreshers = new WeakMap<QueryClient, Map<string, Refresher>>();

/** The workspace's refresher: own writes and the live stream meet in the same one. */
export function refresherOf(client: QueryClient, workspace: string): Refresher {
  const byWorkspace = refreshers.get(client) ?? new Map<string, Refresher>();
  refreshers.set(client, byWorkspace);
  const found = byWorkspace.get(workspace) ?? createRefresher(client, workspace);
  byWorkspace.set(workspace, found);
  return found;
}
