import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { useKeptPlace } from "./useKeptPlace";

function Lines() {
  useKeptPlace();
  const [lines, setLines] = useState(["First", "Second"]);
  const [asked, setAsked] = useState(true);
  return (
    <>
      <h1 tabIndex={-1} data-focus-target>
        A page
      </h1>
      <section>
        <h2>A part</h2>
        {asked && <button onClick={() => setAsked(false)}>Make all</button>}
        <ul>
          {lines.map((line) => (
            <li key={line}>
              <button onClick={() => setLines(lines.filter((one) => one !== line))}>{line}</button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

describe("a place that is taken away", () => {
  it("is kept by the next line of the list, or the heading of the part", async () => {
    render(<Lines />);
    const go = (name: string) => {
      const button = screen.getByRole("button", { name });
      button.focus();
      fireEvent.click(button);
    };
    go("First");
    await waitFor(() => expect(screen.getByRole("button", { name: "Second" })).toHaveFocus(), { timeout: 2_000 });
    go("Make all");
    await waitFor(() => expect(screen.getByRole("heading", { name: "A part" })).toHaveFocus(), { timeout: 2_000 });
  });

  it("is left alone when the person left it", async () => {
    render(<Lines />);
    const button = screen.getByRole("button", { name: "Make all" });
    button.focus();
    button.blur();
    await Promise.resolve();
    fireEvent.click(button);
    await new Promise((done) => setTimeout(done, 900));
    expect(document.body).toHaveFocus();
  });
});
