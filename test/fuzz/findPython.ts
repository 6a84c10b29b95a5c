import { spawnSync } from "node:child_process";

/** The first Python that can import the modules: PLUMBLINE_PYTHON, then python3. Null where none can. */
export function findPython(modules: string): string | null {
  for (const python of [process.env["PLUMBLINE_PYTHON"], "python3"]) {
    if (python === undefined || python === "") continue;
    if (spawnSync(python, ["-c", `import ${modules}`], { stdio: "ignore" }).status === 0) return python;
  }
  return null;
}
