/** `plumb check`: pairs of answers, one verdict a line. */
import { streamLines } from "@plumbline/formats";
import { Command } from "commander";
import { checkLine } from "../check/checkLine.ts";
import { openBytes } from "../openBytes.ts";
import type { Surroundings } from "../surroundings.ts";

export function checkCommand(surroundings: Surroundings): Command {
  return new Command("check")
    .summary("check answers against golds: JSONL in, one verdict out per line")
    .description(
      "Reads pairs from a file or standard input and prints one verdict per line, in order, as they come.",
    )
    .argument("[file]", "pairs, one JSON object per line", "-")
    .option("--json", "the output is JSON in any case; accepted for uniformity")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string) => {
      const { chunks } = await openBytes(file, surroundings);
      for await (const lines of streamLines(chunks, { keepBlank: true })) {
        await surroundings.write(`${lines.map(checkLine).join("\n")}\n`);
      }
    });
}

const EXAMPLES = `
In:   {"id", "gold", "pred", "type"?: auto|math|text|choice, "policy"?: default|exact|relative, "choices"?: {"A": "..."}}
      "pred" is a whole response or a bare answer.
Out:  {"id", "outcome", "extracted", "relation", "by", "evidence", "fuel"}
      a line that is no such object gives {"line": N, "invalid_input": "why"}.

Examples:
  echo '{"id": 1, "gold": "1/2", "pred": "So it is \\\\boxed{0.5}."}' | plumb check
  plumb check pairs.jsonl > verdicts.jsonl`;
