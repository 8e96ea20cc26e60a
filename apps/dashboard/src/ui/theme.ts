import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  rem,
  Tooltip,
} from "@mantine/core";

/** White on shades 5 to 9 and shade 3 on the dark body both pass 4.5 : 1. */
const iris: MantineColorsTuple = [
  "#eef0ff",
  "#dfe2ff",
  "#bcc3ff",
  "#a3acff",
  "#7783fb",
  "#5a64ee",
  "#4a53df",
  "#3e45c4",
  "#333aa3",
  "#2a3082",
];
/** Mantine's own gray 5 and 6 (placeholders, dimmed text) fail on white; these pass. */
const gray: MantineColorsTuple = [
  "#f8f9fb",
  "#f1f3f6",
  "#e7eaef",
  "#dcdfe6",
  "#c6cad3",
  "#6a7180",
  "#5c6370",
  "#454b57",
  "#2f343d",
  "#1c2026",
];
/** Likewise 2 and 3 on the dark body (7). */
const dark: MantineColorsTuple = [
  "#e6e8ec",
  "#c4c8d0",
  "#a1a7b3",
  "#959ca9",
  "#3d424d",
  "#2f333c",
  "#23262d",
  "#191b20",
  "#141619",
  "#0f1114",
];
/** 8 on white and 4 on the dark body pass. */
const red: MantineColorsTuple = [
  "#fff0f0",
  "#ffdede",
  "#ffbcbc",
  "#ff9b9b",
  "#ff8787",
  "#e5484d",
  "#d33a40",
  "#c22f36",
  "#ab232a",
  "#8c1a20",
];

const systemFonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';

export const theme = createTheme({
  primaryColor: "iris",
  primaryShade: { light: 6, dark: 5 },
  colors: { iris, gray, dark, red },
  fontFamily: systemFonts,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  headings: { fontFamily: systemFonts, fontWeight: "600" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withinPortal: true } }),
    Menu: Menu.extend({ defaultProps: { shadow: "md", transitionProps: { duration: 80 } } }),
    Modal: Modal.extend({ defaultProps: { transitionProps: { duration: 100 } } }),
  },
});

/** The few colours that both schemes name; components use these and no literal ones. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": gray[6],
    "--mantine-color-error": red[8],
    "--mantine-color-placeholder": gray[5],
    "--bar": gray[0],
    "--border": "#e4e6eb",
    "--hover": "#eceef2",
    "--raised": "#ffffff",
    "--strong": gray[9],
    "--chosen": "#e3e6fb",
    "--accent": iris[7],
    "--own": "#e8eaff",
    "--theirs": gray[1],
    "--ok": "#1f7a3f",
    "--ok-soft": "#e2f4e7",
    "--warm": "#9a4a00",
    "--warm-soft": "#fdeedd",
    "--note": "#fff6e3",
    "--note-border": "#f1d9a8",
    "--calm": "#3e45c4",
    "--calm-soft": "#e8eaff",
    "--quiet": gray[6],
    "--quiet-soft": gray[2],
    "--bad": red[8],
    "--bad-soft": "#fdebeb",
  },
  dark: {
    "--mantine-color-dimmed": dark[2],
    "--mantine-color-error": red[4],
    "--mantine-color-placeholder": dark[3],
    "--bar": dark[8],
    "--border": "#2b2e36",
    "--hover": "#24272e",
    "--raised": dark[6],
    "--strong": "#f4f5f7",
    "--chosen": "#2a2d4d",
    "--accent": iris[3],
    "--own": "#2d3163",
    "--theirs": "#262930",
    "--ok": "#7fd69b",
    "--ok-soft": "#18301f",
    "--warm": "#f5b26b",
    "--warm-soft": "#3a2912",
    "--note": "#33290f",
    "--note-border": "#5a4719",
    "--calm": iris[2],
    "--calm-soft": "#262a55",
    "--quiet": dark[2],
    "--quiet-soft": "#2b2e36",
    "--bad": red[4],
    "--bad-soft": "#3d1d20",
  },
});
