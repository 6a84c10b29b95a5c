import { createJobSchema, createRunSchema } from "@plumbline/contract";
import { describe, expect, test } from "vitest";
import { JOB_FIELDS } from "./jobFields.ts";
import { readFieldErrors } from "./readFieldErrors.ts";
import { toJob, toSampling } from "./toJob.ts";

const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const SAMPLING = { benchmark: "sums", model: "nano", samples: "16", verify: "yes", votes: "8", seed: "7" };
const errorsOf = (built: ReturnType<typeof toSampling> | ReturnType<typeof toJob>) =>
  "refusal" in built ? Object.fromEntries(readFieldErrors(built.refusal, JOB_FIELDS).fields) : {};

describe("sampling a model", () => {
  test("is a run of source runner, and a job that solves and then verifies with the same model and seed", () => {
    const built = toSampling(form(SAMPLING));
    if ("refusal" in built) throw new Error(built.refusal.detail);
    expect(createRunSchema.parse(built.value.run)).toMatchObject({
      benchmark: "sums",
      source: "runner",
      visibility: "private",
      model: { name: "nano" },
      sampling: { temperature: 1, seed: 7 },
    });
    expect(built.value.payload).toMatchObject({
      model: "nano",
      samples: 16,
      seed: 7,
      verify: { model: "nano", votes: 8, seed: 7 },
    });
  });
  test("needs no verification, and takes another model for it", () => {
    const plain = toSampling(form({ ...SAMPLING, verify: "" }));
    expect("value" in plain && plain.value.payload["verify"]).toBeUndefined();
    const other = toSampling(form({ ...SAMPLING, verifier: "heimdall" }));
    expect(other).toMatchObject({ value: { payload: { verify: { model: "heimdall" } } } });
  });
  test.each([
    [{ samples: "0" }, "samples"],
    [{ samples: "many" }, "samples"],
    [{ votes: "257" }, "votes"],
    [{ temperature: "3" }, "temperature"],
    [{ maxTokens: "0.5" }, "maxTokens"],
    [{ seed: "-1" }, "seed"],
    [{ model: " " }, "model"],
    [{ benchmark: "" }, "benchmark"],
  ])("%j is refused beside its field", (change, field) => {
    expect(Object.keys(errorsOf(toSampling(form({ ...SAMPLING, ...change }))))).toContain(field);
  });
});

describe("work on a run", () => {
  test.each([
    ["verify", { votes: "4" }, { votes: 4 }],
    ["locate", { rollouts: "2", maxSamples: "10" }, { rollouts: 2, maxSamples: 10 }],
    ["audit", { votes: "4", tau: "0.3" }, { votes: 4, tau: 0.3 }],
  ] as const)("%s with %j is a job with %j", (kind, fields, payload) => {
    const built = toJob(kind, "019aa1c2-0000-7000-8000-000000000000", form({ model: "nano", ...fields }));
    if ("refusal" in built) throw new Error(built.refusal.detail);
    expect(createJobSchema.parse(built.value)).toMatchObject({
      kind,
      payload: { model: "nano", ...payload },
    });
  });
  test("a wrong setting is refused beside its field", () => {
    expect(errorsOf(toJob("audit", "run", form({ model: "nano", tau: "2" })))).toHaveProperty("tau");
  });
});

describe("the server's refusals", () => {
  test("stand beside the fields that they name", () => {
    const { fields, rest } = readFieldErrors(
      {
        detail: "json.payload.votes: Too big",
        errors: [
          { path: "json.payload.votes", message: "Too big" },
          { path: "json.payload.draw.temperature", message: "Too hot" },
        ],
      },
      JOB_FIELDS,
    );
    expect(Object.fromEntries(fields)).toEqual({ votes: "Too big", temperature: "Too hot" });
    expect(rest).toBeNull();
  });
  test("stand above the form where they name none", () => {
    expect(readFieldErrors({ detail: "Only complete runs.", fix: "Wait." }, JOB_FIELDS).rest).toBe(
      "Only complete runs. Wait.",
    );
    expect(
      readFieldErrors({ detail: "d", errors: [{ path: "json.runId", message: "Unknown" }] }, JOB_FIELDS).rest,
    ).toBe("d");
  });
});
