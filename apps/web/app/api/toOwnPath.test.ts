import { expect, test } from "vitest";
import { toOwnPath } from "./toOwnPath.ts";

test.each([
  ["/", "/"],
  ["/runs/1?raw#samples", "/runs/1?raw#samples"],
  ["//elsewhere.example", "/fallback"],
  ["/\\elsewhere.example", "/fallback"],
  ["/\t/elsewhere.example", "/fallback"],
  ["/.//elsewhere.example", "/fallback"],
  ["https://elsewhere.example/", "/fallback"],
  ["javascript:alert(1)", "/fallback"],
  ["runs/1", "/fallback"],
  ["", "/fallback"],
  [null, "/fallback"],
])("back to %j goes to %s", (value, path) => expect(toOwnPath(value, "/fallback")).toBe(path));
