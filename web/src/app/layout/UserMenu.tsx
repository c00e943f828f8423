import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "@/features/identity/queries";
import { i18n } from "@/i18n/i18n";
import { Avatar } from "@/ui/Avatar";
import { type ColourScheme, useColourScheme } from "@/ui/colourScheme";
import type { IconName } from "@/ui/icons";
import { Menu, type MenuSection } from "@/ui/Menu";
import { toast } from "@/ui/toast";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./Sidebar.module.css";

const schemes: { id: ColourScheme; icon: IconName; label: () => string }[] = [
  { id: "light", icon: "sun", label: () => i18n._({ id: "app.scheme.light", message: "Light" }) },
  { id: "dark", icon: "moon", label: () => i18n._({ id: "app.scheme.dark", message: "Dark" }) },
  { id: "auto", icon: "monitor", label: () => i18n._({ id: "app.scheme.auto", message: "As the system" }) },
];

/** Account, colours, sign out. */
export function UserMenu() {
  const { me } = useWorkspace();
  const sections = useUserSections();
  return (
    <Menu
      label={i18n._({ id: "app.user", message: "Your account" })}
      sections={sections}
      trigger={
        <button type="button" className={styles.user}>
          <Avatar name={me.name} size={24} decorative />
          <span className="visually-hidden">{i18n._({ id: "app.user", message: "Your account" })}</span>
          <span className={styles.workspaceName}>{me.name}</span>
        </button>
      }
    />
  );
}

function useUserSections(): MenuSection[] {
  const { scheme, choose } = useColourScheme();
  const navigate = useNavigate();
  const client = useQueryClient();
  const leave = async () => {
    try {
      await signOut();
    } catch (thrown) {
      toast.error(thrown);
      return;
    }
    await navigate({ to: "/sign-in" });
    client.clear();
  };
  return [
    {
      items: [
        { id: "account", icon: "user", label: i18n._({ id: "app.user.account", message: "Account" }), run: () => void navigate({ to: "/account" }) },
      ],
    },
    {
      label: i18n._({ id: "app.scheme", message: "Colours" }),
      items: schemes.map((entry) => ({ id: entry.id, icon: entry.icon, label: entry.label(), checked: entry.id === scheme, run: () => choose(entry.id) })),
    },
    { items: [{ id: "out", icon: "signOut", label: i18n._({ id: "app.user.out", message: "Sign out" }), run: () => void leave() }] },
  ];
}
