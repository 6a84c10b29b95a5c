/**
 * A real Chromium: the machine's own, else the one from the npm registry. Decision: where neither can be had the run
 * fails and says what to install; pages that nobody looked at are not tested.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
/** No sandbox, because a container's root has none; no background traffic, because tests talk to loopback alone. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function onThisMachine(): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const macs = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  const found = folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
  return found ?? (existsSync(macs) ? macs : null);
}

export async function startBrowser(): Promise<Browser> {
  const own = onThisMachine();
  if (own !== null) return chromium.launch({ executablePath: own, args: QUIET });
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    return await chromium.launch({
      executablePath: await packaged.executablePath(),
      args: [...packaged.args, ...QUIET],
    });
  } catch (cause) {
    throw new Error("No Chromium: install Debian's package chromium, or Chrome, and run the tests again.", {
      cause,
    });
  }
}
