import type { RunResults, RunView } from "@plumbline/contract";
import type { ReactNode } from "react";
import { formatCount, formatMinute, formatRange, formatShare } from "../format/formatNumber.ts";
import { IntervalStrip, StripAxis, toScale } from "./intervalStrip.tsx";
import styles from "./runFacts.module.css";

const SOURCE_WORDS: Readonly<Record<RunView["source"], string>> = {
  web: "from the web",
  cli: "by CLI or API",
  ci: "from CI",
  runner: "by a runner",
};
const VISIBILITY_WORDS: Readonly<Record<RunView["visibility"], string>> = {
  private: "its account only",
  unlisted: "all with the link",
  public: "everybody",
};

interface Props {
  readonly run: RunView;
  readonly results: RunResults | null;
}

/** The score with everything that it takes to read it honestly, then where the run comes from. */
export function RunFacts({ run, results }: Props) {
  const score = results?.score ?? null;
  const interval = results?.interval ?? null;
  const bounds = results?.bounds ?? null;
  const scale =
    score === null || interval === null ? null : { ...toScale([{ score, interval }]), plumb: null };
  const uncertain = bounds !== null && bounds.high - bounds.low > 1e-9;
  return (
    <>
      {score === null ? null : (
        <div className={styles["score"]}>
          <p className={styles["figure"]}>
            <strong>{formatShare(score)}</strong>
            <span>%</span>
          </p>
          <div className={styles["range"]}>
            {interval === null || scale === null ? (
              <p className="faint">Too few problems for an interval.</p>
            ) : (
              <>
                <p>
                  95 % interval <strong className="number">{formatRange(interval)}</strong>
                </p>
                <IntervalStrip score={score} interval={interval} bounds={bounds} scale={scale} />
                <span className="faint small">
                  <StripAxis scale={scale} />
                </span>
              </>
            )}
            {uncertain ? (
              <p className="small">
                Between <strong className="number">{formatShare(bounds.low)}</strong> and{" "}
                <strong className="number">{formatShare(bounds.high)}</strong> if every ungradable sample were
                wrong, or right.
              </p>
            ) : null}
          </div>
        </div>
      )}
      <dl className="facts">
        {results === null ? null : (
          <>
            <Fact term="Problems answered">
              {formatCount(results.problems.answered)} of {formatCount(results.problems.total)}
            </Fact>
            <Fact term="Samples">{formatCount(results.samples)}</Fact>
          </>
        )}
        <Fact term="Grader" wide>
          <span className="mono">{results?.grader ?? run.activeGrader}</span>
        </Fact>
        <Fact term="Submitted by">
          {run.account}, {SOURCE_WORDS[run.source]}
        </Fact>
        <Fact term="Visible to">{VISIBILITY_WORDS[run.visibility]}</Fact>
        <Fact term={run.finishedAt === null ? "Created" : "Finished"}>
          <span className="small">{formatMinute(run.finishedAt ?? run.createdAt)}</span>
        </Fact>
        {run.commit === null ? null : (
          <Fact term="Commit">
            <span className="mono">{run.commit.slice(0, 12)}</span>
            {run.branch === null ? "" : ` on ${run.branch}`}
          </Fact>
        )}
        {run.step === null ? null : <Fact term="Checkpoint step">{formatCount(run.step)}</Fact>}
        {describeSampling(run).map(([term, value]) => (
          <Fact key={term} term={term}>
            {value}
          </Fact>
        ))}
      </dl>
    </>
  );
}

interface FactProps {
  readonly term: string;
  readonly children: ReactNode;
  /** For names that should not break within a word. */
  readonly wide?: boolean;
}

function Fact({ term, children, wide = false }: FactProps) {
  return (
    <div data-wide={wide}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function describeSampling({ sampling }: RunView): readonly (readonly [string, number])[] {
  const { temperature, topP, topK, maxTokens, seed } = sampling;
  const all = [
    ["Temperature", temperature],
    ["Top p", topP],
    ["Top k", topK],
    ["Token limit", maxTokens],
    ["Seed", seed],
  ] as const;
  return all.flatMap(([term, value]) => (value === undefined ? [] : [[term, value] as const]));
}
