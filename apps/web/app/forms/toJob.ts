/**
 * Forms as jobs. Decision: a form's fields are checked here by the contract's own schemas before anything is created, so
 * that a run is never made for a job that would be refused; what only the server knows it refuses in the same form.
 */
import { type CreateJob, type CreateRun, jobPayloadSchemas, type ProblemDetails } from "@plumbline/contract";
import type { QueueKind } from "./jobFields.ts";
import { readNumbers } from "./readNumbers.ts";

export type Built<T> = { readonly value: T } | { readonly refusal: ProblemDetails };

/** A job on a run that is complete. */
export function toJob(kind: QueueKind, runId: string, form: FormData): Built<CreateJob> {
  const { temperature, maxTokens, ...numbers } = readNumbers(form, [
    "votes",
    "rollouts",
    "maxSamples",
    "tau",
    "seed",
    "temperature",
    "maxTokens",
  ]);
  const payload = { model: textOf(form, "model"), ...numbers, draw: toDraw({ temperature, maxTokens }) };
  const read = jobPayloadSchemas[kind].safeParse(payload);
  return read.success ? { value: { kind, runId, payload: read.data } } : refuse(read.error.issues);
}

export interface Sampling {
  readonly run: CreateRun;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A new run and the payload of the job that fills it. */
export function toSampling(form: FormData): Built<Sampling> {
  const model = textOf(form, "model");
  const { samples, problems, seed, votes, temperature, topP, maxTokens } = readNumbers(form, [
    "samples",
    "problems",
    "seed",
    "votes",
    "temperature",
    "topP",
    "maxTokens",
  ]);
  const draw = toDraw({ temperature, topP, maxTokens });
  const seeded = seed === undefined ? {} : { seed };
  const verifier = textOf(form, "verifier");
  const verify =
    form.get("verify") === "yes"
      ? {
          verify: {
            model: verifier === "" ? model : verifier,
            ...(votes === undefined ? {} : { votes }),
            draw,
            ...seeded,
          },
        }
      : {};
  const read = jobPayloadSchemas.sample.safeParse({
    model,
    ...(samples === undefined ? {} : { samples }),
    ...(problems === undefined ? {} : { problems }),
    draw,
    ...seeded,
    ...verify,
  });
  if (!read.success) return refuse(read.error.issues);
  const benchmark = textOf(form, "benchmark");
  if (benchmark === "") return refuse([{ path: ["benchmark"], message: "Choose a benchmark." }]);
  const visibility = form.get("visibility");
  const label = textOf(form, "label");
  return {
    value: {
      run: {
        benchmark,
        source: "runner",
        model: { name: model },
        visibility: visibility === "public" || visibility === "unlisted" ? visibility : "private",
        sampling: {
          temperature: read.data.draw.temperature,
          topP: read.data.draw.topP,
          maxTokens: read.data.draw.maxTokens,
          seed: read.data.seed,
        },
        ...(label === "" ? {} : { label }),
      },
      payload: read.data,
    },
  };
}

function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? "").trim();
}

function toDraw(fields: Readonly<Record<string, number | string | undefined>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function refuse(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): {
  readonly refusal: ProblemDetails;
} {
  return {
    refusal: {
      type: "urn:plumbline:problem:invalid_request",
      title: "Invalid request",
      status: 400,
      code: "invalid_request",
      detail: "Some fields are not right.",
      errors: issues.map(({ path, message }) => ({ path: path.join("."), message })),
    },
  };
}
