import { beforeAll, expect, test } from "vitest";
import { i18n } from "@/i18n/i18n";
import { restWords } from "./RestNote";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

const rest = { of: "key_result" as const, since: "2026-11-10", because: "The vendor left. " };

test("a paused goal says since when and why, in one sentence", () => {
  expect(restWords(rest, false, "en-GB")).toBe("Paused since 10 Nov: The vendor left.");
  expect(restWords({ ...rest, since: null }, false, "en-GB")).toBe("Paused: The vendor left.");
});

test("a key result that rests with its objective says so", () => {
  expect(restWords({ ...rest, of: "objective" }, true, "en-GB")).toBe("Its objective is paused since 10 Nov: The vendor left.");
});
