import { formatCounted, formatRange, formatShare } from "../format/formatNumber.ts";
import type { SampleVote, VoteTally } from "../votes/tallyVotes.ts";
import styles from "./votesView.module.css";

const MARKS: Readonly<Record<SampleVote["verdict"], { readonly glyph: string; readonly words: string }>> = {
  right: { glyph: "✓", words: "right" },
  wrong: { glyph: "✕", words: "wrong" },
  unparseable: { glyph: "∅", words: "abstained" },
};

/** What each verifier said of the sample: a mark for every vote, and the share of votes for right with its error. */
export function VotesView({ tallies }: { readonly tallies: readonly VoteTally[] }) {
  return (
    <div className={styles["tallies"]}>
      <h2 className={styles["title"]}>Votes</h2>
      {tallies.map((tally) => (
        <Tally key={tally.verifier} tally={tally} />
      ))}
    </div>
  );
}

function Tally({ tally }: { readonly tally: VoteTally }) {
  const { verifier, votes, right, wrong, abstained, share, tokens } = tally;
  return (
    <div className={styles["tally"]}>
      <p className={styles["share"]}>
        {share === null ? (
          <span className="faint">No vote named a verdict.</span>
        ) : (
          <>
            <strong>{formatShare(share.value)} %</strong> of votes say right
            <span className="faint small"> 95 % interval {formatRange(share)}</span>
          </>
        )}
      </p>
      <div
        className={styles["marks"]}
        role="img"
        aria-label={`${formatCounted(votes.length, "vote")}: ${right} right, ${wrong} wrong, ${abstained} abstained`}
      >
        {votes.map((vote) => (
          <span
            key={vote.index}
            data-verdict={vote.verdict}
            title={`Vote ${vote.index + 1}: ${MARKS[vote.verdict].words}${vote.tokens === null ? "" : `, ${formatCounted(vote.tokens, "token")}`}`}
          >
            {MARKS[vote.verdict].glyph}
          </span>
        ))}
      </div>
      <p className="small faint">
        {right} right, {wrong} wrong{abstained === 0 ? "" : `, ${abstained} abstained (named no verdict)`}
        {tokens === null ? "" : `; ${formatCounted(tokens, "token")}`}
      </p>
      <p className="mono faint">{verifier}</p>
    </div>
  );
}
