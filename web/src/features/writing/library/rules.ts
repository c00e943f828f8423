import type { Schema } from "@/api/client";
import type { Domain } from "@/widgets/templates/rules";
import { idOfPast } from "@/widgets/templates/rules";

type TemplateLine = Schema<"TemplateLine">;

export const shelves = ["all", "workspace", "past"] as const;
/** All templates, those the workspace wrote, or the best of its own past. */
export type Shelf = (typeof shelves)[number];

/** The address of the library. */
export interface LibrarySearch {
  q?: string;
  domain?: string;
  shelf?: Exclude<Shelf, "all">;
  /** Which one is looked at. */
  at?: string;
}

export function readLibrary(search: Record<string, unknown>): LibrarySearch {
  const text = (value: unknown, most: number) => (typeof value === "string" && value.trim() ? value.slice(0, most) : undefined);
  const shelf = shelves.find((one): one is Exclude<Shelf, "all"> => one !== "all" && one === search.shelf);
  const read = { q: text(search.q, 200), domain: text(search.domain, 40), shelf, at: text(search.at, 80) };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** One thing on a shelf, whatever it is. */
export interface Book {
  id: string;
  title: string;
  /** A quiet second line: for whom it is, or when it was. */
  note: string;
  domain: Domain | null;
  results: number;
  ours: boolean;
  /** 0 to 1, for one's own past. */
  score?: number;
}

export const bookOf = (line: TemplateLine): Book => ({
  id: line.id,
  title: line.objective,
  note: line.suits,
  domain: line.domain,
  results: line.key_results,
  ours: line.origin === "workspace",
});

export function bookOfExample(example: Schema<"ExampleOut">): Book {
  const note = [example.cycle.name, example.team?.name].filter(Boolean).join(" · ");
  return { id: idOfPast(example.id), title: example.title, note, domain: null, results: example.key_results.length, ours: false, score: example.score };
}

/** What stands on the chosen shelf, in the chosen domain. */
export function shown(books: readonly Book[], { shelf, domain }: LibrarySearch): Book[] {
  return books.filter((book) => (shelf !== "workspace" || book.ours) && (domain === undefined || book.domain === domain));
}

/** How many books each domain has on the shelf, in the order they come. */
export function countsOf(books: readonly Book[], shelf: Shelf): Map<Domain, number> {
  const counts = new Map<Domain, number>();
  for (const { domain, ours } of books) {
    if (domain && (shelf !== "workspace" || ours)) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return counts;
}

/** Words of a person's own past: every one of them in the title. */
export function holds(book: Book, q: string): boolean {
  const title = book.title.toLocaleLowerCase();
  return q.toLocaleLowerCase().split(/\s+/).every((word) => title.includes(word));
}

/** The one that stands `by` further; from nothing the first. */
export function stepped(books: readonly Book[], at: string | undefined, by: 1 | -1): string | undefined {
  const place = books.findIndex((book) => book.id === at);
  return books[Math.min(Math.max(place + by, 0), books.length - 1)]?.id;
}
