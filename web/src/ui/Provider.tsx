import { I18nProvider } from "@lingui/react";
import type { ReactNode } from "react";
import { i18n } from "@/i18n/i18n";
import { ToastRegion } from "./toast";

/** What every ui component needs around it. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <I18nProvider i18n={i18n}>
      {children}
      <ToastRegion />
    </I18nProvider>
  );
}
