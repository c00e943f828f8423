import "@/styles/tokens.css";
import "@/styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { warmPage } from "@/app/router";
import { startLanguage } from "@/i18n/i18n";
import { startColourScheme } from "@/ui/colourScheme";

warmPage();
startColourScheme();
await startLanguage();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
