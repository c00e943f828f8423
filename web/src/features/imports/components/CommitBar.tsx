import { useNavigate } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { useShortcuts } from "@/ui/shortcuts";
import { useWorkspace } from "@/widgets/workspace";
import type { Import } from "../queries";
import { useTally } from "../tally";
import { countsLine } from "../words";
import { useCommit, useForget } from "../writes";
import styles from "./Imports.module.css";

/** Always in view while there is something to decide: import it, or forget the file. */
export function CommitBar({ shown }: { shown: Import }) {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const commit = useCommit();
  const forget = useForget();
  const { counts, people } = useTally(shown);
  const left = people.left > 0 && i18n._({ id: "imports.leaves", message: "{n, plural, one {# person is left out} other {# people are left out}}", values: { n: people.left } });
  const leave = () => forget.ask(shown.id).then(() => navigate({ to: "/w/$workspace/import", params: { workspace: slug } })).catch(() => undefined);
  const asksCycle = shown.questions.some((question) => question.about === "cycle") && !shown.answers.cycle_id;
  const ready = shown.can.commit && !asksCycle && !commit.isPending;
  const word = i18n._({ id: "imports.commit", message: "Import" });
  // all questions of a long page lie between its beginning and the button
  useShortcuts(ready ? [{ keys: "mod+enter", group: i18n._({ id: "imports.title", message: "Import" }), label: word, run: () => commit.run(shown.id) }] : []);
  if (!shown.can.commit && !shown.can.delete) return null;
  return (
    <div className={styles.bar} data-no-print>
      <span className={styles.quiet}>
        {shown.state === "ready" && !shown.can.commit && i18n._({ id: "imports.adminsOnly", message: "An OKR sheet sets goals for others: an administrator imports it." })}
        {shown.can.commit && (asksCycle ? i18n._({ id: "imports.cycleFirst", message: "Choose a cycle first." }) : [countsLine(counts), left].filter(Boolean).join(" · "))}
      </span>
      <span className={styles.buttons}>
        {shown.can.delete && (
          <Button variant="quiet" busy={forget.isPending} onClick={() => void leave()}>
            {i18n._({ id: "imports.forget", message: "Forget this file" })}
          </Button>
        )}
        {shown.can.commit && (
          <Button variant="primary" busy={commit.isPending} disabled={asksCycle} shortcut="mod+enter" onClick={() => commit.run(shown.id)}>
            {word}
          </Button>
        )}
      </span>
    </div>
  );
}
