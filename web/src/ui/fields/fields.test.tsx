import { act, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { ApiProblem } from "@/lib/problem";
import { draw } from "@/testing/draw";
import { CardChoice, Segments } from "./choices";
import { DateField } from "./DateField";
import { NumberField } from "./NumberField";
import { PersonField } from "./PeopleField";
import { Scale } from "./Scale";
import { PasswordField, TextField } from "./TextField";
import { useFields } from "./useFields";

const people = [{ id: "m", name: "Mia" }, { id: "j", name: "Jonas" }];

interface Values {
  name: string;
  password: string;
  target: number | null;
  due: string | null;
  owner: string | null;
  kind: "team" | "demo";
  view: "list" | "board";
}
const start: Values = { name: "", password: "", target: 5, due: null, owner: null, kind: "team", view: "list" };

async function drawn() {
  const seen: { values: Values; set: (changes: Partial<Values>) => void } = { values: start, set: () => undefined };
  function Form() {
    const [problem, setProblem] = useState<ApiProblem | null>(null);
    const form = useFields(start, problem);
    seen.values = form.values;
    seen.set = form.set;
    return (
      <>
        <TextField label="Name" help="Of the goal" required {...form.bind("name")} />
        <PasswordField label="Password" autoComplete="new-password" {...form.bind("password")} />
        <NumberField label="Target" unit="leads" {...form.bind("target")} />
        <DateField label="Due" today="2026-11-18" {...form.bind("due")} />
        <PersonField label="Owner" people={people} {...form.bind("owner")} />
        <CardChoice label="Start" choices={[{ value: "team", label: "Team" }, { value: "demo", label: "Demo" }]} {...form.bind("kind")} />
        <Segments label="View" choices={[{ value: "list", label: "List" }, { value: "board", label: "Board" }]} {...form.bind("view")} />
        <button onClick={() => setProblem(new ApiProblem(422, { errors: [{ path: "name", message: "Give it a name." }] }))}>Send</button>
        <button onClick={() => form.reset()}>Reset</button>
        {form.isDirty && <p>Unsaved</p>}
      </>
    );
  }
  const { user } = await draw(<Form />);
  await screen.findByRole("textbox", { name: /Name/ });
  return { user, values: () => seen.values, set: (changes: Partial<Values>) => seen.set(changes) };
}

it("ties label, help and the server's message to the field, until it is edited", async () => {
  const { user, values } = await drawn();
  const field = screen.getByRole("textbox", { name: /Name/ });
  expect(field).toHaveAccessibleDescription("Of the goal");
  await user.click(screen.getByRole("button", { name: "Send" }));
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription("Of the goal Give it a name.");
  await user.type(field, "Win");
  expect(field).toBeValid();
  expect(values().name).toBe("Win");
  expect(screen.getByText("Unsaved")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Reset" }));
  expect(field).toHaveValue("");
  expect(screen.queryByText("Unsaved")).toBeNull();
});

it("shows and hides a password", async () => {
  const { user } = await drawn();
  const field = screen.getByLabelText("Password");
  expect(field).toHaveAttribute("type", "password");
  await user.click(screen.getByRole("button", { name: "Show password" }));
  expect(field).toHaveAttribute("type", "text");
});

it("reads numbers while one types and complains in words", async () => {
  const { user, values } = await drawn();
  const field = screen.getByRole("textbox", { name: "Target" });
  await user.clear(field);
  expect(values().target).toBeNull();
  await user.type(field, "1,250.5");
  expect(values().target).toBe(1250.5);
  await user.clear(field);
  await user.type(field, "many");
  expect(field).toBeInvalid();
  expect(screen.getByText(/Write a number, such as 1,234.5/)).toBeInTheDocument();
});

it("takes a day in words, and shows it as a day", async () => {
  const { user, values } = await drawn();
  const field = screen.getByRole("textbox", { name: "Due" });
  await user.type(field, "+2w{Enter}");
  expect(values().due).toBe("2026-12-02");
  expect(field).toHaveValue("2 Dec");
  await user.clear(field);
  await user.type(field, "someday{Enter}");
  expect(field).toBeInvalid();
  expect(values().due).toBe("2026-12-02");
});

it("picks a day from the calendar and comes back to the field", async () => {
  const { user, values } = await drawn();
  await user.click(screen.getByRole("button", { name: "Calendar for Due" }));
  await user.click(await screen.findByRole("button", { name: "In a week" }, { timeout: 8_000 }));
  expect(values().due).toBe("2026-11-25");
  expect(screen.getByRole("textbox", { name: "Due" })).toHaveFocus();
});

it("finds a person by typing, and can empty the field", async () => {
  const { user, values } = await drawn();
  await waitFor(() => expect(screen.getByLabelText("Owner")).not.toHaveAttribute("aria-busy"), { timeout: 8_000 });
  await user.click(screen.getByLabelText("Owner"));
  await user.keyboard("jo");
  await user.click(await screen.findByRole("option", { name: "Jonas" }));
  expect(values().owner).toBe("j");
  await user.click(screen.getByLabelText("Owner"));
  await user.click(await screen.findByRole("option", { name: "None" }));
  expect(values().owner).toBeNull();
});

it("chooses by radio", async () => {
  const { user, values } = await drawn();
  await user.click(screen.getByRole("radio", { name: /Demo/ }));
  await user.click(screen.getByRole("radio", { name: "Board" }));
  expect(values()).toMatchObject({ kind: "demo", view: "board" });
});

it("opens a list by the keyboard, not by coming into its field", async () => {
  const { user, values } = await drawn();
  await waitFor(() => expect(screen.getByLabelText("Owner")).not.toHaveAttribute("aria-busy"), { timeout: 8_000 });
  const owner = screen.getByLabelText("Owner");
  act(() => owner.focus());
  expect(owner).toHaveAttribute("aria-expanded", "false");
  await user.keyboard("{ArrowDown}");
  expect(owner).toHaveAttribute("aria-expanded", "true");
  await user.keyboard("{Escape}Jon{Enter}");
  expect(values().owner).toBe("j");
});

it("lets one type over a choice that somebody else has just made in the field one is in", async () => {
  const { user, values, set } = await drawn();
  await waitFor(() => expect(screen.getByLabelText("Owner")).not.toHaveAttribute("aria-busy"), { timeout: 8_000 });
  const owner = screen.getByLabelText<HTMLInputElement>("Owner");
  act(() => owner.focus());
  act(() => set({ owner: "m" }));
  expect(owner).toHaveValue("Mia");
  expect(owner.value.slice(owner.selectionStart ?? 0, owner.selectionEnd ?? 0)).toBe("Mia");
  await user.keyboard("Jon{Enter}");
  expect(values().owner).toBe("j");
});

it("takes the step of a digit, the first and the last, and keeps the focus on what is chosen", async () => {
  function Score() {
    const [value, setValue] = useState<number | null>(null);
    return <Scale label="Score" digits steps={Array.from({ length: 11 }, (_, at) => ({ value: at, label: String(at / 10) }))} value={value} onChange={setValue} />;
  }
  const { user } = await draw(<Score />);
  await user.tab();
  await user.keyboard("7");
  expect(screen.getByRole("radio", { name: "0.7" })).toBeChecked();
  expect(screen.getByRole("radio", { name: "0.7" })).toHaveFocus();
  await user.keyboard("{End}");
  expect(screen.getByRole("radio", { name: "1" })).toHaveFocus();
  await user.keyboard("{Home}{ArrowRight}");
  expect(screen.getByRole("radio", { name: "0.1" })).toBeChecked();
});
