/** Judges of reasoning: deterministic step checks, prompts and strict replies. Pure; the model call is an argument. */

export { type AttackCard, type AttackRow, toAttackCard } from "./canaries/attackCard.ts";
export {
  ATTACK_KINDS,
  type AttackKind,
  type Canary,
  type CanaryKind,
  type KnownSample,
} from "./canaries/canary.ts";
export {
  type BatchDecision,
  CANARY_LIMITS,
  type CanaryCounts,
  type CanaryLimits,
  type CanaryResult,
  judgeBatch,
  type Refusal,
} from "./canaries/judgeBatch.ts";
export { knownSamplesFor } from "./canaries/knownSamples.ts";
export { MASTER_KEYS, type MasterKey } from "./canaries/masterKeys.ts";
export { allCanaries, chooseCanaries, type Salted, saltBatch } from "./canaries/saltBatch.ts";
export { contentHash } from "./contentHash.ts";
export { type Behaviour, type BehaviourCounts, countBehaviours } from "./detectors/countBehaviours.ts";
export {
  detectFlawRepetition,
  type FlawRepetition,
  type RepeatedAttempt,
  type RepeatedFlaw,
} from "./detectors/detectFlawRepetition.ts";
export { detectFormat, type FormatOptions, type FormatUse } from "./detectors/detectFormat.ts";
export { detectLanguage, type LanguageUse, type Script } from "./detectors/detectLanguage.ts";
export { detectRepetition, type Loop, type Repetition } from "./detectors/detectRepetition.ts";
export {
  detectThinkAnswerMismatch,
  type ThinkAnswerMismatch,
} from "./detectors/detectThinkAnswerMismatch.ts";
export {
  detectTruncation,
  type TruncationOptions,
  type TruncationSign,
} from "./detectors/detectTruncation.ts";
export { type FoundAnswer, findLastAnswer } from "./detectors/findLastAnswer.ts";
export { findThinking, type Thinking } from "./detectors/thinking.ts";
export { ALL_ERROR_CODES, ERROR_CODES, type ErrorCode } from "./errorCodes.ts";
export type { Finding, Label, Labels } from "./finding.ts";
export { type JsonSchema, type Judge, promptHash } from "./judge.ts";
export { type Criterion, criterionSchema, type JudgeInput, judgeInputSchema } from "./judgeInput.ts";
export { approximation } from "./judges/approximation.ts";
export { correctness } from "./judges/correctness.ts";
export { critique } from "./judges/critique.ts";
export { finalAnswer } from "./judges/finalAnswer.ts";
export { firstError } from "./judges/firstError.ts";
export { logicalGap } from "./judges/logicalGap.ts";
export { type ClaimChecker, numericalComputationJudge } from "./judges/numericalComputation.ts";
export { pairwise } from "./judges/pairwise.ts";
export { rubric, WHOLE_PROOF } from "./judges/rubric.ts";
export { toyCase } from "./judges/toyCase.ts";
export { findJudge, JUDGES, numericalComputation, STEP_JUDGES } from "./judges.ts";
export { describeJudging, isSettled, type Judging, type JudgingStatus, toOutcome } from "./judging.ts";
export {
  type Conjunction,
  type ConjunctionPart,
  conjunction,
  type PartAccuracy,
  tallyConjunctions,
} from "./policies/conjunction.ts";
export {
  DECISIONS,
  type Decision,
  type Disagreement,
  type DisagreementItem,
  disagreements,
  GRADING_POLICIES,
  type GradingPolicy,
  needsJudge,
  type Opinions,
  type Settlement,
  settleOpinions,
} from "./policies/gradingPolicy.ts";
export { type WorstRubric, worstRubric } from "./policies/worstRubric.ts";
export type { ChatMessage } from "./prompts/fence.ts";
export {
  type Ask,
  type AskFailure,
  type AskRequest,
  NO_USAGE,
  type Reply,
  type Usage,
} from "./providers/ask.ts";
export { type CacheParts, cacheKey, type JudgingCache, throughCache } from "./providers/cachedJudge.ts";
export { type Amount, createPurse, type Ledger, openLedger, type Purse } from "./providers/ledger.ts";
export {
  type OpenaiChatOptions,
  readOpenaiChat,
  refusesSchema,
  toOpenaiChat,
} from "./providers/openaiChat.ts";
export { addSpending, NO_SPENDING, type Spending } from "./providers/spending.ts";
export { type Prices, withBudget, worstCase } from "./providers/withBudget.ts";
export { type RetryOptions, withRetries } from "./providers/withRetries.ts";
export { readWorkersAi, readWorkersAiError, toWorkersAi } from "./providers/workersAi.ts";
export { type Complaint, describeComplaint } from "./replies/complaint.ts";
export { findQuote } from "./replies/findQuote.ts";
export { type JudgeOptions, runJudge } from "./runJudge.ts";
export { type Comparison, type Preference, runPairwise } from "./runPairwise.ts";
export {
  checkResponse,
  checkSteps,
  STEP_CHECKS_VERSION,
  type StepCheckOptions,
} from "./steps/checkSteps.ts";
export { splitSteps, toSteps } from "./steps/splitSteps.ts";
export type {
  CheckedStep,
  ClaimCheck,
  ClaimKind,
  ClaimOutcome,
  ClaimReason,
  ClaimRelation,
  Step,
  StepReport,
} from "./steps/step.ts";
export { type JudgementFields, toJudgement } from "./toJudgement.ts";
