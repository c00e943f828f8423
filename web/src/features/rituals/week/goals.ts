import type { Option } from "@/ui/fields/SelectField";
import type { Commitment, Square } from "../queries";

/** The team's key results to choose from, and the one that is chosen already if it is another team's. */
export function goalOptions(square: Square | undefined, chosen: Commitment["key_result"] = null): Option[] {
  const own = square ? [...square.objectives.flatMap((objective) => objective.key_results), ...square.guards] : [];
  const options = own.map((one) => ({ value: one.id, label: one.title, hint: one.label }));
  if (chosen?.id && !own.some((one) => one.id === chosen.id)) options.push({ value: chosen.id, label: chosen.title, hint: chosen.label });
  return options;
}
