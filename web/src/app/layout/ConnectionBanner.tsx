import { Trans } from "@lingui/react";
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { i18n } from "@/i18n/i18n";
import { useLiveState } from "@/live/useLive";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./AppLayout.module.css";

const ClearSampleDialog = lazy(async () => ({ default: (await import("@/widgets/sample/ClearSampleDialog")).ClearSampleDialog }));
const patience = 4_000;

/** Says it only when it matters: offline at once, a lost stream after some seconds, a sample workspace always. */
export function ConnectionBanner({ sample }: { sample: string | null }) {
  const online = useOnline();
  const mayClear = useWorkspace().me.can.manage_workspace;
  const [clearing, setClearing] = useState(false);
  const lost = useLasting(useLiveState() === "waiting", patience);
  return (
    <div role="status" data-no-print>
      {!online && (
        <p className={styles.banner} data-tone="risk">
          <Icon name="alert" />
          <Trans id="app.offline" message="You are offline. What you see may be old; what you change is sent when you are back." />
        </p>
      )}
      {online && lost && (
        <p className={styles.banner} data-tone="risk">
          <Icon name="clock" />
          <Trans id="app.reconnecting" message="Reconnecting. Changes of others will appear as soon as the server answers." />
        </p>
      )}
      {sample && (
        <p className={styles.banner} data-tone="none">
          <Icon name="info" />
          <Trans id="app.sampleOnly" message="A sample company, to look around." />
          {mayClear && (
            <Button size="s" onClick={() => setClearing(true)}>
              {i18n._({ id: "app.sampleClear", message: "Clear it" })}
            </Button>
          )}
        </p>
      )}
      {clearing && (
        <Suspense fallback={null}>
          <ClearSampleDialog close={() => setClearing(false)} />
        </Suspense>
      )}
    </div>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (tell) => {
      window.addEventListener("online", tell);
      window.addEventListener("offline", tell);
      return () => {
        window.removeEventListener("online", tell);
        window.removeEventListener("offline", tell);
      };
    },
    () => navigator.onLine,
  );
}

/** True once `now` has been true for so many milliseconds without a break. */
function useLasting(now: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => clearTimeout(timer);
  }, [now, milliseconds]);
  return lasting;
}
