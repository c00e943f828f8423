/** Where a card goes: into a column, before another card; null is the end. */
export interface BoardTarget {
  column: string;
  before: string | null;
}

export interface BoardList {
  column: string;
  /** Ids in their order. */
  cards: string[];
}

interface Place {
  list: number;
  at: number;
}

const sideways: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
const along: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/** The card that an arrow key leads to; null when there is none. Empty columns are passed over. */
export function neighbour(lists: readonly BoardList[], id: string, key: string): string | null {
  const from = placeOf(lists, id);
  if (!from) return null;
  if (key in along) return lists[from.list]?.cards[from.at + along[key]!] ?? null;
  for (let list = from.list + (sideways[key] ?? Number.NaN); list >= 0 && list < lists.length; list += sideways[key]!) {
    const cards = lists[list]?.cards ?? [];
    if (cards.length > 0) return cards[Math.min(from.at, cards.length - 1)]!;
  }
  return null;
}

/** Where Shift and an arrow key carry a card; null when it would stay. */
export function carry(lists: readonly BoardList[], id: string, key: string): BoardTarget | null {
  const from = placeOf(lists, id);
  if (!from) return null;
  if (key in along) {
    const cards = lists[from.list]!.cards.filter((card) => card !== id);
    const to = from.at + along[key]!;
    return to < 0 || to > cards.length ? null : { column: lists[from.list]!.column, before: cards[to] ?? null };
  }
  const list = lists[from.list + (sideways[key] ?? Number.NaN)];
  return list ? { column: list.column, before: list.cards[from.at] ?? null } : null;
}

/** A drop on a card's upper or lower half, or on the empty part of a column. null when nothing changes. */
export function dropped(lists: readonly BoardList[], id: string, on: { column: string; card: string | null; after: boolean }): BoardTarget | null {
  const list = lists.find((entry) => entry.column === on.column);
  if (!list || on.card === id) return null;
  const cards = list.cards.filter((card) => card !== id);
  const at = on.card === null ? cards.length : cards.indexOf(on.card) + (on.after ? 1 : 0);
  const target = { column: on.column, before: cards[at] ?? null };
  return isHome(lists, id, target) ? null : target;
}

/** The position one hears: 1 is the top. */
export function positionOf(lists: readonly BoardList[], id: string, target: BoardTarget): { position: number; of: number } {
  const cards = lists.find((list) => list.column === target.column)?.cards.filter((card) => card !== id) ?? [];
  const at = target.before === null ? cards.length : cards.indexOf(target.before);
  return { position: at + 1, of: cards.length + 1 };
}

function isHome(lists: readonly BoardList[], id: string, target: BoardTarget): boolean {
  const from = placeOf(lists, id);
  const list = from && lists[from.list];
  return list?.column === target.column && (list.cards[from!.at + 1] ?? null) === target.before;
}

function placeOf(lists: readonly BoardList[], id: string): Place | null {
  for (const [list, { cards }] of lists.entries()) {
    const at = cards.indexOf(id);
    if (at >= 0) return { list, at };
  }
  return null;
}
