/**
 * Heimdall's check of a data set: votes on every record, those whose share of positive verdicts is below tau are flagged.
 * Decision: an abstention is no verdict, so a record without any verdict is neither flagged nor counted in a share; it
 * is counted as unjudged. What a checkpoint and a result hold is bounded: sources beyond the first 200 are one source,
 * flagged samples beyond the first 500 are only counted (the votes tell them, they are stored).
 */
import { auditPayloadSchema } from "@plumbline/contract";
import { flaggedBySource, wilsonInterval } from "@plumbline/stats";
import { z } from "zod";
import { castVotes, type Tally } from "./castVotes.ts";
import type { Executor } from "./executor.ts";

const MOST_SOURCES = 200;
const MOST_FLAGGED = 500;
const OTHER_SOURCES = "(other sources)";
const NO_SOURCE = "(no source)";
const SOURCE_CHARACTERS = 100;

const countsSchema = z.object({ judged: z.number(), unjudged: z.number(), flagged: z.number() });
type Counts = z.infer<typeof countsSchema>;
const auditSchema = z.object({
  sources: z.array(countsSchema.extend({ source: z.string() })),
  flaggedSamples: z.array(z.string()),
});
type Audit = z.infer<typeof auditSchema>;

export const audit: Executor = {
  kind: "audit",
  needsModel: true,
  execute: (context) => {
    const payload = auditPayloadSchema.parse(context.lease.payload);
    return castVotes(context, payload, toTally(payload.tau));
  },
};

export function toTally(tau: number): Tally<Audit> {
  return {
    schema: auditSchema,
    empty: { sources: [], flaggedSamples: [] },
    add(audit, samples) {
      const sources = new Map(audit.sources.map((one) => [one.source, one]));
      const flaggedSamples = [...audit.flaggedSamples];
      for (const { sample, verdicts } of samples) {
        const wanted = (sample.source ?? NO_SOURCE).slice(0, SOURCE_CHARACTERS);
        const source = sources.has(wanted) || sources.size < MOST_SOURCES ? wanted : OTHER_SOURCES;
        const accepted = verdicts.filter((verdict) => verdict === "right").length;
        const given = accepted + verdicts.filter((verdict) => verdict === "wrong").length;
        const [counts = NONE] = flaggedBySource([{ source, verdicts: given, accepted }], tau);
        sources.set(source, { source, ...addCounts(sources.get(source) ?? NONE, counts) });
        if (counts.flagged > 0 && flaggedSamples.length < MOST_FLAGGED) flaggedSamples.push(sample.sampleId);
      }
      return { sources: [...sources.values()], flaggedSamples };
    },
    toResult({ sources, flaggedSamples }) {
      const all = sources.reduce<Counts>(addCounts, NONE);
      return {
        tau,
        ...withShare(all),
        sources: sources
          .toSorted((left, right) => (left.source < right.source ? -1 : 1))
          .map(({ source, ...counts }) => ({ source, ...withShare(counts) })),
        flaggedSamples,
        flaggedSamplesLeftOut: all.flagged - flaggedSamples.length,
      };
    },
  };
}

const NONE: Counts = { judged: 0, unjudged: 0, flagged: 0 };

function addCounts(left: Counts, right: Counts): Counts {
  return {
    judged: left.judged + right.judged,
    unjudged: left.unjudged + right.unjudged,
    flagged: left.flagged + right.flagged,
  };
}

/** Flagged among the judged, with Wilson's 95 % interval; null where nothing is judged. */
function withShare({ judged, unjudged, flagged }: Counts) {
  const share = judged === 0 ? null : flagged / judged;
  return {
    judged,
    unjudged,
    flagged,
    share,
    interval: judged === 0 ? null : wilsonInterval(flagged, judged),
  };
}
