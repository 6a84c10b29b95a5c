#!/usr/bin/env node
// The sources are TypeScript and run as they are; an older Node would end in a syntax error that explains nothing.
if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(
    `The model server needs Node 24; this is ${process.versions.node}. Start it with: npx plumb serve-model`,
  );
  process.exit(3);
}
await import("../src/serve/serveModel.ts");
