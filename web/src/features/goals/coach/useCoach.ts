import { useEffect, useState } from "react";
import { api, keepsNothing, unwrap } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { useLatest } from "@/lib/useLatest";
import { useWorkspace } from "@/widgets/workspace";
import { type KeyResultDraft, type Readable, readable } from "../drafts";
import { createAsker } from "./asking";
import { type Facts, type Place, useFacts } from "./facts";
import { filled, type Finding, hintsOf, type LineKey, questionOf, type Question, type Reading, type Review } from "./rules";

/** What the coach says about one line, and what one may answer. */
export interface LineCoach {
  hints: readonly Finding[];
  /** The line one is writing: its hints are open, those of the others folded. */
  current: boolean;
  enter: () => void;
  /** Left: asks at once. */
  leave: () => void;
  /** Another field of the line was left: what the sentence says may fill it now. */
  settle: () => void;
  /** "Not here": stays away for this line. */
  wave: (rule: string) => void;
}

export interface Coach {
  of: (line: LineKey) => LineCoach;
  /** For a polite live region: changes with the number of hints only. */
  said: string;
  /** Of what is written, as far as it is known. */
  language: Review["language"];
  facts: Facts | null;
}

interface Writing {
  /** null: it stands already. */
  objective: string | null;
  drafts: readonly KeyResultDraft[];
  place: Place;
  /** By the key of the draft, the id of a key result that is there already. */
  ids?: Readonly<Record<number, string>>;
  /** What is typed beside the lines: it tells the language. */
  wording?: string;
  /** Fills fields of a key result. */
  fill: (key: number, changes: Partial<KeyResultDraft>) => void;
}

interface Heard {
  findings: Finding[];
  reading: Reading | null;
}

/** Reads what is being written and says what would make it better. It never holds anything up: without an answer it is silent. */
export function useCoach({ objective, drafts, place, ids, wording, fill }: Writing): Coach {
  const [heard, setHeard] = useState<ReadonlyMap<LineKey, Heard>>(new Map());
  const [current, setCurrent] = useState<LineKey | null>(null);
  const [waved, setWaved] = useState<ReadonlyMap<LineKey, string[]>>(new Map());
  const [language, setLanguage] = useState<Review["language"]>("en");
  const latest = useLatest({ drafts, fill });
  const facts = useFacts(place);
  const owner = place.objective === null ? place.owner : undefined;
  const settle = (key: number, lines: ReadonlyMap<LineKey, Heard>) => {
    const draft = latest.current.drafts.find((one) => one.key === key);
    const reading = lines.get(key)?.reading;
    const changes = draft && reading && filled(draft, reading, heldIn(key));
    if (changes) latest.current.fill(key, changes);
  };
  const asker = useAsker(questionOf({ objective, drafts, facts, ids, owner, wording }), questionOf({ objective, drafts, wording }), (review) => {
    setLanguage(review.language);
    const lines = heardOf(review, latest.current.drafts);
    setHeard(lines);
    for (const draft of latest.current.drafts) settle(draft.key, lines);
  });
  const hints = (line: LineKey) => {
    const draft = drafts.find((one) => one.key === line);
    const title = line === "objective" ? objective : draft?.title;
    return hintsOf(heard.get(line)?.findings ?? [], title ?? "", { waved: waved.get(line), draft });
  };
  return {
    said: useSaid(current, current === null ? [] : hints(current)),
    language,
    facts,
    of: (line) => ({
      hints: hints(line),
      current: current === line,
      enter: () => setCurrent(line),
      leave: asker.now,
      // the next field has the focus a moment later
      settle: () => void (line !== "objective" && setTimeout(() => settle(line, heard))),
      wave: (rule) => setWaved((before) => new Map(before).set(line, [...(before.get(line) ?? []), rule])),
    }),
  };
}

/** Asks whenever the question has changed; not about what stood there when the form was opened, before anybody wrote. */
function useAsker(question: Question, written: Question, answered: (review: Review) => void) {
  const { slug } = useWorkspace();
  const words = JSON.stringify(question);
  const text = JSON.stringify(written);
  const [first] = useState(text);
  const latest = useLatest({ words, answered });
  const [asker] = useState(() =>
    createAsker<string, Review>({
      send: (asked, signal) =>
        unwrap(api.POST("/api/w/{workspace}/writing/reviews", { params: { path: { workspace: slug } }, body: JSON.parse(asked) as Question, headers: keepsNothing, signal })),
      heard: (asked, review) => {
        if (asked === latest.current.words) latest.current.answered(review);
      },
    }),
  );
  useEffect(() => asker.stop, [asker]);
  useEffect(() => {
    if (text !== first) asker.ask(words);
  }, [asker, words, text, first]);
  return asker;
}

function heardOf({ findings, reads_as }: Review, drafts: readonly KeyResultDraft[]): Map<LineKey, Heard> {
  const lines = new Map<LineKey, Heard>([["objective", { findings: findings.filter(({ part }) => part === "objective"), reading: null }]]);
  for (const [at, draft] of drafts.entries()) {
    const own = findings.filter(({ part, index }) => part === "key_result" && index === at);
    lines.set(draft.key, { findings: own, reading: (draft.title.trim() && reads_as[at]) || null });
  }
  return lines;
}

/** The fields of a line that somebody is in just now; a list counts once it is open. */
function heldIn(key: number): Readable[] {
  const focused = document.activeElement;
  const name = focused?.closest(`[data-line="${key}"] [data-reads]`)?.getAttribute("data-reads");
  const isShutList = focused?.getAttribute("aria-expanded") === "false";
  return isShutList ? [] : readable.filter((one) => one === name);
}

/** Spoken when the number of hints changes or another line is entered, never for each key. */
function useSaid(line: LineKey | null, hints: readonly Finding[]): string {
  const about = `${line} ${hints.length}`;
  const [said, setSaid] = useState({ about, line, text: "" });
  if (said.about !== about) {
    const none = said.line === line ? i18n._({ id: "goals.coach.none", message: "No hints." }) : "";
    setSaid({ about, line, text: hints.length > 0 ? spoken(hints) : none });
  }
  return said.text;
}

const spoken = (hints: readonly Finding[]) =>
  i18n._({
    id: "goals.coach.spoken",
    message: "{n, plural, one {# hint} other {# hints}}: {names}",
    values: { n: hints.length, names: hints.map((hint) => hint.name).join(", ") },
  });
