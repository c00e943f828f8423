import { i18n } from "@/i18n/i18n";
import { CardChoice } from "@/ui/fields/choices";

interface LinkKindProps {
  value: "contributes" | "supports";
  onChange: (kind: "contributes" | "supports") => void;
}

/** Does it count above, or does it only help? */
export function LinkKind({ value, onChange }: LinkKindProps) {
  return (
    <CardChoice
      label={i18n._({ id: "goals.link.how", message: "How?" })}
      choices={[
        { value: "contributes", label: i18n._({ id: "goals.link.contributes", message: "Contributes" }), note: i18n._({ id: "goals.link.contributes.note", message: "Its progress is a part of the number above." }) },
        { value: "supports", label: i18n._({ id: "goals.link.supports.short", message: "Supports" }), note: i18n._({ id: "goals.link.supports.note", message: "It helps, and is shown there; it does not move the number." }) },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}
