/** Where the command meets the process: everything below gets its surroundings as an argument. */
import { processSurroundings } from "./processSurroundings.ts";
import { runCommand } from "./runCommand.ts";

const exit = await runCommand(process.argv.slice(2), processSurroundings());
// After Ctrl-C requests may still be open; nobody waits for them.
if (exit === 130) process.exit(exit);
process.exitCode = exit;
