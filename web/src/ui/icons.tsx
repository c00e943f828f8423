import type { ReactNode, SVGProps } from "react";

/** Our own line icons on a 16 px raster. Decorative always: the word beside it or the button's label speaks. */
const shapes = {
  alert: <path d="M8 2.5 14.2 13H1.8L8 2.5Zm0 4v3m0 1.7v.1" />,
  arrowRight: <path d="M3 8h10M9.5 4.5 13 8l-3.5 3.5" />,
  arrowUp: <path d="M8 13V3M4.5 6.5 8 3l3.5 3.5" />,
  board: <path d="M2.5 2.8h3v10.4h-3zM6.8 2.8h3v6.6h-3zM11 2.8h2.6v8.4H11z" />,
  calendar: <path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.3 2.3v3M10.7 2.3v3" />,
  check: <path d="m3 8.5 3.2 3.2L13 4.8" />,
  chevronDown: <path d="m4 6 4 4 4-4" />,
  chevronRight: <path d="m6 4 4 4-4 4" />,
  chevronUpDown: <path d="m5 6 3-3 3 3M5 10l3 3 3-3" />,
  clock: <path d="M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 5v3.2l2.2 1.4" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  edit: <path d="m3 13 .6-3L10.9 2.7l2.4 2.4L6 12.4 3 13Z" />,
  external: <path d="M9 2.8h4.2V7M13 3 7.5 8.5M11.5 9.5v3.7H2.8V4.5h3.7" />,
  eye: <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z" />,
  filter: <path d="M2.5 4h11M4.5 8h7M6.7 12h2.6" />,
  flag: <path d="M3.5 14V2.5h8.8L10.5 5.8l1.8 3.3H3.5" />,
  gear: (
    <path d="M8 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4ZM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4" />
  ),
  inbox: <path d="M2.5 9.3h3.2l.9 2h2.8l.9-2h3.2M2.5 9.3 4.2 3h7.6l1.7 6.3v3.9h-11Z" />,
  info: <path d="M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 7.2v3.8M8 5v.1" />,
  keyboard: <path d="M1.8 4h12.4v8H1.8zM4.3 6.4v.1M6.8 6.4v.1M9.2 6.4v.1M11.7 6.4v.1M5 9.4h6" />,
  layers: <path d="m8 2.2 6 3-6 3-6-3 6-3ZM2 8l6 3 6-3M2 10.8l6 3 6-3" />,
  link: <path d="M6.7 9.3a2.4 2.4 0 0 0 3.5.2l2.4-2.4a2.4 2.4 0 0 0-3.4-3.4l-.9.9M9.3 6.7a2.4 2.4 0 0 0-3.5-.2L3.4 8.9a2.4 2.4 0 0 0 3.4 3.4l.9-.9" />,
  list: <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.1M2.5 8v.1M2.5 12v.1" />,
  lock: <path d="M3.5 7.2h9v6.3h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />,
  mail: <path d="M2 3.8h12v8.4H2zM2.3 4.2 8 8.8l5.7-4.6" />,
  menu: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
  minus: <path d="M3 8h10" />,
  monitor: <path d="M2 3h12v8H2zM5.5 13.5h5M8 11v2.5" />,
  moon: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6Z" />,
  more: <path d="M3.5 8v.1M8 8v.1M12.5 8v.1" strokeWidth={2.2} />,
  people: (
    <path d="M6 3a2.2 2.2 0 1 1 0 4.4A2.2 2.2 0 0 1 6 3ZM1.8 13c.2-2.4 1.9-3.6 4.2-3.6s4 1.2 4.2 3.6M10.6 3.2a2.2 2.2 0 0 1 0 4M11.8 9.6c1.5.4 2.3 1.6 2.4 3.4" />
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  question: <path d="M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM6.3 6.3c.1-2.3 3.6-2 3.4 0-.1 1.3-1.7 1.3-1.7 2.6M8 11v.1" />,
  search: <path d="M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4ZM10.2 10.2l3.3 3.3" />,
  signOut: <path d="M6 2.8H2.8v10.4H6M6.5 8h7M11 5.5 13.5 8 11 10.5" />,
  star: <path d="m8 2.2 1.8 3.6 4 .6-2.9 2.8.7 4L8 11.3l-3.6 1.9.7-4-2.9-2.8 4-.6L8 2.2Z" />,
  sun: <path d="M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />,
  table: <path d="M2.3 3h11.4v10H2.3zM2.3 6.4h11.4M2.3 9.7h11.4M6.2 6.4V13" />,
  target: <path d="M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 8v.1" />,
  trash: <path d="M3 4.5h10M6.3 4.3V2.8h3.4v1.5M4.3 4.8l.6 8.7h6.2l.6-8.7M6.8 7.2v3.8M9.2 7.2v3.8" />,
  undo: <path d="M6 3 2.8 6.2 6 9.4M3 6.2h6.3a3.4 3.4 0 0 1 0 6.8H6" />,
  upload: <path d="M8 10.5V2.8M4.8 5.8 8 2.6l3.2 3.2M2.8 10.5v2.7h10.4v-2.7" />,
  user: <path d="M8 2.6a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2ZM2.8 13.6c.3-2.6 2.4-3.8 5.2-3.8s4.9 1.2 5.2 3.8" />,
  x: <path d="m4 4 8 8M12 4l-8 8" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export interface IconProps extends Omit<SVGProps<SVGSVGElement>, "name"> {
  name: IconName;
  size?: number;
}

export function Icon({ name, size = 16, ...rest }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      {shapes[name]}
    </svg>
  );
}
