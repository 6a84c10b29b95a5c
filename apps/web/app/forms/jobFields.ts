/** What forms that queue jobs have in common with the API. */
export type QueueKind = "verify" | "locate" | "audit";

/** Paths of the API's payloads and the form's names for them. */
export const JOB_FIELDS: Readonly<Record<string, string>> = {
  "verify.votes": "votes",
  "verify.model": "verifier",
  benchmark: "benchmark",
  model: "model",
  "model.name": "model",
  samples: "samples",
  problems: "problems",
  votes: "votes",
  rollouts: "rollouts",
  maxSamples: "maxSamples",
  tau: "tau",
  seed: "seed",
  temperature: "temperature",
  topP: "topP",
  maxTokens: "maxTokens",
  label: "label",
};
