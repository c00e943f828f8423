import { act, screen, waitFor, within } from "@testing-library/react";
import { useEffect, useState } from "react";
import { draw } from "@/testing/draw";
import { Board } from "./Board";
import type { BoardTarget } from "./rules";

interface Card {
  id: string;
  name: string;
  column: string;
}

const columns = [{ id: "todo", title: "To do" }, { id: "done", title: "Done" }];
const columnOf = (card: Card) => card.column;

/** A colleague moves a card. */
let elsewhere: (id: string, column: string) => void;

async function board() {
  const moves: [string, BoardTarget][] = [];
  const opened: string[] = [];
  function Wall() {
    const [cards, setCards] = useState<Card[]>([
      { id: "a", name: "Translate", column: "todo" },
      { id: "b", name: "Measure", column: "todo" },
      { id: "c", name: "Rewrite", column: "done" },
    ]);
    useEffect(() => {
      elsewhere = (id, column) => setCards((before) => before.map((card) => (card.id === id ? { ...card, column } : card)));
    }, []);
    return (
      <Board
        label="Tasks"
        columns={columns}
        cards={cards}
        columnOf={columnOf}
        nameOf={(card) => card.name}
        renderCard={(card) => card.name}
        canMove={(card) => card.id !== "b"}
        onOpen={(card) => opened.push(card.id)}
        onMove={(card, to) => {
          moves.push([card.id, to]);
          setCards((before) => {
            const rest = before.filter((entry) => entry.id !== card.id);
            const at = to.before === null ? rest.length : rest.findIndex((entry) => entry.id === to.before);
            return rest.toSpliced(at, 0, { ...card, column: to.column });
          });
        }}
      />
    );
  }
  const { user } = await draw(<Wall />);
  const card = (name: string) => screen.getByRole("button", { name });
  (await screen.findByRole("button", { name: "Translate" })).focus();
  return { user, card, moves, opened };
}

it("has one Tab stop, and arrows go from card to card", async () => {
  const { user, card } = await board();
  expect(["Translate", "Measure", "Rewrite"].map((name) => card(name).tabIndex)).toEqual([0, -1, -1]);
  await user.keyboard("{ArrowDown}");
  expect(card("Measure")).toHaveFocus();
  await user.keyboard("{ArrowRight}");
  expect(card("Rewrite")).toHaveFocus();
});

it("carries a card with Shift, says where it went, and keeps the focus on it", async () => {
  const { user, card, moves } = await board();
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  expect(moves).toEqual([["a", { column: "done", before: "c" }]]);
  expect(card("Translate")).toHaveFocus();
  expect(screen.getByText("Translate moved to Done, position 1 of 2")).toBeInTheDocument();
  await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
  expect(moves.at(-1)).toEqual(["a", { column: "done", before: null }]);
});

it("follows the focused card that somebody else moves, and leaves the focus alone once it went elsewhere", async () => {
  const { card } = await board();
  act(() => elsewhere("a", "done"));
  expect(within(screen.getByRole("region", { name: "Done" })).getByRole("button", { name: "Translate" })).toHaveFocus();
  await act(async () => card("Translate").blur());
  act(() => elsewhere("a", "todo"));
  expect(document.body).toHaveFocus();
});

it("gives a card that an answer took away and brought back the focus again, as often as that happens", async () => {
  const { user, card } = await board();
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  for (const column of ["todo", "away", "done"]) act(() => elsewhere("a", column));
  expect(card("Translate")).toHaveFocus();
  act(() => elsewhere("a", "away"));
  await waitFor(() => expect(card("Measure")).toHaveFocus());
  act(() => elsewhere("a", "todo"));
  expect(card("Measure")).toHaveFocus();
});

it("moves by the menu, which drag has as its equal", async () => {
  const { user, moves } = await board();
  await user.click(screen.getByRole("button", { name: "Move Translate" }));
  await user.click(await screen.findByRole("menuitem", { name: "Move to Done" }));
  await waitFor(() => expect(moves).toEqual([["a", { column: "done", before: null }]]));
});

it("leaves a card where it is that one may not move", async () => {
  const { user, moves } = await board();
  await user.keyboard("{ArrowDown}{Shift>}{ArrowRight}{/Shift}");
  expect(moves).toEqual([]);
  expect(screen.queryByRole("button", { name: "Move Measure" })).toBeNull();
});

it("opens a card by Enter, and counts its columns", async () => {
  const { user, opened } = await board();
  await user.keyboard("{Enter}");
  expect(opened).toEqual(["a"]);
  expect(within(screen.getByRole("region", { name: "To do" })).getByText("2")).toBeInTheDocument();
});
