/**
 * The typed HTTP client of the API, used by every caller: CLI, runner, web pages (where `fetch` is the API itself,
 * in process) and tests. Decision: every reply is parsed with the contract's schema, so that a version skew is a
 * named error and not an `undefined` three calls later; a refusal is thrown as `ApiError` with its problem+json.
 */
export { ApiError, type Client, type ClientOptions, createClient } from "./createClient.ts";
export { listAll } from "./listAll.ts";
export { type UploadOptions, type UploadProgress, uploadInParts } from "./uploadInParts.ts";
