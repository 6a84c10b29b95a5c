/**
 * Copies the API page's viewer into the web app's assets, before Vite builds them. The folder ignores itself in git:
 * its files come from node_modules with every build.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const viewer = dirname(
  createRequire(join(import.meta.dirname, "..", "workers", "edge", "package.json")).resolve(
    "swagger-ui-dist/package.json",
  ),
);
const target = join(import.meta.dirname, "..", "apps", "web", "public", "api-docs");
const start = `window.addEventListener("load", () => {
  window.SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });
});
`;

mkdirSync(target, { recursive: true });
for (const file of ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE"]) {
  copyFileSync(join(viewer, file), join(target, file));
}
writeFileSync(join(target, "start.js"), start);
writeFileSync(join(target, ".gitignore"), "*\n");
