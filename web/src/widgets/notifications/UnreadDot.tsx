import { useQuery } from "@tanstack/react-query";
import { i18n } from "@/i18n/i18n";
import { Count } from "@/ui/Status";
import { useSlug } from "@/widgets/workspace";
import { unreadQuery } from "./queries";
import styles from "./UnreadDot.module.css";

/** How much is new in the inbox, beside its name in the navigation. Nothing while nothing is. */
export function UnreadDot() {
  const { data } = useQuery(unreadQuery(useSlug()));
  if (!data?.unread) return null;
  return (
    <span className={styles.dot}>
      <span className={styles.words}>{i18n._({ id: "inbox.unreadCount", message: "{n, plural, one {# new thing} other {# new things}}", values: { n: data.unread } })}</span>
      <span aria-hidden="true">
        <Count>{data.unread > 99 ? "99+" : data.unread}</Count>
      </span>
    </span>
  );
}
