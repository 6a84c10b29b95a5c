/** One command from its arguments to its exit code. Nothing is thrown past here. */
import { createColors } from "picocolors";
import { buildProgram } from "./buildProgram.ts";
import { type ExitCode, toFailure } from "./failure.ts";
import type { Surroundings } from "./surroundings.ts";

export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    await buildProgram(surroundings).parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    const failure = toFailure(error);
    if (failure === null) return 0;
    if (args.includes("--json")) {
      const { code, message, fix } = failure;
      await surroundings.write(
        `${JSON.stringify({ error: { code, message: message || "wrong usage", fix } })}\n`,
      );
    }
    if (failure.message !== "") {
      const { bold, red } = createColors(surroundings.watched);
      surroundings.note(`${red(bold(failure.code))}: ${failure.message}`);
      if (failure.fix !== null) surroundings.note(`  ${failure.fix}`);
    }
    return failure.exit;
  }
}
