export interface Task {
  id: string;
  number: string;
  title: string;
  status: string;
  owner: string | null;
  due: string | null;
  days: number | null;
}

export const people = ["Mia Hartmann", "Jonas Weber", "Aisha Khan", "Tomás Ortega", "Li Wei", "Sara Lindqvist", "Ben Okafor", "Noor Haddad"].map((name, at) => ({
  id: `p${at}`,
  name,
  hint: ["Web", "Platform", "Growth", "Design"][at % 4],
}));

export const statuses = [
  { value: "todo", label: "To do", tone: "none" },
  { value: "doing", label: "In progress", tone: "risk" },
  { value: "review", label: "In review", tone: "done" },
  { value: "done", label: "Done", tone: "on" },
] as const;

const verbs = ["Translate", "Measure", "Rewrite", "Remove", "Design", "Automate", "Migrate", "Test"];
const things = ["checkout", "the onboarding mail", "the price page", "slow queries", "the file storage", "review rules", "the sign-up form", "the quarterly report for all teams and their partners"];

export const tasks = (count: number): Task[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `t${at}`,
    number: `HW-${at + 1}`,
    title: `${verbs[at % 8]} ${things[(at * 3) % 8]}`,
    status: statuses[(at * 7) % 4]!.value,
    owner: at % 5 === 0 ? null : people[at % people.length]!.id,
    due: at % 4 === 0 ? null : `2026-${String(9 + (at % 4)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")}`,
    days: at % 3 === 0 ? null : (at % 9) + 0.5,
  }));

export interface Goal {
  id: string;
  name: string;
  owner: string;
  progress: number | null;
  pace: number;
  tone: "on" | "risk" | "off" | "done" | "none";
  word: string;
  below: Goal[];
}

const goal = (id: string, name: string, share: number | null, state: [Goal["tone"], string], below: Goal[] = []): Goal => ({
  id,
  name,
  owner: people[id.length % 8]!.name,
  progress: share,
  pace: 0.6,
  tone: state[0],
  word: state[1],
  below,
});

export const goals: Goal[] = [
  goal("o1", "Win the small shops of the region", 0.58, ["on", "On track"], [
    goal("k1", "500 qualified leads", 0.64, ["on", "On track"]),
    goal("k2", "Checkout in 6 languages", 0.5, ["risk", "At risk"], [goal("o11", "Web: nobody leaves for want of words", 0.41, ["off", "Off track"], [goal("k11", "Translated pages from 40 to 320", 0.41, ["off", "Off track"])])]),
  ]),
  goal("o2", "Ship twice as often, sleep as well", 0.31, ["risk", "At risk"], [
    goal("k3", "Review time 24 h to 4 h", 0.31, ["risk", "At risk"]),
    goal("k4", "Zero critical bugs for 90 days", null, ["none", "Not measured"]),
  ]),
  goal("o3", "Every file is found in half a minute", 1, ["done", "Done"]),
];

export const measured = [0, 4, 11, 12, 19, 27, 31].map((value, at) => ({ day: `2026-10-${String(3 + at * 4).padStart(2, "0")}`, value: 120 + value * 6 }));
export const pacePath = [
  { day: "2026-10-01", value: 120 },
  { day: "2026-12-31", value: 500 },
];
