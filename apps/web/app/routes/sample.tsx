/**
 * The page of one sample: problem and response, the verdict, what verifiers and judges said. Decision: texts are laid out
 * and votes tallied by the loader, so that the page needs neither the typesetter nor the statistics to come alive.
 */
import { Link, type ShouldRevalidateFunctionArgs, useSearchParams } from "react-router";
import { loadApi, orPage } from "../api/loadApi.ts";
import { GoldView } from "../components/goldView.tsx";
import { JudgementsView } from "../components/judgementsView.tsx";
import { LaidTextView } from "../components/laidTextView.tsx";
import { OutcomeBadge } from "../components/outcomeSwatch.tsx";
import { ResponseView } from "../components/responseView.tsx";
import { VerdictView } from "../components/verdictView.tsx";
import { VotesView } from "../components/votesView.tsx";
import { formatCost, formatCount, formatDecimal, formatMinute } from "../format/formatNumber.ts";
import { useArrowKeys } from "../live/useArrowKeys.ts";
import { layAnswer } from "../math/layAnswer.ts";
import { laySample } from "../math/laySample.ts";
import { layText } from "../math/layText.ts";
import { findStep } from "../votes/findStep.ts";
import { tallyVotes } from "../votes/tallyVotes.ts";
import type { Route } from "./+types/sample.ts";
import styles from "./sample.module.css";

const FIRST_ERROR = "first_error";

export async function loader({ params, context }: Route.LoaderArgs) {
  const sample = await orPage(loadApi(context).sample(params.id));
  const { response, statement, spec, run, grade, verdicts, thinking, votes, ...rest } = sample;
  const steps = sample.judgements.map((judgement) =>
    judgement.label === FIRST_ERROR ? findStep(response, judgement) : null,
  );
  const found = steps.findIndex((span) => span !== null);
  return {
    ...rest,
    spec,
    grade,
    grader: verdicts[0]?.grader ?? run.activeGrader,
    earlier: verdicts.slice(1),
    run: {
      id: run.id,
      model: run.model.name,
      benchmark: run.benchmark,
      sampled: run.source === "runner",
    },
    statement: layText(statement),
    gold: spec === null ? null : layAnswer(spec.gold),
    response: laySample(response, thinking, grade?.extracted ?? null, steps[found] ?? null),
    tallies: tallyVotes(votes),
    foundStep: found === -1 ? null : found,
    length: response.length,
  };
}

