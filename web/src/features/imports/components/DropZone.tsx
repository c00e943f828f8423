import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { currentOf, useCycles } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import { type Refused, refusedFile } from "../rules";
import { saveCsv } from "../save";
import { useUpload } from "../writes";
import styles from "./Imports.module.css";

const accepted = ".csv,.tsv,.txt,.xlsx";
const refusals: Record<NonNullable<Refused>, () => string> = {
  size: () => i18n._({ id: "imports.tooLarge", message: "The file is larger than 20 MB. Split it and import the parts." }),
  kind: () => i18n._({ id: "imports.wrongKind", message: "Only CSV and XLSX files can be read. Save the sheet as one of them." }),
};

/** A file by drop or by choice; then on to its page. */
export function DropZone() {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const upload = useUpload((problem) => {
    setSaid(problem.detail);
    return true;
  });
  const take = async (file: File | undefined) => {
    if (!file) return;
    const refused = refusedFile(file);
    setSaid(refused && refusals[refused]());
    if (refused) return;
    const made = await upload.ask(file).catch(() => null);
    if (made) await navigate({ to: "/w/$workspace/import/$importId", params: { workspace: slug, importId: made.id } });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={24} />
      <p>{i18n._({ id: "imports.drop", message: "Drop an OKR sheet or a task list here: CSV or XLSX, up to 20 MB. Exports of Asana and Jira work as they are." })}</p>
      <Button variant="primary" busy={upload.isPending} onClick={() => input.current?.click()}>
        {upload.isPending ? i18n._({ id: "imports.reading", message: "Reading the file" }) : i18n._({ id: "imports.choose", message: "Choose a file" })}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accepted}
        hidden
        aria-label={i18n._({ id: "imports.choose", message: "Choose a file" })}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = ""; // so that the same file can be chosen again
        }}
      />
      {said ? (
        <p role="alert" className={styles.problem}>
          {said}
        </p>
      ) : (
        <p className={styles.quiet}>{i18n._({ id: "imports.nothingYet", message: "Nothing is made yet: you look at everything first." })}</p>
      )}
      <Example />
    </div>
  );
}

/** For who has no sheet at hand, or wonders which columns work best: every other usual layout is read as well. */
function Example() {
  const quarter = currentOf(useCycles())?.name ?? "";
  const rows = [
    ["Objective", "Key result", "Owner", "Team", "Start", "Target", "Current", "Quarter"],
    ["Customers pay without thinking", "Cut median checkout time", "ana@example.com", "Checkout", "94 s", "60 s", "81 s", quarter],
    ["Customers pay without thinking", "Raise completed checkouts", "ana@example.com", "Checkout", "61%", "70%", "63%", quarter],
    ["Everybody finds the answer", "Answer bot is live", "tom@example.com", "Support", "", "yes", "no", quarter],
  ];
  return (
    <Button size="s" variant="quiet" icon="table" onClick={() => saveCsv("okr-example.csv", rows)}>
      {i18n._({ id: "imports.example", message: "Example sheet" })}
    </Button>
  );
}
