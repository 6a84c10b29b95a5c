/** Votes of generative verifiers on one sample, by verifier. */
import type { SampleView } from "@plumbline/contract";
import { type Interval, wilsonInterval } from "@plumbline/stats";

export type SampleVote = SampleView["votes"][number];

export interface VoteTally {
  readonly verifier: string;
  /** In the order of their index. */
  readonly votes: readonly SampleVote[];
  readonly right: number;
  readonly wrong: number;
  readonly abstained: number;
  /** right / (right + wrong), with Wilson's 95 % interval; an abstention is no verdict. Null where all abstained. */
  readonly share: (Interval & { readonly value: number }) | null;
  /** Null where no vote says how long it was. */
  readonly tokens: number | null;
}

/** The verifier with most votes first. */
export function tallyVotes(votes: readonly SampleVote[]): readonly VoteTally[] {
  const groups = Map.groupBy(votes, ({ verifier }) => verifier);
  return [...groups]
    .map(([verifier, unordered]): VoteTally => {
      const ordered = unordered.toSorted((left, next) => left.index - next.index);
      const count = (verdict: SampleVote["verdict"]) =>
        ordered.filter((vote) => vote.verdict === verdict).length;
      const [right, wrong] = [count("right"), count("wrong")];
      const given = right + wrong;
      const known = ordered.flatMap(({ tokens }) => (tokens === null ? [] : [tokens]));
      return {
        verifier,
        votes: ordered,
        right,
        wrong,
        abstained: count("unparseable"),
        share: given === 0 ? null : { value: right / given, ...wilsonInterval(right, given) },
        tokens: known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0),
      };
    })
    .toSorted((left, next) => next.votes.length - left.votes.length);
}
