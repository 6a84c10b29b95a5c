/** Why a reply cannot be used. Closed; the sentences go back to the model in the repair round and stand in the record. */

export type Complaint =
  /** The model's token limit ended the reply. */
  | { readonly code: "cut_off" }
  | { readonly code: "too_long"; readonly characters: number }
  | { readonly code: "no_object" }
  /** Every object in the reply stands in the material too: it is quoted, not said. */
  | { readonly code: "echo" }
  | { readonly code: "duplicate_key"; readonly key: string }
  /** Several usable objects that do not give the same verdict. */
  | { readonly code: "several_verdicts"; readonly verdicts: readonly string[] }
  | { readonly code: "wrong_shape"; readonly issues: readonly string[] }
  | { readonly code: "quote_missing"; readonly verdict: string }
  | { readonly code: "quote_not_found"; readonly quote: string }
  | { readonly code: "quote_not_in_step"; readonly quote: string; readonly step: number }
  | { readonly code: "no_such_step"; readonly step: number; readonly steps: number }
  /** Two fields that contradict each other. */
  | { readonly code: "inconsistent"; readonly sentence: string };

/** One or two sentences that say exactly what is wrong, and nothing that would hint at a verdict. */
export function describeComplaint(complaint: Complaint): string {
  switch (complaint.code) {
    case "cut_off":
      return "It was cut off by the token limit before its end. Be shorter.";
    case "too_long":
      return `It has ${complaint.characters} characters, which is too long to be read. Be shorter.`;
    case "no_object":
      return "It holds no complete JSON object.";
    case "echo":
      return "The only JSON in it is copied from the material. The reply must be your own object.";
    case "duplicate_key":
      return `The key "${complaint.key}" occurs twice in one object.`;
    case "several_verdicts":
      return `It holds several JSON objects with different verdicts (${complaint.verdicts.join(", ")}). Give one.`;
    case "wrong_shape":
      return `The JSON object does not have the required form: ${complaint.issues.join("; ")}.`;
    case "quote_missing":
      return `The verdict "${complaint.verdict}" needs an "evidence_quote" from the candidate.`;
    case "quote_not_found":
      return `The quote ${JSON.stringify(complaint.quote)} does not stand in the candidate. Copy it letter for letter; in JSON every backslash is written twice.`;
    case "quote_not_in_step":
      return `The quote ${JSON.stringify(complaint.quote)} does not stand in step ${complaint.step}.`;
    case "no_such_step":
      return complaint.steps === 0
        ? `"first_error_step" is ${complaint.step}, but the candidate has no numbered steps: it must be null.`
        : `"first_error_step" is ${complaint.step}, but the steps are numbered 0 to ${complaint.steps - 1}.`;
    case "inconsistent":
      return complaint.sentence;
  }
}
