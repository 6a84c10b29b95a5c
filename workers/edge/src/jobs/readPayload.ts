import { type Job, type JobKind, jobPayloadSchemas } from "@plumbline/contract";
import { Refusal } from "../api/refusal.ts";

/** The payload with its defaults filled in, and the model that it names. Refuses with the path of each wrong field. */
export function readPayload(kind: JobKind, given: unknown): Pick<Job, "payload" | "model"> {
  const read = jobPayloadSchemas[kind].safeParse(given);
  if (read.success) {
    const payload: Job["payload"] = read.data;
    const { model } = payload;
    return { payload, model: typeof model === "string" ? model : null };
  }
  const errors = read.error.issues.map(({ path, message }) => ({
    path: ["json", "payload", ...path].join("."),
    message,
  }));
  const [first] = errors;
  throw new Refusal("invalid_request", `${first?.path}: ${first?.message}`, { errors });
}
