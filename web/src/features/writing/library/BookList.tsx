import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatScore } from "@/lib/numbers";
import { Tag } from "@/ui/Status";
import { useLibraryLanguage } from "@/widgets/templates/language";
import { templateQuery } from "@/widgets/templates/queries";
import { domainNames, pastId } from "@/widgets/templates/rules";
import { useSlug } from "@/widgets/workspace";
import styles from "./Library.module.css";
import type { Book } from "./rules";

interface BookListProps {
  books: readonly Book[];
  at: string | undefined;
  /** By how well they match, in one list; else by domain. */
  ranked: boolean;
  look: (id: string) => void;
}

/** One line each: the objective and for whom it is. What is pointed at is fetched ahead. */
export function BookList({ books, at, ranked, look }: BookListProps) {
  const list = useRef<HTMLDivElement>(null);
  const fetchAhead = useAhead();
  const names = domainNames();
  useEffect(() => {
    const line = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    line?.scrollIntoView({ block: "nearest" });
    const place = books.findIndex((book) => book.id === at);
    for (const near of [books[place + 1], books[place - 1]]) if (near && place >= 0) fetchAhead(near.id);
    // oxlint-disable-next-line react/exhaustive-deps -- only when another one is looked at
  }, [at]);
  const line = (book: Book) => (
    <li key={book.id}>
      <button type="button" className={styles.book} data-book={book.id} aria-current={book.id === at ? "true" : undefined} onClick={() => look(book.id)} onPointerEnter={() => fetchAhead(book.id)} onFocus={() => fetchAhead(book.id)}>
        <span className={styles.name}>{book.title}</span>
        <span className={styles.note}>{book.note}</span>
        <Side book={book} ranked={ranked} />
      </button>
    </li>
  );
  if (ranked) return <div ref={list}>{books.length > 0 && <ul className={styles.list}>{books.map(line)}</ul>}</div>;
  return (
    <div ref={list}>
      {[...Map.groupBy(books, (book) => (book.ours ? "ours" : book.domain))].map(([group, of]) => (
        <section key={group} className={styles.group}>
          {group && <h2>{group === "ours" ? i18n._({ id: "library.shelf.workspace", message: "Our templates" }) : names[group]}</h2>}
          <ul className={styles.list}>{of.map(line)}</ul>
        </section>
      ))}
    </div>
  );
}

/** What tells lines apart: the domain where they are not grouped by it, the score of one's own past. */
function Side({ book, ranked }: { book: Book; ranked: boolean }) {
  const locale = useFormatLocale();
  const named = book.domain && (ranked || book.ours);
  if (!named && book.score === undefined) return null;
  return (
    <span className={styles.side}>
      {book.ours && ranked && <Tag>{i18n._({ id: "library.ours", message: "Ours" })}</Tag>}
      {book.score !== undefined && <Tag>{i18n._({ id: "library.scored", message: "Scored {score}", values: { score: formatScore(book.score, locale) } })}</Tag>}
      {named && book.domain && <span>{domainNames()[book.domain]}</span>}
    </span>
  );
}

function useAhead(): (id: string) => void {
  const slug = useSlug();
  const language = useLibraryLanguage();
  const client = useQueryClient();
  return (id) => {
    if (pastId(id) === null) void client.prefetchQuery(templateQuery(slug, id, language));
  };
}
