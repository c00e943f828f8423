import { api, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { CheckedIn, CheckInDraft } from "./queries";
import { bodyOf, forget, type Words } from "./words";

export interface Sent {
  draft: CheckInDraft;
  words: Words;
  unchanged: boolean;
}

interface Told {
  saved: (sent: Sent, answer: CheckedIn) => void;
  failed: (sent: Sent, problem: ApiProblem) => void;
  undone: (sent: Sent) => void;
}

const changed = ({ key_result: row }: CheckedIn) => [{ kind: "rituals.checked_in", subject: "key_result", id: row.id }];

/** Sends a check-in; ten seconds to take it back. The draft in this browser goes when the server has it, not before. */
export function useCheckIn(told: Told) {
  const { slug } = useWorkspace();
  const withdraw = useWithdraw(told.undone);
  return useWrite({
    workspace: slug,
    send: ({ draft, words, unchanged }: Sent, key): Promise<CheckedIn> =>
      unwrap(
        api.POST("/api/w/{workspace}/key-results/{key_result}/check-ins", {
          params: { path: { workspace: slug, key_result: draft.id } },
          body: bodyOf(draft, words, unchanged),
          headers: writeHeaders(key),
        }),
      ),
    changed,
    said: (answer, sent) => {
      forget(slug, sent.draft.id);
      told.saved(sent, answer);
      return { text: savedWords(answer), undo: () => withdraw.run({ sent, id: answer.check_in.id }) };
    },
    failed: (problem, sent) => {
      told.failed(sent, problem);
      return false;
    },
  });
}

export function savedWords({ check_in: made, key_result: row }: CheckedIn): string {
  const title = narrow(row.title);
  if (made.display_before === made.display) return i18n._({ id: "checkins.saved.same", message: "{title}: checked in", values: { title } });
  return i18n._({ id: "checkins.saved", message: "{title}: {before} → {after}", values: { title, before: narrow(made.display_before) || "–", after: narrow(made.display) } });
}

function useWithdraw(undone: (sent: Sent) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ id }: { sent: Sent; id: string }, key): Promise<CheckedIn> =>
      unwrap(api.POST("/api/w/{workspace}/check-ins/{check_in}/withdrawal", { params: { path: { workspace: slug, check_in: id } }, headers: writeHeaders(key) })),
    changed,
    said: (_, { sent }) => {
      undone(sent);
      return { text: i18n._({ id: "checkins.withdrawn", message: "Taken back" }) };
    },
  });
}

/** Asks whoever gives the check-ins of a key result for one. */
export function useAsk() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: async ({ id }: { id: string; name: string }, key) => {
      await api.POST("/api/w/{workspace}/key-results/{key_result}/check-in-request", { params: { path: { workspace: slug, key_result: id } }, headers: writeHeaders(key) });
      return {};
    },
    said: (_, { name }) => ({ text: i18n._({ id: "checkins.asked", message: "{name} is asked for it", values: { name } }) }),
  });
}
