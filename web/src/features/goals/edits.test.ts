import { beforeAll, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import { changedMeanwhile, changesOf, shownKeyResult } from "./edits";
import { reviewTime } from "./testing";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

it("sends only the fields that differ", () => {
  expect(changesOf({ title: "a", team_id: null as string | null, private: false }, { title: "b", team_id: null, private: false })).toEqual({ title: "b" });
  expect(changesOf({ team_id: "t" as string | null }, { team_id: null })).toEqual({ team_id: null });
});

it("tells what a colleague changed meanwhile, as it is now", () => {
  const now = { ...reviewTime, target: 6, owner: null };
  expect(changedMeanwhile(shownKeyResult(reviewTime), shownKeyResult(now))).toEqual([
    { label: "Goal", text: "24\u202fh → 6\u202fh" },
    { label: "Owner", text: "–" },
  ]);
});
