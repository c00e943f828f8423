import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { MembersOnly } from "@/widgets/MembersOnly";
import { useLibraryLanguage } from "@/widgets/templates/language";
import { examplesQuery, templatesQuery } from "@/widgets/templates/queries";
import { TemplateDialog } from "@/widgets/templates/TemplateDialog";
import { useSlug, useWorkspace } from "@/widgets/workspace";
import { BookList } from "./BookList";
import { DomainList } from "./DomainList";
import { LibraryBar } from "./LibraryBar";
import styles from "./Library.module.css";
import { Preview } from "./Preview";
import { type Book, bookOf, bookOfExample, countsOf, holds, type LibrarySearch, shown, stepped } from "./rules";

const route = getRouteApi("/w/$workspace/library");

/** What could we write? Templates, one's own, and the best of one's own past. Guests write no goals. */
export function LibraryPage() {
  const { me } = useWorkspace();
  if (me.role !== "guest") return <Library />;
  return (
    <Page title={i18n._({ id: "library.title", message: "Library" })}>
      <MembersOnly sentence={i18n._({ id: "library.guest", message: "The library is for members, who write the goals here." })} />
    </Page>
  );
}

function Library() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [making, setMaking] = useState(false);
  const { books, pending, error, retry } = useBooks(search);
  const list = shown(books, search);
  const at = list.find((book) => book.id === search.at) ?? null;
  const go = (changes: Partial<LibrarySearch>, replace = true) => void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace });
  const look = (id: string | undefined) => go({ at: id });
  const take = (id: string) => void navigate({ to: "/w/$workspace/objectives", search: { new: "objective", template: id } });
  const back = () => {
    const line = at?.id;
    look(undefined);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-book="${line}"]`)?.focus());
  };
  return (
    <Page
      title={i18n._({ id: "library.title", message: "Library" })}
      width="full"
      actions={
        <Button icon="plus" onClick={() => setMaking(true)}>
          {i18n._({ id: "library.new", message: "New template" })}
        </Button>
      }
      bar={
        <LibraryBar
          search={search}
          change={(changes) => go({ ...changes, at: undefined })}
          step={(by) => look(stepped(list, search.at, by))}
          take={() => (at ? take(at.id) : look(list[0]?.id))}
          found={pending || error ? null : list.length}
        />
      }
    >
      <div className={styles.page} data-open={at ? true : undefined}>
        {search.shelf === "past" ? <span /> : <DomainList counts={countsOf(books, search.shelf ?? "all")} chosen={search.domain} choose={(domain) => go({ domain, at: undefined })} />}
        <div className={styles.books}>
          {pending && <SkeletonRows rows={9} height={46} />}
          {error && <ErrorState error={error} retry={retry} />}
          {!pending && !error && list.length === 0 && <Nothing search={search} clear={() => go({ q: undefined, domain: undefined })} make={() => setMaking(true)} />}
          {!pending && !error && <BookList books={list} at={at?.id} ranked={Boolean(search.q) || search.shelf === "past"} look={(id) => go({ at: id }, false)} />}
        </div>
        <Preview book={at} take={take} back={back} />
      </div>
      {making && <TemplateDialog close={() => setMaking(false)} saved={(made) => go({ q: undefined, domain: undefined, shelf: "workspace", at: made.id })} />}
    </Page>
  );
}

function useBooks({ q = "", shelf }: LibrarySearch): { books: Book[]; pending: boolean; error: Error | null; retry: () => void } {
  const slug = useSlug();
  const language = useLibraryLanguage();
  const past = shelf === "past";
  const templates = useQuery({ ...templatesQuery(slug, q.trim(), language), enabled: !past });
  const examples = useQuery({ ...examplesQuery(slug), enabled: past });
  const asked = past ? examples : templates;
  const books = past ? (examples.data?.items ?? []).map(bookOfExample).filter((book) => !q.trim() || holds(book, q.trim())) : (templates.data?.items ?? []).map(bookOf);
  return { books, pending: asked.isPending, error: asked.data ? null : asked.error, retry: () => void asked.refetch() };
}

function Nothing({ search, clear, make }: { search: LibrarySearch; clear: () => void; make: () => void }) {
  if (search.q || search.domain) {
    return (
      <EmptyState
        icon="search"
        sentence={i18n._({ id: "library.nothing", message: "Nothing here matches. Try other words, or another domain." })}
        action={<Button onClick={clear}>{i18n._({ id: "library.clear", message: "Show everything" })}</Button>}
      />
    );
  }
  if (search.shelf === "past") {
    return <EmptyState icon="clock" sentence={i18n._({ id: "library.noPast", message: "Objectives that went well will stand here once a cycle is closed." })} />;
  }
  return (
    <EmptyState
      icon="copy"
      sentence={i18n._({ id: "library.noOwn", message: "Your workspace has no template of its own yet. Write one, or save a good objective as a template." })}
      action={
        <Button icon="plus" onClick={make}>
          {i18n._({ id: "library.new", message: "New template" })}
        </Button>
      }
    />
  );
}
