import type { SampleView } from "@plumbline/contract";
import { formatShare } from "../format/formatNumber.ts";
import { toWords } from "../outcomes/describeEvidence.ts";

export type SampleJudgement = SampleView["judgements"][number];

/** What judges said of the response or of one of its steps; a step that was found in the text is a link to it. */
export function JudgementsView({
  judgements,
  found,
}: {
  readonly judgements: readonly SampleJudgement[];
  /** The judgement whose step is marked in the response, by its place. */
  readonly found: number | null;
}) {
  return (
    <div className="stack" style={{ gap: "0.9rem" }}>
      <h2 style={{ fontSize: "1rem" }}>Judgements</h2>
      {judgements.map((judgement, place) => (
        <div
          key={`${judgement.judge} ${judgement.step} ${judgement.label}`}
          className="stack"
          style={{ gap: "0.2rem" }}
        >
          <p>
            <strong>{describeLabel(judgement)}</strong>
            {found === place ? (
              <>
                {" "}
                <a className="small" href="#first-error">
                  Show it
                </a>
              </>
            ) : null}
          </p>
          {describeProbes(judgement) === null ? null : (
            <p className="small faint">{describeProbes(judgement)}</p>
          )}
          <p className="mono faint">{judgement.judge}</p>
        </div>
      ))}
    </div>
  );
}

/** @example describeLabel({ label: "first_error", step: 2, evidence: { steps: 5 }, score: null }) // "First wrong step: 3 of 5" */
export function describeLabel({
  label,
  step,
  score,
  evidence,
}: Pick<SampleJudgement, "label" | "step" | "score" | "evidence">): string {
  const steps = evidence["steps"];
  const of = typeof steps === "number" ? ` of ${steps}` : "";
  const scored = score === null ? "" : `, ${formatShare(score)} %`;
  if (step === null) return `${capitalise(toWords(label))}${scored}`;
  return label === "first_error"
    ? `First wrong step: ${step + 1}${of}${scored}`
    : `Step ${step + 1}${of}: ${toWords(label)}${scored}`;
}

/** How a search came to its step: from which parts of the solution the model still came out right. */
function describeProbes({ evidence }: SampleJudgement): string | null {
  const probes = evidence["probes"];
  if (!Array.isArray(probes)) return null;
  if (probes.length === 0) return "The solution has one step, so that nothing had to be tried.";
  const words = probes.flatMap((probe: unknown) => {
    if (typeof probe !== "object" || probe === null) return [];
    const { prefixLength, right } = probe as { prefixLength?: unknown; right?: unknown };
    return typeof prefixLength === "number" && typeof right === "number"
      ? [`after ${prefixLength} ${prefixLength === 1 ? "step" : "steps"} ${right} right`]
      : [];
  });
  return words.length === 0 ? null : `Continuations that came out right: ${words.join(", ")}.`;
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
