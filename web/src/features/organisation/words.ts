import { i18n } from "@/i18n/i18n";
import type { RoleName } from "./rules";

const roles: Record<RoleName, () => string> = {
  owner: () => i18n._({ id: "people.role.owner", message: "Owner" }),
  admin: () => i18n._({ id: "people.role.admin", message: "Admin" }),
  member: () => i18n._({ id: "people.role.member", message: "Member" }),
  guest: () => i18n._({ id: "people.role.guest", message: "Guest" }),
};

const duties: Record<RoleName, () => string> = {
  owner: () => i18n._({ id: "people.role.ownerNote", message: "Everything, also making owners and deleting the workspace" }),
  admin: () => i18n._({ id: "people.role.adminNote", message: "People, teams, cycles, settings and imports" }),
  member: () => i18n._({ id: "people.role.memberNote", message: "Goals and work" }),
  guest: () => i18n._({ id: "people.role.guestNote", message: "Sees only what is shared with them" }),
};

export const roleWord = (role: RoleName): string => roles[role]();
export const roleNote = (role: RoleName): string => duties[role]();
