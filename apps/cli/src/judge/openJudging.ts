/**
 * One judge on one endpoint, made ready: form, budget, tries, cache.
 * Decision: the cache's key holds everything that decides what comes back (judge, prompt, model, endpoint, settings), so
 * that a changed flag never gets the result of another. The same question asked twice at once is asked once.
 */
import {
  cacheKey,
  contentHash,
  createPurse,
  type Judge,
  type JudgeInput,
  type Judging,
  type JudgingCache,
  openLedger,
  type Prices,
  type Purse,
  promptHash,
  runJudge,
  type Spending,
  throughCache,
  withBudget,
  withRetries,
} from "@plumbline/judging";
import { CommandFailure } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { chatAddress, endpointAsk } from "./endpointAsk.ts";
import { defaultCacheFolder, folderCache, memoryCache } from "./folderCache.ts";
import { chooseJudge, type JudgeFlags } from "./judgeOptions.ts";

export interface Judged {
  readonly judging: Judging;
  /** It was known already and cost nothing. */
  readonly cached: boolean;
  /** What it cost when it was asked, now or earlier. */
  readonly price: Spending;
}

export interface Question {
  readonly input: JudgeInput;
  /** Keeps results of the same input apart, a canary's of two batches for example. */
  readonly salt?: string;
  /** False where the model itself is measured. true */
  readonly gate?: boolean;
}

export interface OpenJudging {
  readonly judge: Judge;
  readonly model: string;
  readonly concurrency: number;
  readonly ledger: Purse["ledger"];
  /** Never rejects for what the endpoint does. */
  ask(question: Question): Promise<Judged>;
}

export async function openJudging(
  flags: JudgeFlags,
  surroundings: Surroundings,
  stop: AbortSignal,
): Promise<OpenJudging> {
  const judge = chooseJudge(flags.judge);
  const prices = toPrices(flags);
  const { model, maxTokens, temperature } = flags;
  const address = chatAddress(flags.endpoint);
  const purse = createPurse(
    openLedger({
      ...(flags.budgetTokens !== undefined && { tokens: flags.budgetTokens }),
      ...(flags.budget !== undefined && { nanoDollars: Math.floor(flags.budget * 1e9) }),
    }),
  );
  const endpoint = { address, model, key: toKey(flags, surroundings), timeoutMs: flags.timeout * 1000 };
  const call = withRetries(
    withBudget(endpointAsk({ ...endpoint, temperature, stop }, surroundings), purse, prices),
    { tries: flags.tries, sleep: (milliseconds) => surroundings.sleep(milliseconds) },
  );
  const folder = typeof flags.cache === "string" ? flags.cache : defaultCacheFolder(surroundings);
  const cache = flags.cache === false ? memoryCache() : folderCache(folder, surroundings);
  const settings = JSON.stringify([model, address, maxTokens, temperature]);
  const underWay = new Map<string, Promise<Judged>>();

  async function ask({ input, salt = "", gate = true }: Question): Promise<Judged> {
    const key = cacheKey({
      judgeVersion: judge.version,
      promptHash: promptHash(judge, input),
      sampleHash: contentHash(JSON.stringify([input, salt, gate])),
      sampleIndex: 0,
      model: settings,
    });
    const options = { drawSentinel: surroundings.randomText, maxTokens, gate };
    let first: Spending | undefined;
    const watched: JudgingCache = {
      put: cache.put,
      async get(at) {
        const known = await cache.get(at);
        first = known?.spending;
        return known;
      },
    };
    // The second of two equal questions waits for the first and then finds it in the cache.
    const before = underWay.get(key);
    const asked = (async () => {
      await before;
      const result = await throughCache(watched, key, () => runJudge(judge, input, call, options));
      return { ...result, price: first ?? result.judging.spending };
    })();
    underWay.set(key, asked);
    try {
      return await asked;
    } finally {
      if (underWay.get(key) === asked) underWay.delete(key);
    }
  }
  return { judge, model, concurrency: flags.concurrency, ledger: () => purse.ledger(), ask };
}

function toKey({ keyEnv }: JudgeFlags, { env }: Surroundings): string | null {
  if (keyEnv === undefined) return null;
  const key = env[keyEnv];
  if (key !== undefined && key !== "") return key;
  throw new CommandFailure(
    2,
    "key_missing",
    `The variable ${keyEnv} is empty.`,
    "Set it to the endpoint's key.",
  );
}

function toPrices({ budget, priceIn, priceOut }: JudgeFlags): Prices | null {
  if (priceIn !== undefined && priceOut !== undefined) return { input: priceIn, output: priceOut };
  if (budget === undefined && priceIn === undefined && priceOut === undefined) return null;
  throw new CommandFailure(
    2,
    "price_missing",
    "A budget in dollars needs both prices, or nobody knows when it is reached.",
    "Give --price-in and --price-out, in dollars for a million tokens, or cap --budget-tokens.",
  );
}
