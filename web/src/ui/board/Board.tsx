import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { useLatest } from "@/lib/useLatest";
import type { Tone } from "../Status";
import { useHeldFocus } from "../useHeldFocus";
import styles from "./Board.module.css";
import { BoardColumn } from "./BoardColumn";
import { type BoardTarget, carry, dropped, neighbour, positionOf } from "./rules";

export interface BoardColumnSpec {
  id: string;
  title: string;
  tone?: Tone;
  /** How many there are; default the cards that are here. */
  count?: number;
  /** Above its cards: a place to write a new one. */
  top?: ReactNode;
  /** Below its cards: "12 more". */
  end?: ReactNode;
}

export interface BoardProps<Card extends { id: string }> {
  label: string;
  columns: readonly BoardColumnSpec[];
  /** In the order in which they stand in their columns. */
  cards: readonly Card[];
  columnOf: (card: Card) => string;
  /** For announcements and menus: "HW-42 Translate checkout". */
  nameOf: (card: Card) => string;
  /** Text, tags, an avatar: nothing that is clicked by itself. */
  renderCard: (card: Card) => ReactNode;
  canMove?: (card: Card) => boolean;
  /** Moved by hand, key or menu: paint and send it with `useWrite`. */
  onMove: (card: Card, to: BoardTarget) => void;
  onOpen?: (card: Card) => void;
  /** A button below the column's title. */
  onAdd?: (column: string) => void;
}

/** What the parts of the board share. */
export interface BoardHands<Card> extends Pick<BoardProps<Card & { id: string }>, "renderCard" | "nameOf" | "columns"> {
  board: string;
  canMove: (card: Card) => boolean;
  press: (event: KeyboardEvent, card: Card) => void;
  choose: (card: Card) => void;
  open: (card: Card) => void;
  moveTo: (card: Card, column: string) => void;
}

/** Cards in columns. Arrows go from card to card, Shift+arrows carry one, its menu moves it, and it can be dragged: all with one outcome. */
export function Board<Card extends { id: string }>(props: BoardProps<Card>) {
  const { label, columns, cards, columnOf, onAdd } = props;
  const board = useId();
  const box = useRef<HTMLDivElement>(null);
  const lists = useMemo(() => {
    const byColumn = Map.groupBy(cards, columnOf);
    return columns.map((column) => ({ column: column.id, own: byColumn.get(column.id) ?? [], cards: (byColumn.get(column.id) ?? []).map((card) => card.id) }));
  }, [cards, columns, columnOf]);
  const [chosen, setChosen] = useState<string | null>(null);
  const active = lists.some((list) => chosen !== null && list.cards.includes(chosen)) ? chosen : (lists.find((list) => list.cards.length > 0)?.cards[0] ?? null);
  const { said, move } = useMoves(props, lists);
  const focus = useFocusThatFollows(box);
  useDrops(board, lists, (id, to) => move(id, to));

  const go = (id: string, column?: string) => {
    setChosen(id);
    focus(id, column);
  };
  const hands = useHands<Card>({
    board,
    columns,
    renderCard: props.renderCard,
    nameOf: props.nameOf,
    canMove: props.canMove ?? (() => true),
    choose: (card) => setChosen(card.id),
    open: (card) => props.onOpen?.(card),
    moveTo: (card, column) => {
      move(card.id, { column, before: null });
      go(card.id, column);
    },
    press(event, card) {
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      const target = event.shiftKey && (props.canMove?.(card) ?? true) ? carry(lists, card.id, event.key) : null;
      const next = event.shiftKey ? card.id : neighbour(lists, card.id, event.key);
      if (target) move(card.id, target);
      if (next) go(next, target?.column);
    },
  });
  return (
    <div ref={box} role="group" aria-label={label} className={styles.board}>
      <p id={`${board}-keys`} className="visually-hidden">
        {i18n._({ id: "ui.board.keys", message: "Arrow keys go from card to card, Shift with arrow keys moves this one." })}
      </p>
      <div role="status" aria-live="assertive" className="visually-hidden">
        {said}
      </div>
      {lists.map((list, at) => (
        <BoardColumn key={list.column} column={columns[at]!} cards={list.own} active={active} hands={hands} onAdd={onAdd} />
      ))}
    </div>
  );
}

