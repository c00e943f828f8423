// The sheets that Mantine's parts build on, in their order, in a layer: our own rules always win. Each part adds its own sheet.
import "@mantine/core/styles/default-css-variables.layer.css";
import "@mantine/core/styles/global.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/core/styles/VisuallyHidden.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  MantineProvider,
  mergeMantineTheme,
} from "@mantine/core";
import type { ReactNode } from "react";
import { useShownScheme } from "../colourScheme";
import { theme } from "./theme";

const variables = document.createElement("style");
variables.textContent = convertCssVariables(defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme)), ":root");
document.head.prepend(variables);

// no transitions in unit tests: jsdom ends none
const env = import.meta.env.MODE === "test" ? "test" : "default";

/**
 * Around each part of Mantine. Nothing of it is on the first route: a menu, dialog or list loads it when it is first opened
 * (and the shell asks for it when idle). The variables are written once, above, and not by every provider.
 */
export function Themed({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} env={env} forceColorScheme={useShownScheme()} withCssVariables={false} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
