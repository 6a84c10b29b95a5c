/** Uploads: the outputs of a run, in one request or in parts. */
import { createRoute } from "@hono/zod-openapi";
import {
  LIMITS,
  startedUploadSchema,
  type Upload,
  type Uploaded,
  uploadedSchema,
  uploadPartSchema,
} from "@plumbline/contract";
import { z } from "zod";
import { findOwnRun, findRun } from "../access.ts";
import { requireScope, type SignedInCaller } from "../auth/caller.ts";
import type { Accepted } from "../ingest/acceptUpload.ts";
import { completeParts, receivePart, startParts } from "../ingest/receiveParts.ts";
import { receiveUpload } from "../ingest/receiveUpload.ts";
import type { Ports } from "../ports.ts";
import { createRouter, type Router } from "./context.ts";
import { bytes, idParams, json, refusals, secured } from "./describe.ts";
import { refuse } from "./refusal.ts";
import { toRunView } from "./views/toRunView.ts";

const tags = ["Uploads"];
const MOST_PARTS = Math.ceil(LIMITS.uploadBytes / LIMITS.partBytes);
const uploadParams = idParams.extend({ upload: z.string().max(64) });
const partParams = uploadParams.extend({ number: z.coerce.number<number>().int().min(1).max(MOST_PARTS) });

const wholeRoute = createRoute({
  method: "put",
  path: "/runs/{id}/upload",
  tags,
  summary: "Upload a run's outputs in one request",
  description:
    "JSONL, one sample a line, gzip or not. Needs Content-Length. The same bytes again give the run that has them, with `replayed: true`.",
  security: secured,
  request: { params: idParams, body: bytes },
  responses: { 200: json(uploadedSchema, "Stored; grading has begun."), ...refusals },
});
const startRoute = createRoute({
  method: "post",
  path: "/runs/{id}/uploads",
  tags,
  summary: "Start an upload in parts",
  description: "All parts but the last have exactly `partBytes` bytes, cut from the unpacked file.",
  security: secured,
  request: { params: idParams },
  responses: { 201: json(startedUploadSchema, "Started."), ...refusals },
});
const partRoute = createRoute({
  method: "put",
  path: "/runs/{id}/uploads/{upload}/parts/{number}",
  tags,
  summary: "Upload one part",
  description: "Numbered from 1. Sending a part again replaces it.",
  security: secured,
  request: { params: partParams, body: bytes },
  responses: { 200: json(uploadPartSchema, "Stored."), ...refusals },
});
const completeRoute = createRoute({
  method: "post",
  path: "/runs/{id}/uploads/{upload}/complete",
  tags,
  summary: "Put the parts together and start grading",
  security: secured,
  request: { params: uploadParams },
  responses: { 200: json(uploadedSchema, "Stored; grading has begun."), ...refusals },
});

export function uploadRoutes(): Router {
  const router = createRouter();
  router.openapi(wholeRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const summary = await findOwnRun(ports.store, caller, context.req.valid("param").id);
    const accepted = await receiveUpload(ports, summary, context.req.raw);
    return context.json(await toUploaded(ports, caller, accepted), 200);
  });
  router.openapi(startRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const summary = await findOwnRun(ports.store, caller, context.req.valid("param").id);
    return context.json({ uploadId: await startParts(ports, summary), partBytes: LIMITS.partBytes }, 201);
  });
  router.openapi(partRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const { id, upload: uploadId, number } = context.req.valid("param");
    const summary = await findOwnRun(ports.store, caller, id);
    const upload = await findUpload(ports, id, uploadId);
    const received = await receivePart(ports, summary, upload, number, context.req.raw);
    return context.json({ number, bytes: received }, 200);
  });
  router.openapi(completeRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const { id, upload: uploadId } = context.req.valid("param");
    const summary = await findOwnRun(ports.store, caller, id);
    const accepted = await completeParts(ports, summary, await findUpload(ports, id, uploadId));
    return context.json(await toUploaded(ports, caller, accepted), 200);
  });
  return router;
}

async function findUpload({ store }: Ports, runId: string, uploadId: string): Promise<Upload> {
  const upload = await store.upload(uploadId);
  if (upload?.runId !== runId) throw refuse("not_found", "This run has no upload with this id.");
  return upload;
}

async function toUploaded(
  { store }: Ports,
  caller: SignedInCaller,
  { runId, replayed }: Accepted,
): Promise<Uploaded> {
  return { run: toRunView(await findRun(store, caller, runId), caller), replayed };
}
