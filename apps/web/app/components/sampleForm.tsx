/** What to sample: a plain form that works without scripts; with them it counts what the settings come to. */
import type { ProblemDetails } from "@plumbline/contract";
import { type FormEvent, useState } from "react";
import { Form, useNavigation } from "react-router";
import { formatCount, formatCounted } from "../format/formatNumber.ts";
import { JOB_FIELDS } from "../forms/jobFields.ts";
import { NO_ERRORS, readFieldErrors } from "../forms/readFieldErrors.ts";
import { DrawFields } from "./drawFields.tsx";
import { FormField } from "./formField.tsx";
import { ModelField } from "./modelField.tsx";
import styles from "./sampleForm.module.css";
import { VisibilityChoices } from "./visibilityChoices.tsx";

export interface OfferedBenchmark {
  readonly slug: string;
  readonly name: string;
  readonly problems: number;
}
interface Props {
  readonly benchmarks: readonly OfferedBenchmark[];
  readonly chosen: string;
  readonly maySubmit: boolean;
  readonly refusal: ProblemDetails | null;
}

const DEFAULT_SAMPLES = 16;
const DEFAULT_VOTES = 8;

export function SampleForm({ benchmarks, chosen, maySubmit, refusal }: Props) {
  const busy = useNavigation().state !== "idle";
  const errors = refusal === null ? NO_ERRORS : readFieldErrors(refusal, JOB_FIELDS);
  const first = benchmarks.find(({ slug }) => slug === chosen) ?? benchmarks[0];
  const [size, setSize] = useState<Size>({
    problems: first?.problems ?? 0,
    samples: DEFAULT_SAMPLES,
    votes: DEFAULT_VOTES,
  });
  const onInput = (event: FormEvent<HTMLFormElement>) =>
    setSize(readSize(new FormData(event.currentTarget), benchmarks));
  const benchmarkError = errors.fields.get("benchmark");
  return (
    <Form method="post" className={styles["form"]} onInput={onInput}>
      {errors.rest === null ? null : (
        <p className="note note-danger" role="alert">
          {errors.rest}
        </p>
      )}
      <div className={styles["pair"]}>
        <label className="field">
          <span>Benchmark</span>
          <select className="input" name="benchmark" required defaultValue={first?.slug}>
            {benchmarks.map(({ slug, name, problems }) => (
              <option key={slug} value={slug}>
                {name} ({formatCounted(problems, "problem")})
              </option>
            ))}
          </select>
          {benchmarkError === undefined ? null : (
            <small role="alert" className={styles["error"]}>
              {benchmarkError}
            </small>
          )}
        </label>
        <ModelField
          hint="As a runner knows it. nano, the small arithmetic model that comes with Plumbline, runs on any machine."
          errors={errors}
        />
      </div>
      <fieldset className={styles["group"]}>
        <legend>Solve</legend>
        <div className={styles["numbers"]}>
          <FormField
            name="samples"
            label="Samples per problem (N)"
            type="number"
            min={1}
            max={1024}
            required
            defaultValue={DEFAULT_SAMPLES}
            errors={errors}
          />
          <FormField
            name="problems"
            label="Problems at most"
            type="number"
            min={1}
            placeholder="all"
            errors={errors}
          />
        </div>
      </fieldset>
      <fieldset className={styles["group"]}>
        <legend>
          <label className={styles["check"]}>
            <input type="checkbox" name="verify" value="yes" defaultChecked /> Then verify
          </label>
        </legend>
        <div className={styles["numbers"]}>
          <FormField
            name="votes"
            label="Votes per sample (M)"
            type="number"
            min={1}
            max={256}
            defaultValue={DEFAULT_VOTES}
            errors={errors}
          />
          <FormField
            name="verifier"
            label="Verifier"
            maxLength={200}
            placeholder="the same model"
            spellCheck={false}
            autoComplete="off"
            errors={errors}
          />
        </div>
      </fieldset>
      <fieldset className={styles["group"]}>
        <legend>How answers are drawn</legend>
        <div className={styles["numbers"]}>
          <DrawFields errors={errors} hints />
        </div>
      </fieldset>
      <fieldset className={styles["group"]}>
        <VisibilityChoices />
      </fieldset>
      <div className="row">
        <button className="button button-main" type="submit" disabled={!maySubmit || busy}>
          Start sampling
        </button>
        <output className="small faint">{describeSize(size)}</output>
      </div>
    </Form>
  );
}

interface Size {
  readonly problems: number;
  readonly samples: number;
  /** 0 where nothing is verified. */
  readonly votes: number;
}

function readSize(form: FormData, benchmarks: readonly OfferedBenchmark[]): Size {
  const whole = (name: string) => Math.max(0, Math.trunc(Number(form.get(name)) || 0));
  const all = benchmarks.find(({ slug }) => slug === form.get("benchmark"))?.problems ?? 0;
  const wanted = whole("problems");
  return {
    problems: wanted === 0 ? all : Math.min(wanted, all),
    samples: whole("samples"),
    votes: form.get("verify") === "yes" ? whole("votes") : 0,
  };
}

/** @example describeSize({ problems: 300, samples: 16, votes: 8 }) // "4800 solutions and 38 400 checks" */
export function describeSize({ problems, samples, votes }: Size): string {
  const solutions = formatCounted(problems * samples, "solution");
  return votes === 0 ? solutions : `${solutions} and ${formatCount(problems * samples * votes)} checks`;
}
