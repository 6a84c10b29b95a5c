/** Work that the owner of a complete run can queue on it: a form for each kind, its refusals beside its fields. */
import type { ProblemDetails } from "@plumbline/contract";
import { Form, useNavigation } from "react-router";
import { JOB_FIELDS, type QueueKind } from "../forms/jobFields.ts";
import { type FieldErrors, NO_ERRORS, readFieldErrors } from "../forms/readFieldErrors.ts";
import { DRAW_FIELDS, DrawFields } from "./drawFields.tsx";
import { FormField } from "./formField.tsx";
import { ModelField } from "./modelField.tsx";
import styles from "./queueForms.module.css";

interface FieldFacts {
  readonly name: string;
  readonly label: string;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}
interface KindFacts {
  readonly kind: QueueKind;
  readonly title: string;
  readonly what: string;
  readonly button: string;
  readonly fields: readonly FieldFacts[];
}

const VOTES: FieldFacts = { name: "votes", label: "Votes per sample (M)", initial: 8, min: 1, max: 256 };
const KINDS: readonly KindFacts[] = [
  {
    kind: "verify",
    title: "Verify this run",
    what: "A model checks every sample M times and votes right or wrong. It is not told the gold.",
    button: "Verify",
    fields: [VOTES],
  },
  {
    kind: "locate",
    title: "Find first errors",
    what: "Finds the first wrong step of wrong samples: the model goes on from a part of the solution, and a part from which it never comes out right holds the error.",
    button: "Find errors",
    fields: [
      { name: "rollouts", label: "Continuations per look", initial: 8, min: 1, max: 256 },
      { name: "maxSamples", label: "Wrong samples at most", initial: 200, min: 1, max: 100_000 },
    ],
  },
  {
    kind: "audit",
    title: "Audit",
    what: "Lists the samples that a verifier doubts, by source. On trusted solutions this points at records that may be flawed.",
    button: "Audit",
    fields: [
      VOTES,
      { name: "tau", label: "Doubted below this share", initial: 0.5, min: 0, max: 1, step: 0.05 },
    ],
  },
];

interface Props {
  /** What the last try was refused for, and which form it came from. */
  readonly refused: { readonly kind: QueueKind; readonly refusal: ProblemDetails } | null;
}

export function QueueForms({ refused }: Props) {
  return (
    <section className="section" aria-labelledby="queue">
      <h2 id="queue">Put a model to work on this run</h2>
      <div className={styles["forms"]}>
        {KINDS.map((facts) => (
          <QueueForm
            key={facts.kind}
            facts={facts}
            errors={refused?.kind === facts.kind ? readFieldErrors(refused.refusal, JOB_FIELDS) : NO_ERRORS}
          />
        ))}
      </div>
    </section>
  );
}

function QueueForm({ facts, errors }: { readonly facts: KindFacts; readonly errors: FieldErrors }) {
  const { kind, title, what, button, fields } = facts;
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className={styles["form"]} preventScrollReset aria-labelledby={`queue-${kind}`}>
      <input type="hidden" name="intent" value={kind} />
      <div className={styles["words"]}>
        <h3 id={`queue-${kind}`}>{title}</h3>
        <p className="small faint">{what}</p>
      </div>
      {errors.rest === null ? null : (
        <p className="note note-danger small" role="alert">
          {errors.rest}
        </p>
      )}
      <ModelField errors={errors} />
      {fields.map(({ name, label, initial, min, max, step }) => (
        <FormField
          key={name}
          name={name}
          label={label}
          type="number"
          defaultValue={initial}
          min={min}
          max={max}
          step={step ?? 1}
          errors={errors}
        />
      ))}
      <details open={DRAW_FIELDS.some((name) => errors.fields.has(name)) || undefined}>
        <summary className="small">More settings</summary>
        <div className={styles["more"]}>
          <DrawFields errors={errors} hints={false} />
        </div>
      </details>
      <p>
        <button className="button" type="submit" disabled={busy}>
          {button}
        </button>
      </p>
    </Form>
  );
}
