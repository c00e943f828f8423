import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { formatSince } from "@/lib/dates";
import { Page, Section } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Status } from "@/ui/Status";
import { useWorkspace } from "@/widgets/workspace";
import { DropZone } from "./components/DropZone";
import styles from "./components/Imports.module.css";
import { type ImportLine, importsQuery } from "./queries";
import { countsLine, kindWord, stateTone, stateWord } from "./words";

/** Bring in what you have: a file, then a look at what it would make. */
export function ImportsPage() {
  const { me } = useWorkspace();
  if (me.role !== "guest") return <Imports />;
  return (
    <Page title={i18n._({ id: "imports.title", message: "Import" })} width="read">
      <EmptyState icon="upload" sentence={i18n._({ id: "imports.notForGuests", message: "Guests cannot import. Ask somebody of the workspace to do it." })} />
    </Page>
  );
}

function Imports() {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(importsQuery(slug));
  return (
    <Page title={i18n._({ id: "imports.title", message: "Import" })} width="read">
      <DropZone />
      <Section title={i18n._({ id: "imports.history", message: "Imports so far" })}>
        {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
        {!data && !error && <SkeletonRows rows={3} height={46} />}
        {data?.items.length === 0 && <EmptyState icon="upload" sentence={i18n._({ id: "imports.none", message: "Nothing has been imported yet. Each import is listed here, and can be undone." })} />}
        {data && data.items.length > 0 && (
          <ul className={styles.list}>
            {data.items.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function Line({ line }: { line: ImportLine }) {
  const { slug } = useWorkspace();
  const about = [line.kind && kindWord(line.kind), countsLine(line.counts), line.created_by?.name, formatSince(line.created_at)];
  return (
    <li className={styles.line}>
      <span className={styles.main}>
        <Link to="/w/$workspace/import/$importId" params={{ workspace: slug, importId: line.id }}>
          {line.file_name}
        </Link>
        <span className={styles.quiet}>{about.filter(Boolean).join(" · ")}</span>
      </span>
      <Status tone={stateTone(line.state)}>{stateWord(line.state)}</Status>
    </li>
  );
}
