import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";

export type TemplateResult = Schema<"TemplateKeyResultOut">;

/** What a new objective begins with. Its numbers are examples: the form shows them, and never sends them unasked. */
export interface Start {
  title: string;
  key_results: TemplateResult[];
}

const before = "past-";

/** How an objective of one's own past is named beside templates. */
export const idOfPast = (objective: string): string => before + objective;

/** The objective behind `past-<id>`; null for a template. */
export const pastId = (id: string): string | null => (id.startsWith(before) ? id.slice(before.length) : null);

export const startOf = (template: Schema<"TemplateOut">): Start => ({ title: template.objective, key_results: template.key_results });

const kinds: readonly string[] = ["increase", "decrease", "reach", "share", "maintain", "milestone", "binary", "work"];

/** A past objective as a start; what took its number from objectives below has nothing to copy. */
export function startOfExample(example: Schema<"ExampleOut">): Start {
  return { title: example.title, key_results: example.key_results.filter((one) => kinds.includes(one.kind)).map(resultOfLine) };
}

function resultOfLine({ title, kind, unit, start, target, low, high }: Schema<"KeyResultLine">): TemplateResult {
  return {
    title,
    kind: kind as TemplateResult["kind"],
    unit: unit ?? "",
    start: start ?? null,
    target: target ?? null,
    low: low ?? null,
    high: high ?? null,
    method: "periods",
    steps: [],
    commitment: "stretch",
    indicator: "lagging",
    guards: false,
    window: "",
    source: "",
  };
}

/** "Month. Case system, by channel": the time a value covers and where it comes from, as one note. */
export function readingOf({ window, source }: Pick<TemplateResult, "window" | "source">): string {
  const capital = window && window.charAt(0).toLocaleUpperCase() + window.slice(1);
  return [capital, source].filter(Boolean).join(". ");
}

/** An objective that was written, as a template: its own numbers become the examples. */
export function templateOf(title: string, why: string, results: readonly Schema<"KeyResultOut">[]): Schema<"TemplateIn"> {
  return {
    objective: title,
    why: why.slice(0, 2000),
    key_results: results
      .filter((one) => one.state !== "dropped" && kinds.includes(one.kind))
      .map(({ title: name, kind, unit, start, target, low, high, method, steps, commitment, indicator, description }) => ({
        ...{ title: name, kind: kind as TemplateResult["kind"], unit, method, commitment, indicator },
        ...numbersOf({ start, target, low, high }),
        steps: stepsOf(steps),
        source: description.slice(0, 300),
      })),
  };
}

/** A template to be edited or copied, as the API takes it. */
export function givenOf({ objective, domain, suits, why, key_results }: Schema<"TemplateOut">): Schema<"TemplateIn"> {
  return { objective, domain, suits, why, key_results: key_results.map((one) => ({ ...one, ...numbersOf(one), steps: stepsOf(one.steps) })) };
}

type Ends = "start" | "target" | "low" | "high";

/** Numbers as the API takes them. */
function numbersOf({ start, target, low, high }: Record<Ends, number | null>): Record<Ends, string | null> {
  const text = (value: number | null) => (value === null ? null : String(value));
  return { start: text(start), target: text(target), low: text(low), high: text(high) };
}

const stepsOf = (steps: readonly { name: string; weight: number }[]) => steps.map(({ name, weight }) => ({ name, weight: String(weight) }));

export type Domain = Schema<"TemplateOut">["domain"];

/** The domains by their names in the language of the pages. */
export function domainNames(): Record<Domain, string> {
  return {
    software_delivery: i18n._({ id: "library.domain.software_delivery", message: "Software delivery" }),
    reliability: i18n._({ id: "library.domain.reliability", message: "Reliability" }),
    product: i18n._({ id: "library.domain.product", message: "Product" }),
    security: i18n._({ id: "library.domain.security", message: "Security" }),
    marketing: i18n._({ id: "library.domain.marketing", message: "Marketing" }),
    sales: i18n._({ id: "library.domain.sales", message: "Sales" }),
    customer_success: i18n._({ id: "library.domain.customer_success", message: "Customer success" }),
    people: i18n._({ id: "library.domain.people", message: "People" }),
    finance: i18n._({ id: "library.domain.finance", message: "Finance" }),
    digital_transformation: i18n._({ id: "library.domain.digital_transformation", message: "Digital transformation" }),
    public_sector: i18n._({ id: "library.domain.public_sector", message: "Public sector" }),
    education: i18n._({ id: "library.domain.education", message: "Education" }),
    other: i18n._({ id: "library.domain.other", message: "Other" }),
  };
}
