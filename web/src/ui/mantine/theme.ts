import { createTheme, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#e4f2f9",
  "#cbe5f2",
  "#9dcee6",
  "#6cb5d8",
  "#459fcb",
  "#2a8fbf",
  "#197fb0",
  "#0b668f",
  "#084f70",
  "#053a54",
];

// Inner scroll areas of lists cannot be reached by keyboard unless the list itself takes the focus (axe: scrollable-region-focusable).
const list = {
  withScrollArea: false,
  maxDropdownHeight: 260,
  attributes: { dropdown: { tabIndex: 0 } },
  comboboxProps: { shadow: "md", transitionProps: { duration: 90 } },
};

const calendarLabels = {
  nextMonth: "Next month",
  previousMonth: "Previous month",
  nextYear: "Next year",
  previousYear: "Previous year",
  nextDecade: "Next decade",
  previousDecade: "Previous decade",
};

/** Mantine's defaults as we measured them to pass axe with every overlay open; only ui/ imports Mantine. */
export const theme = createTheme({
  primaryColor: "brand",
  colors: { brand },
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  cursorType: "pointer",
  defaultRadius: "md",
  respectReducedMotion: true,
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  headings: { fontFamily: "var(--font)", fontWeight: "600" },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "11px", xl: "16px" },
  shadows: { sm: "var(--shadow-1)", md: "var(--shadow-2)", lg: "var(--shadow-2)", xl: "var(--shadow-2)" },
  components: {
    Modal: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Drawer: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: "md", transitionProps: { duration: 90 } } },
    Tooltip: { defaultProps: { openDelay: 350, events: { hover: true, focus: true, touch: false } } },
    Select: { defaultProps: list },
    MultiSelect: { defaultProps: list },
    DatePicker: { defaultProps: { ariaLabels: calendarLabels } },
  },
});
