import { useWrite } from "@/api/mutations";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import type { ApiProblem } from "@/lib/problem";
import { type Entry, measurementOf } from "@/widgets/goals/entry";
import { useWorkspace } from "@/widgets/workspace";
import type { KeyResultOut } from "../../queries";

type Recorded = Schema<"RecordedOut">;

const changed = ({ key_result: row }: Recorded) => [{ kind: "progress.changed", subject: "key_result", id: row.id }];

/** Records a value, or another one in the place of `corrects`; ten seconds to take it back. */
export function useRecord(row: KeyResultOut, failed: (problem: ApiProblem | null) => void, corrects?: string) {
  const { slug } = useWorkspace();
  const retract = useRetract(row.id);
  return useWrite({
    workspace: slug,
    send: (entry: Entry, key): Promise<Recorded> => {
      failed(null);
      const rest = { body: measurementOf(row.kind, entry), headers: writeHeaders(key) };
      const path = { workspace: slug, key_result: row.id };
      if (corrects === undefined) return unwrap(api.POST("/api/w/{workspace}/key-results/{key_result}/measurements", { params: { path }, ...rest }));
      return unwrap(
        api.POST("/api/w/{workspace}/key-results/{key_result}/measurements/{measurement}/correction", {
          params: { path: { ...path, measurement: corrects } },
          ...rest,
        }),
      );
    },
    changed,
    said: (answer) => ({
      text: i18n._({ id: "goals.recorded", message: "Saved: {before} → {after}", values: { before: narrow(row.progress.display) || "–", after: narrow(answer.key_result.progress.display) || "–" } }),
      undo: () => retract.run(answer.measurement.id),
    }),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

/** Takes a value back; the row stays in the history, struck through. */
export function useRetract(keyResult: string) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (measurement: string, key): Promise<Recorded> =>
      unwrap(
        api.POST("/api/w/{workspace}/key-results/{key_result}/measurements/{measurement}/retraction", {
          params: { path: { workspace: slug, key_result: keyResult, measurement } },
          body: {},
          headers: writeHeaders(key),
        }),
      ),
    changed,
    said: () => ({ text: i18n._({ id: "goals.retracted", message: "Taken back" }) }),
  });
}