/** Switching between rendered and raw shows the same data; nothing has to be asked for again. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search
    ? false
    : defaultShouldRevalidate;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.problemKey ?? "Sample"} by ${loaderData?.run.model ?? "a model"} · Plumbline` },
];

export default function Sample({ loaderData: sample }: Route.ComponentProps) {
  const raw = useSearchParams()[0].has("raw");
  const keep = raw ? "?raw" : "";
  const toPage = (id: string | null) => (id === null ? null : `/samples/${encodeURIComponent(id)}${keep}`);
  const previous = toPage(sample.previousId);
  const next = toPage(sample.nextId);
  useArrowKeys(previous, next);
  return (
    <>
      <div className="page-head">
        <p className="eyebrow">
          <Link to={`/benchmarks/${sample.run.benchmark.slug}`}>{sample.run.benchmark.name}</Link> /{" "}
          <Link to={`/runs/${sample.run.id}`}>{sample.run.model}</Link>
        </p>
        <div className={styles["title"]}>
          <h1>
            <Link to={`/problems/${sample.problemId}`}>{sample.problemKey}</Link>
            {sample.index > 0 ? <span className="faint"> #{sample.index}</span> : null}
          </h1>
          <nav className="row" aria-label="Samples of this run">
            <Step to={previous} words="Previous" hint="←" />
            <Step to={next} words="Next" hint="→" />
          </nav>
        </div>
      </div>
      <div className={styles["columns"]}>
        <div className="stack">
          <section aria-labelledby="statement" className={styles["block"]}>
            <h2 id="statement">Problem</h2>
            <LaidTextView text={sample.statement} raw={raw} />
          </section>
          <section aria-labelledby="response" className={styles["block"]}>
            <div className={styles["blockHead"]}>
              <h2 id="response">Response</h2>
              <p className="row small">
                {sample.grade?.extracted == null ? null : <a href="#extracted">To the answer</a>}
                {sample.foundStep === null ? null : <a href="#first-error">To the first error</a>}
                <Link to={raw ? "?" : "?raw"} replace preventScrollReset>
                  {raw ? "Show rendered" : "Show raw"}
                </Link>
              </p>
            </div>
            <ResponseView response={sample.response} raw={raw} length={sample.length} />
          </section>
        </div>
        <aside className={styles["aside"]} data-long={sample.tallies.length + sample.judgements.length > 0}>
          <section className="panel" aria-label="Verdict">
            {sample.grade === null ? (
              <p className="faint">Not graded yet.</p>
            ) : (
              <VerdictView grade={sample.grade} grader={sample.grader} />
            )}
          </section>
          <section className="panel" aria-label="Gold">
            {sample.gold === null || sample.spec === null ? (
              <p className="faint">The gold of this benchmark is hidden.</p>
            ) : (
              <GoldView gold={sample.gold} spec={sample.spec} />
            )}
          </section>
          {sample.tallies.length === 0 ? null : (
            <section className="panel" aria-label="Votes">
              <VotesView tallies={sample.tallies} />
            </section>
          )}
          {sample.judgements.length === 0 ? null : (
            <section className="panel" aria-label="Judgements">
              <JudgementsView judgements={sample.judgements} found={sample.foundStep} />
            </section>
          )}
          <Meta sample={sample} />
        </aside>
      </div>
      {sample.earlier.length === 0 ? null : (
        <section className="section" aria-labelledby="earlier">
          <h2 id="earlier">Earlier verdicts</h2>
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">Outcome</th>
                  <th scope="col">Reason</th>
                  <th scope="col">Grader</th>
                </tr>
              </thead>
              <tbody>
                {sample.earlier.map((verdict) => (
                  <tr key={`${verdict.grader} ${verdict.createdAt}`}>
                    <td className="number small">{formatMinute(verdict.createdAt)}</td>
                    <td>
                      <OutcomeBadge outcome={verdict.outcome} />
                    </td>
                    <td>{verdict.reason}</td>
                    <td className="mono">{verdict.grader}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}

function Step({
  to,
  words,
  hint,
}: {
  readonly to: string | null;
  readonly words: string;
  readonly hint: string;
}) {
  const inside = (
    <>
      {words} <kbd>{hint}</kbd>
    </>
  );
  return to === null ? (
    <span className="button button-small" aria-disabled="true">
      {inside}
    </span>
  ) : (
    <Link className="button button-small" to={to} prefetch="intent">
      {inside}
    </Link>
  );
}

function Meta({ sample }: { readonly sample: Route.ComponentProps["loaderData"] }) {
  const facts = [
    ["Tokens in", sample.tokensIn === null ? null : formatCount(sample.tokensIn)],
    ["Tokens out", sample.tokensOut === null ? null : formatCount(sample.tokensOut)],
    ["Seed", sample.seed === null ? null : String(sample.seed)],
    ["Log-probability", sample.logProbability === null ? null : formatDecimal(sample.logProbability)],
    ["Took", sample.latencyMs === null ? null : `${formatCount(Math.round(sample.latencyMs))} ms`],
    ["Cost", sample.cost === null ? null : formatCost(sample.cost)],
    ["Stopped by", sample.finish],
    [sample.run.sampled ? "Line" : "Line of the upload", formatCount(sample.line)],
    ["Output hash", sample.outputHash],
  ] as const;
  return (
    <dl className={styles["meta"]}>
      {facts.map(([term, value]) =>
        value === null ? null : (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
