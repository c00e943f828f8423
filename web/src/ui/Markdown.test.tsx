import { markdownToHtml } from "./MarkdownBody";

const parsed = (text: string) => {
  const box = document.createElement("div");
  box.innerHTML = markdownToHtml(text);
  return box;
};

it("writes what people mean", () => {
  expect(markdownToHtml("**Why**\n- [x] done")).toContain("<strong>Why</strong>");
  const box = parsed("- [x] price page").querySelector("input");
  expect(box).toMatchObject({ type: "checkbox", checked: true, disabled: true });
});

it.each([
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "[click](javascript:alert(1))",
  "[click](//evil.example)",
  '<a href="data:text/html,x">x</a>',
  "<iframe src='https://evil.example'></iframe>",
  '<p style="position:fixed">x</p>',
  "<form action=/api><button>x</button></form>",
])("leaves nothing dangerous of %s", (text) => {
  const box = parsed(text);
  expect(box.querySelector("script, img, iframe, form, button")).toBeNull();
  for (const element of box.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|style/);
      expect(value).not.toMatch(/javascript:|data:|^\/\//);
    }
  }
});

it("opens links beside us and puts headings below the page's", () => {
  const box = parsed("# Big\n[plan](https://example.org) and [home](/w/acme)");
  expect(box.querySelector("h3")?.textContent).toBe("Big");
  expect([...box.querySelectorAll("a")].map((link) => link.target)).toEqual(["_blank", ""]);
});
