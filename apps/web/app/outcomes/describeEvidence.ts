/**
 * A verdict's evidence in words. Decision: reads the JSON by what it finds and never fails, because verdicts of older
 * graders stay in the store; what has no words here is still listed under its own name.
 */
export interface EvidenceLine {
  readonly term: string;
  readonly text: string;
  /** A mathematical form or a number, to be set in a fixed-width face. */
  readonly code: boolean;
}

const DECIDERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    rational: "Both are rational numbers and were compared exactly.",
    rounding: "One is a decimal that the other, exact one rounds to.",
    relative: "Both agree within the relative tolerance that the policy allows.",
    structural: "Both have the same normal form.",
    field: "Both are one rational form, tested modulo two 61-bit primes.",
    balls: "Both are constants, enclosed in intervals until they parted or a root bound held.",
    independence: "Their difference is a sum of independent terms, which cannot vanish.",
    infinity: "Infinity equals only infinity of the same sign.",
    magnitude: "Both are huge numbers, compared by their logarithms.",
    points: "Both were evaluated at points of their common domain.",
    undefined: "One side has no value.",
    none: "No method could tell.",
    text: "Both were compared as texts.",
    extract: "The search for the answer; nothing had to be compared.",
    parse: "The reading of the gold; nothing had to be compared.",
  }),
);

/** What a verdict without a decision ended with: no claim about the two sides. */
const ATTEMPTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    field: "Testing both as one rational form.",
    balls: "Enclosing both in ever smaller intervals.",
    points: "Evaluating both at points of their common domain.",
    none: "Every method; none applies.",
  }),
);

/** @example describeEvidence({ decider: "rational" }, "rational")[0].text // "Both are rational numbers ..." */
export function describeEvidence(
  evidence: Readonly<Record<string, unknown>>,
  by: string,
  undecided = false,
): readonly EvidenceLine[] {
  const { decider, certificate, leniencies, gold, answer, ...rest } = evidence;
  const settled = typeof decider === "string" ? decider : by;
  const first = undecided
    ? { term: "Tried last", text: ATTEMPTS.get(settled) ?? toWords(settled), code: false }
    : { term: "Settled by", text: DECIDERS.get(settled) ?? toWords(settled), code: false };
  return [
    first,
    ...describeReading("Gold read as", gold),
    ...describeReading("Answer read as", answer),
    ...(Array.isArray(leniencies) && leniencies.length > 0
      ? [
          {
            term: "Leniencies",
            text: leniencies.map((name) => toWords(String(name))).join(", "),
            code: false,
          },
        ]
      : []),
    ...describeRecord(certificate),
    ...describeRecord(rest),
  ];
}

/** @example toWords("drop_units") // "drop units" */
export function toWords(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/gu, "$1 $2")
    .replace(/[_-]+/gu, " ")
    .toLowerCase()
    .trim();
}

function describeReading(term: string, reading: unknown): readonly EvidenceLine[] {
  if (!isRecord(reading) || typeof reading["form"] !== "string") return [];
  const shape = typeof reading["shape"] === "string" ? toWords(reading["shape"]) : "";
  return [{ term: shape === "" ? term : `${term} ${shape}`, text: reading["form"], code: true }];
}

function describeRecord(record: unknown): readonly EvidenceLine[] {
  if (!isRecord(record)) return [];
  return Object.entries(record).map(([name, value]) => ({
    term: toWords(name),
    text: typeof value === "string" ? value : (describePlace(value) ?? JSON.stringify(value)),
    code: true,
  }));
}

/** A span of UTF-16 offsets as people count; null for anything else. */
function describePlace(value: unknown): string | null {
  if (!isRecord(value) || Object.keys(value).length !== 2) return null;
  const { start, end } = value;
  if (typeof start !== "number" || typeof end !== "number") return null;
  return end - start <= 1 ? `character ${start + 1}` : `characters ${start + 1} to ${end}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
