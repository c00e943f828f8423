import { useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { i18n } from "@/i18n/i18n";
import { ChoiceLink, Choices } from "@/ui/Choices";
import { Page } from "@/ui/layout";
import { SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { NotificationsSection } from "@/widgets/notifications/NotificationsSection";
import styles from "./components/Lines.module.css";
import { type SettingsSection, sectionOf } from "./rules";
import { CyclesSection } from "./settings/CyclesSection";
import { DangerSection } from "./settings/DangerSection";
import { HealthSection } from "./settings/HealthSection";
import { MembersSection } from "./settings/MembersSection";
import { SampleSection } from "./settings/SampleSection";
import { TokensSection } from "./settings/TokensSection";
import { WritingSection } from "./settings/WritingSection";
import { WorkspaceSection } from "./settings/WorkspaceSection";

const ChatSection = lazy(async () => ({ default: (await import("@/widgets/chat/ChatSection")).ChatSection }));
const RitualsCalendar = lazy(async () => ({ default: (await import("@/widgets/calendar/RitualsCalendar")).RitualsCalendar }));

interface Entry {
  id: SettingsSection;
  label: () => string;
  /** Whose page it is: a permission of the workspace, or everybody's. */
  needs?: string;
  draw: () => ReactNode;
}

const entries: Entry[] = [
  { id: "workspace", label: () => i18n._({ id: "settings.workspace", message: "Workspace" }), draw: () => <WorkspaceSection /> },
  { id: "members", label: () => i18n._({ id: "settings.members", message: "Members" }), needs: "contribute", draw: () => <MembersSection /> },
  { id: "cycles", label: () => i18n._({ id: "settings.cycles", message: "Cycles" }), draw: () => <CyclesSection /> },
  { id: "rhythm", label: () => i18n._({ id: "nav.rhythm", message: "Rhythm" }), draw: () => <RhythmSection /> },
  { id: "health", label: () => i18n._({ id: "settings.health", message: "Health" }), needs: "contribute", draw: () => <HealthSection /> },
  { id: "writing", label: () => i18n._({ id: "settings.writing", message: "Writing" }), needs: "contribute", draw: () => <WritingSection /> },
  { id: "notifications", label: () => i18n._({ id: "notifications.title", message: "Notifications" }), draw: () => <NotificationsSection /> },
  { id: "chat", label: () => i18n._({ id: "chat.title", message: "Chat" }), needs: "contribute", draw: () => <ChatSection /> },
  { id: "tokens", label: () => i18n._({ id: "settings.tokens", message: "API tokens" }), draw: () => <TokensSection /> },
  { id: "sample", label: () => i18n._({ id: "settings.sample", message: "Sample company" }), needs: "manage_workspace", draw: () => <SampleSection /> },
  { id: "danger", label: () => i18n._({ id: "settings.danger", message: "Danger zone" }), needs: "delete_workspace", draw: () => <DangerSection /> },
];

/** How this workspace works, and who is in it. */
export function SettingsPage() {
  const { slug, me } = useWorkspace();
  const { section } = useParams({ strict: false });
  const mine = entries.filter((entry) => !entry.needs || me.can[entry.needs]);
  const shown = mine.find((entry) => entry.id === sectionOf(section)) ?? mine[0];
  return (
    <Page title={i18n._({ id: "settings.title", message: "Settings" })}>
      <div className={styles.settings}>
        <Choices label={i18n._({ id: "settings.title", message: "Settings" })} narrow="wrap">
          {mine.map((entry) => (
            <ChoiceLink
              key={entry.id}
              to="/w/$workspace/settings/$section"
              params={{ workspace: slug, section: entry.id }}
              aria-current={entry === shown ? "page" : undefined}
            >
              {entry.label()}
            </ChoiceLink>
          ))}
          {me.can.contribute && (
            <ChoiceLink to="/w/$workspace/import" params={{ workspace: slug }}>
              {i18n._({ id: "nav.import", message: "Import" })}
            </ChoiceLink>
          )}
        </Choices>
        <div>
          <Suspense fallback={<SkeletonRows rows={8} height={48} />}>{shown?.draw()}</Suspense>
        </div>
      </div>
    </Page>
  );
}

/** When rituals take place in teams that set nothing of their own. */
function RhythmSection() {
  return (
    <>
      <p className={styles.purpose}>
        {i18n._({ id: "settings.rhythm.purpose", message: "This holds for every team that sets nothing of its own. A team's leads change theirs under Rhythm, Rituals." })}
      </p>
      <RitualsCalendar team={null} />
    </>
  );
}
