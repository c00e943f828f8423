import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { Page } from "@/ui/layout";
import { SkeletonPage } from "@/ui/states";
import { Status } from "@/ui/Status";
import { useWorkspace } from "@/widgets/workspace";
import { Columns } from "./components/Columns";
import { CommitBar } from "./components/CommitBar";
import { Counts, KindField } from "./components/Counts";
import { DateOrder } from "./components/DateOrder";
import { Losses } from "./components/Losses";
import { CycleQuestion, Questions } from "./components/Questions";
import { Result } from "./components/Result";
import { type Import, importQuery } from "./queries";
import { sizeWord } from "./rules";
import { stateTone, stateWord } from "./words";

const route = getRouteApi("/w/$workspace/import/$importId");

/** What would this file make, what is lost, what must I say? Then: make it, or take it back. */
export function ImportPage() {
  const { slug } = useWorkspace();
  const { importId } = route.useParams();
  const { data, error } = useQuery(importQuery(slug, importId));
  if (error && !data) throw error; // the page for what is not there, or did not work
  if (!data) return <SkeletonPage />;
  return (
    <Page
      title={data.file_name}
      width="read"
      crumbs={
        <>
          <Link to="/w/$workspace/import" params={{ workspace: slug }}>
            {i18n._({ id: "imports.title", message: "Import" })}
          </Link>
          {`/ ${sizeWord(data.size)}`}
        </>
      }
      actions={
        <span role="status" data-testid="import-state">
          <Status tone={stateTone(data.state)}>{stateWord(data.state)}</Status>
        </span>
      }
    >
      <Result shown={data} />
      {data.state !== "uploaded" && <Preview shown={data} />}
      <CommitBar shown={data} />
    </Page>
  );
}

function Preview({ shown }: { shown: Import }) {
  const open = shown.can.change;
  return (
    <>
      {open && <KindField shown={shown} />}
      {shown.state !== "refused" && (
        <>
          {open && <CycleQuestion shown={shown} />}
          {open && <DateOrder shown={shown} />}
          <Counts shown={shown} />
          {open && <Questions shown={shown} />}
          <Columns shown={shown} />
          <Losses shown={shown} />
        </>
      )}
    </>
  );
}
