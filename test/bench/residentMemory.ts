/** Resident memory of the runtime below a process, from /proc; the peak of what was seen. Linux only. */
import { readdirSync, readFileSync } from "node:fs";

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly residentKiB: number;
}

function processes(): Entry[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, "utf8");
        const field = (label: string): string =>
          new RegExp(`^${label}:\\s+(\\S+)`, "mu").exec(status)?.[1] ?? "0";
        return [
          {
            pid: Number(pid),
            parent: Number(field("PPid")),
            name: field("Name"),
            residentKiB: Number(field("VmRSS")),
          },
        ];
      } catch {
        return [];
      }
    });
}

/** Largest resident size of any process called `name` below `ancestor`, in MiB. 0 where there is none. */
export function residentMiB(ancestor: number, name: string): number {
  const all = processes();
  const below = new Set([ancestor]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of all) {
      if (below.has(parent) && !below.has(pid)) {
        below.add(pid);
        grown = true;
      }
    }
  }
  const sizes = all
    .filter((entry) => below.has(entry.pid) && entry.name === name)
    .map((entry) => entry.residentKiB);
  return Math.max(0, ...sizes) / 1024;
}
