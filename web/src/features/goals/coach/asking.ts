/** How long after the last key one is asked about, in milliseconds. */
export const pause = 250;

interface Asking<Question, Answer> {
  send: (question: Question, signal: AbortSignal) => Promise<Answer>;
  heard: (question: Question, answer: Answer) => void;
  wait?: number;
}

export interface Asker<Question> {
  /** Asks a little later, unless there is a newer question by then. */
  ask: (question: Question) => void;
  /** Asks at once what is waiting. */
  now: () => void;
  stop: () => void;
}

/** Asks about what is being typed: one request under way at most, older answers thrown away, and no word when there is none. */
export function createAsker<Question, Answer>({ send, heard, wait = pause }: Asking<Question, Answer>): Asker<Question> {
  let waiting: { question: Question; timer: ReturnType<typeof setTimeout> } | null = null;
  let underWay: AbortController | null = null;

  const quiet = () => {
    if (waiting) clearTimeout(waiting.timer);
    waiting = null;
    underWay?.abort();
    underWay = null;
  };
  const now = () => {
    if (!waiting) return;
    const { question } = waiting;
    quiet();
    const mine = new AbortController();
    underWay = mine;
    send(question, mine.signal).then(
      (answer) => {
        if (underWay !== mine) return;
        underWay = null;
        heard(question, answer);
      },
      () => {
        if (underWay === mine) underWay = null;
      },
    );
  };
  return {
    ask: (question) => {
      quiet();
      waiting = { question, timer: setTimeout(now, wait) };
    },
    now,
    stop: quiet,
  };
}