/** The same functions for ever; anew only when columns are called differently or cards are drawn by something else. */
function useHands<Card extends { id: string }>(given: BoardHands<Card>): BoardHands<Card> {
  const latest = useLatest(given);
  const { board, renderCard } = given;
  const names = given.columns.map((column) => `${column.id} ${column.title}`).join("\n");
  return useMemo(
    () => ({
      board,
      renderCard,
      columns: latest.current.columns,
      nameOf: (card) => latest.current.nameOf(card),
      canMove: (card) => latest.current.canMove(card),
      press: (event, card) => latest.current.press(event, card),
      choose: (card) => latest.current.choose(card),
      open: (card) => latest.current.open(card),
      moveTo: (card, column) => latest.current.moveTo(card, column),
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- the names stand for the columns, whose counts change all the time
    [board, renderCard, names, latest],
  );
}

type Lists = { column: string; cards: string[] }[];

function useMoves<Card extends { id: string }>({ cards, columns, nameOf, onMove }: BoardProps<Card>, lists: Lists) {
  const [said, setSaid] = useState("");
  const move = (id: string, target: BoardTarget) => {
    const card = cards.find((entry) => entry.id === id);
    if (!card) return;
    const values = { name: nameOf(card), column: columns.find((column) => column.id === target.column)?.title, ...positionOf(lists, id, target) };
    setSaid(i18n._({ id: "ui.board.moved", message: "{name} moved to {column}, position {position} of {of}", values }));
    onMove(card, target);
  };
  return { said, move };
}

const patience = 1000;

/**
 * The focus stays with a card. One that was carried is drawn anew in another column, maybe some renders later, and an answer of the server
 * may take it away and bring it back: wherever it is drawn then, it gets the focus again, until one goes somewhere else oneself.
 */
function useFocusThatFollows(box: React.RefObject<HTMLDivElement | null>): (id: string, column?: string) => void {
  const wanted = useRef<{ card: string; until: number } | null>(null);
  const find = (selector: string) => box.current?.querySelector<HTMLElement>(selector) ?? null;
  useHeldFocus(box, (lost, late) => {
    const id = lost.closest<HTMLElement>("[data-of]")?.dataset.of;
    return find(`[data-card="${id}"]`) ?? (late ? find("[data-card][tabindex='0']") : null);
  });
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const active = document.activeElement;
    const elsewhere = active !== null && active !== document.body && !box.current?.contains(active);
    const card = find(wanted.current.card);
    if (card && !elsewhere) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    if (card || elsewhere || wanted.current.until < performance.now()) wanted.current = null;
  });
  return (id, column) => {
    const inside = column === undefined ? "" : `[data-column="${column}"] `;
    wanted.current = { card: `${inside}[data-card="${id}"]`, until: performance.now() + patience };
  };
}

function useDrops(board: string, lists: Lists, move: (id: string, target: BoardTarget) => void): void {
  const latest = useLatest({ lists, move });
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data.board === board,
        onDrop({ source, location }) {
          const targets = location.current.dropTargets;
          const column = targets.find((target) => target.data.column)?.data.column as string | undefined;
          const card = targets.find((target) => target.data.card);
          if (!column) return;
          const on = { column, card: (card?.data.card as string | undefined) ?? null, after: card ? extractClosestEdge(card.data) === "bottom" : false };
          const target = dropped(latest.current.lists, source.data.card as string, on);
          if (target) latest.current.move(source.data.card as string, target);
        },
      }),
    [board, latest],
  );
}
