import { i18n } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { Menu, type MenuItem } from "@/ui/Menu";
import { useShortcuts } from "@/ui/shortcuts";

interface EditAndMoreProps {
  /** What it is, for the list of shortcuts: "Objective". */
  of: string;
  /** Null where it may not be edited. */
  edit: (() => void) | null;
  items: MenuItem[];
}

/** What everybody does, with its key, and a menu of what is rarer. */
export function EditAndMore({ of, edit, items }: EditAndMoreProps) {
  const label = i18n._({ id: "goals.edit", message: "Edit" });
  const more = i18n._({ id: "goals.more", message: "More" });
  useShortcuts(edit ? [{ keys: "e", group: of, label, run: edit }] : []);
  return (
    <>
      {edit && (
        <Button icon="edit" shortcut="E" onClick={edit}>
          {label}
        </Button>
      )}
      {items.length > 0 && <Menu label={more} trigger={<IconButton icon="more" label={more} />} items={items} align="end" />}
    </>
  );
}
