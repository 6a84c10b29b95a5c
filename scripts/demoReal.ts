/**
 * `npm run demo:real`: the public GSM8K test set with the outputs of the four systems published beside it, into the
 * server that `npm start` runs. Needs the data folder (PLUMBLINE_DATA, default ../shared/data).
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient, uploadInParts } from "@plumbline/client";
import type { NewProblem } from "@plumbline/contract";
import type { Credentials } from "./stack/credentials.ts";
import { ROOT } from "./stack/paths.ts";

const data = process.env["PLUMBLINE_DATA"] ?? join(ROOT, "..", "shared", "data");
const credentialsFile = join(ROOT, ".wrangler", "plumbline.json");

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}
if (!existsSync(join(data, "outputs", "openai_gsm8k.jsonl"))) {
  refuse(`There is no outputs/openai_gsm8k.jsonl in ${data}. Set PLUMBLINE_DATA to the folder that has it.`);
}
if (!existsSync(credentialsFile))
  refuse("No local server was ever started here. Run npm start first, then this in another terminal.");

const { url, token } = JSON.parse(readFileSync(credentialsFile, "utf8")) as Credentials;
const client = createClient({ baseUrl: url, token });
const rows = (path: string): Record<string, unknown>[] =>
  readFileSync(join(data, path), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const problems: NewProblem[] = rows("benchmarks/gsm8k_test.jsonl").map((row) => ({
  key: String(row["id"]),
  statement: String(row["problem"]),
  spec: { gold: String(row["answer"]) },
}));
await client.createBenchmark({
  slug: "gsm8k",
  name: "GSM8K test",
  description:
    "1,319 grade-school word problems (Cobbe et al., 2021), with the outputs published beside the data set.",
  problems,
});
const outputs = rows("outputs/openai_gsm8k.jsonl");
for (const model of [...new Set(outputs.map((row) => String(row["model"])))]) {
  const run = await client.createRun({
    benchmark: "gsm8k",
    model: { name: model, organisation: "OpenAI" },
    label: "Published with GSM8K",
    visibility: "public",
  });
  const lines = outputs.filter((row) => row["model"] === model).map((row) => `${JSON.stringify(row)}\n`);
  const uploaded = await uploadInParts(client, run.id, new Blob(lines));
  console.log(
    `${model}: ${uploaded.replayed ? "was there already" : "queued"} ${url}/runs/${uploaded.run.id}`,
  );
}
console.log(`Board: ${url}/benchmarks/gsm8k`);
