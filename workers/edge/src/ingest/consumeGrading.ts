/**
 * The grading queue's consumer. Decision: one message does as many steps as fit its time, because a queue adds up to a
 * second between messages; then it sends the next message and ends, so that a long run never holds the consumer.
 * A message whose epoch is behind the run's is an old one: somebody else has gone on, and it is dropped.
 */
import type { GradingMessage, Ports } from "../ports.ts";
import { completeRun, failRun } from "./finishGrading.ts";
import { gradeStep } from "./gradeStep.ts";

/** Deliveries of one message before the run is given up; the queue's `max_retries` is one more. */
export const MOST_ATTEMPTS = 5;
const MESSAGE_MS = 10_000;

export type Consumed = "done" | "retry";

export async function consumeGrading(
  ports: Ports,
  message: GradingMessage,
  attempt: number,
): Promise<Consumed> {
  const { logger, clock } = ports;
  const started = clock.now();
  try {
    await gradeSteps(ports, message, started + MESSAGE_MS);
    return "done";
  } catch (error) {
    const stack = error instanceof Error ? error.stack : undefined;
    logger.error("grading step failed", { ...message, attempt, error: String(error), stack });
    if (attempt < MOST_ATTEMPTS) return "retry";
    await giveUp(ports, message.runId, error instanceof Error ? error.name : "unknown error");
    return "done";
  }
}

/** A message that the queue itself has given up, after crashes that no code saw. */
export async function giveUp(ports: Ports, runId: string, cause: string): Promise<void> {
  const summary = await ports.store.runSummary(runId);
  if (summary === null || summary.run.state !== "grading") return;
  const { gradedLines } = summary.run;
  await failRun(
    ports,
    summary,
    `Grading failed ${MOST_ATTEMPTS} times after line ${gradedLines} (${cause}). This is a fault of the server; the submission was not counted.`,
  );
}

async function gradeSteps(ports: Ports, message: GradingMessage, until: number): Promise<void> {
  const { store, queue, clock, logger } = ports;
  for (let first = true; ; first = false) {
    const summary = await store.runSummary(message.runId);
    if (summary === null || summary.run.state !== "grading") return;
    const { run } = summary;
    // A run that a job fills has no upload to go through.
    if (run.objectKey === null) return;
    if (first && message.epoch < run.epoch) return;
    if (run.objectBytes > 0 && run.gradedBytes >= run.objectBytes) return completeRun(ports, run.id);
    if (clock.now() >= until) return queue.send({ runId: run.id, epoch: run.epoch });
    const step = await gradeStep(ports, summary);
    logger.info("grading step", { runId: run.id, epoch: run.epoch, ...step });
    if (!step.committed) return;
    if (step.atEnd) return completeRun(ports, run.id);
  }
}
