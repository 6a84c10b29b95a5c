/** The runner's flags: as the parser takes them, and as `--help` tells them. */

export const OPTIONS = {
  url: { type: "string" },
  token: { type: "string" },
  name: { type: "string" },
  "log-level": { type: "string" },
  model: { type: "string", multiple: true },
  provider: { type: "string" },
  threads: { type: "string" },
  openai: { type: "string" },
  "openai-model": { type: "string", multiple: true },
  "openai-key-env": { type: "string" },
  "openai-concurrency": { type: "string" },
  budget: { type: "string" },
  "price-in": { type: "string" },
  "price-out": { type: "string" },
  concurrency: { type: "string" },
  "metrics-port": { type: "string" },
  "metrics-host": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

export const USAGE = `Usage: plumbline-runner [options]

Leases heavy jobs from a Plumbline server and executes them until stopped.

Server
  --url URL               the server (PLUMBLINE_URL, else http://127.0.0.1:8787)
  --token SECRET          scope runner; gold too for hidden benchmarks (PLUMBLINE_TOKEN)
  --name NAME             shown with its jobs (RUNNER_NAME, else this machine's name)
  --concurrency N         jobs worked on at once; they share the models' batches (RUNNER_CONCURRENCY, else 1)

Models on this machine
  --model [NAME=]FOLDER   a model folder; repeatable. "none" for no model (RUNNER_MODELS, separated by commas;
                          else the embedded model, nano)
  --provider NAME         auto, cpu, cuda or webgpu (RUNNER_PROVIDER, else auto: cuda where it works, else cpu)
  --threads N             threads of one operation (RUNNER_THREADS, else one for each core)

Models behind an OpenAI-compatible server
  --openai URL            vLLM, SGLang, a service (RUNNER_OPENAI)
  --openai-model NAME     as that server calls it; repeatable (RUNNER_OPENAI_MODELS, separated by commas)
  --openai-key-env VAR    the variable that holds the key (RUNNER_OPENAI_KEY_ENV)
  --openai-concurrency N  requests in flight at once (RUNNER_OPENAI_CONCURRENCY, else 32)
  --budget DOLLARS        most that this runner may spend while it lives (RUNNER_BUDGET)
  --price-in DOLLARS      per million prompt tokens (RUNNER_PRICE_IN)
  --price-out DOLLARS     per million generated tokens (RUNNER_PRICE_OUT)

Watching
  --metrics-port PORT     serve /metrics and /healthz (RUNNER_METRICS_PORT, else not)
  --metrics-host HOST     on this address (RUNNER_METRICS_HOST, else 127.0.0.1)
  --log-level LEVEL       debug, info, warn ... (LOG_LEVEL, else info)

Without any model a runner still grades runs again. SIGTERM or Ctrl-C: ends after the batch in work and hands its jobs
back. A second one: ends at once; the jobs go on elsewhere when their leases have run out.

Examples
  plumbline-runner --model gpu-runner/models/nano --metrics-port 9464
  plumbline-runner --openai http://127.0.0.1:8000 --openai-model Qwen/Qwen3-8B --concurrency 4`;
