import { i18n } from "@/i18n/i18n";
import { SelectField } from "@/ui/fields/SelectField";

const STEPS = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/** How sure one is to get there, 0 to 10. */
export function ConfidenceField({ value, onChange, error }: { value: number; onChange: (value: number) => void; error?: string }) {
  const hints: Record<number, string> = {
    10: i18n._({ id: "goals.confidence.sure", message: "certain" }),
    5: i18n._({ id: "goals.confidence.even", message: "even odds" }),
    0: i18n._({ id: "goals.confidence.none", message: "no hope" }),
  };
  return (
    <SelectField
      label={i18n._({ id: "goals.confidence", message: "Confidence" })}
      options={STEPS.map((step) => ({ value: String(step), label: `${step} / 10`, hint: hints[step] }))}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen ?? value))}
      error={error}
    />
  );
}
