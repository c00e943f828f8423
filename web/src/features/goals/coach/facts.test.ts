import { expect, it } from "vitest";
import { historiesOf } from "./facts";

it("makes one past of a key result's numbers and its check-ins", () => {
  const courses = [
    { key_result_id: "a", check_in_age: 20, check_in_days: 7, same_confidence: 3, chance_moved: -0.3 },
    { key_result_id: "b", check_in_age: null, check_in_days: 14, same_confidence: 0, chance_moved: 0 },
  ];
  expect(historiesOf({ a: { chance: 0.4 } }, courses)).toEqual({
    a: { chance: 0.4, check_in_age: 20, check_in_days: 7, same_confidence: 3, chance_moved: -0.3 },
    b: { check_in_age: null, check_in_days: 14, same_confidence: 0, chance_moved: 0 },
  });
});
