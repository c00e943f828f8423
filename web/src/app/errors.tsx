import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { asProblem } from "@/lib/problem";
import { LinkButton } from "@/ui/Button";
import { Page } from "@/ui/layout";
import { EmptyState, ErrorState } from "@/ui/states";

export function NotFoundPage() {
  return (
    <Page title={i18n._({ id: "app.notFound.title", message: "Nothing here" })} width="read">
      <EmptyState
        icon="search"
        sentence={i18n._({
          id: "app.notFound.sentence",
          message: "There is no such page, or it is not shared with you.",
        })}
        action={<LinkButton to="/">{i18n._({ id: "app.notFound.action", message: "Go to the start" })}</LinkButton>}
      />
    </Page>
  );
}

/** What failed while a page was loaded or drawn. Not found looks the same whether it is hidden or absent: so says the server, too. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const problem = asProblem(error);
  if (problem.status === 404) return <NotFoundPage />;
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <Page title={i18n._({ id: "app.crash.title", message: "This did not work" })} width="read">
      <ErrorState error={problem} retry={retry} />
    </Page>
  );
}
