/** What several samples and a verifier's votes make of a run: the comparison first, then the curves, then what it took. */
import type { RunSelection, RunView, SelectionReport } from "@plumbline/contract";
import type { ReactNode } from "react";
import { formatCount, formatCounted, formatShare } from "../format/formatNumber.ts";
import type { VotesOutlook } from "../jobs/jobWords.ts";
import { describeGain } from "../selection/describeGain.ts";
import { toHeadline } from "../selection/toHeadline.ts";
import { AllRulesTable } from "./allRulesTable.tsx";
import { RulesTable } from "./rulesTable.tsx";
import { ReliabilityChart, SampleChart, TokenChart, VerifierChart } from "./selectionCharts.tsx";
import styles from "./verification.module.css";

/** The selection of a run, or why it is not there; `reason` is for people. */
export type LoadedSelection = { readonly value: RunSelection } | { readonly reason: string };

interface Props {
  readonly run: Pick<RunView, "benchmark" | "mine">;
  /** Samples graded so far. */
  readonly counted: number;
  readonly selection: LoadedSelection;
  /** Samples are still coming in. */
  readonly filling: boolean;
  readonly votes: VotesOutlook;
}

export function Verification({ run, counted, selection, filling, votes }: Props) {
  return (
    <section className="section" aria-labelledby="verification">
      <h2 id="verification">Verification</h2>
      {"reason" in selection ? (
        <p className="note note-danger">
          What samples and votes are worth could not be worked out: {selection.reason}
        </p>
      ) : selection.value.report === null ? (
        <p className="note">{explainNothing(run, counted, filling, selection.value.reason)}</p>
      ) : (
        <Report
          report={selection.value.report}
          verifier={selection.value.verifier}
          votes={votes}
          problemCount={run.benchmark.problemCount}
        />
      )}
    </section>
  );
}

interface ReportProps {
  readonly report: SelectionReport;
  readonly verifier: string | null;
  readonly votes: VotesOutlook;
  /** Of the benchmark. */
  readonly problemCount: number;
}

function Report({ report, verifier, votes, problemCount }: ReportProps) {
  const headline = toHeadline(report);
  const gain = describeGain(headline);
  return (
    <>
      <p className="faint">
        On{" "}
        {report.problems < problemCount
          ? `${formatCount(report.problems)} of ${formatCounted(problemCount, "problem")}`
          : formatCounted(report.problems, "problem")}{" "}
        with N = {report.samples} samples of each
        {report.votes === 0 || verifier === null ? null : (
          <>
            , every sample checked M = {report.votes} times by <span className="mono">{verifier}</span>
          </>
        )}
        .
      </p>
      {gain === null ? (
        <p className="note">{explainNoVotes(votes)}</p>
      ) : (
        <p className={styles["gain"]} data-verdict={gain.verdict}>
          {gain.text}
        </p>
      )}
      <RulesTable headline={headline} report={report} />
      <details className={styles["all"]}>
        <summary className="small">All rules, settings and numbers of votes</summary>
        <AllRulesTable report={report} />
      </details>
      <div className={styles["charts"]}>
        <SampleChart report={report} />
        <TokenChart report={report} />
        <VerifierChart report={report} />
        <ReliabilityChart report={report} />
      </div>
      <Spent report={report} />
    </>
  );
}

function Spent({ report }: { readonly report: SelectionReport }) {
  const { tokens, votesCast, abstained } = report;
  const counted = (count: number | null) => (count === null ? "not reported" : formatCount(count));
  return (
    <dl className="facts">
      <Fact term="Tokens for solving">{counted(tokens.solving)}</Fact>
      {votesCast === 0 ? null : (
        <>
          <Fact term="Tokens for verifying">{counted(tokens.verifying)}</Fact>
          <Fact term="Votes cast">{formatCount(votesCast)}</Fact>
          <Fact term="Abstained (named no verdict)">
            {formatCount(abstained)}{" "}
            <span className="faint small">{formatShare(abstained / votesCast)} %</span>
          </Fact>
        </>
      )}
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The API's own reason, except where the page knows what comes next. */
function explainNothing(
  { benchmark, mine }: Props["run"],
  counted: number,
  filling: boolean,
  reason: string | null,
): string {
  if (filling) return "Fills by itself as soon as there are two graded samples of a problem.";
  if (benchmark.visibility === "hidden")
    return "The gold of this benchmark is hidden, so that single samples and their votes are not compared here.";
  const why = reason ?? "There is too little here to compare rules with.";
  const single = counted < 2 * benchmark.problemCount;
  return mine && single
    ? `${why} Sample the model with N of 2 or more to see what majority vote and verification add.`
    : why;
}

function explainNoVotes(votes: VotesOutlook): string {
  switch (votes) {
    case "coming":
      return "The votes are coming in; they count as soon as half of the problems have them.";
    case "planned":
      return "So far these are samples without votes. When sampling is done, a model checks each of them.";
    case "possible":
      return "No verifier has voted on these samples. “Verify this run” below lets a model check each of them; the rules that use votes then appear here.";
    case "none":
      return "No verifier has voted on these samples, so that only rules without votes can be compared.";
  }
}
