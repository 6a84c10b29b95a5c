// Decision: one Vite build makes both halves. React Router's plugin renders into the `ssr` environment, and
// Cloudflare's plugin turns that same environment into the Worker named in wrangler.toml, so that pages and API
// are one deployment. Development shares the state folder with migrations, else they would use two databases.
import { cloudflare } from "@cloudflare/vite-plugin";
import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
    cloudflare({
      configPath: "../../wrangler.toml",
      persistState: { path: "../../.wrangler/state" },
      viteEnvironment: { name: "ssr" },
    }),
    reactRouter(),
  ],
  server: { host: "127.0.0.1" },
  environments: { ssr: { build: { minify: true } } },
  optimizeDeps: {
    include: ["@mantine/core", "@mantine/hooks", "@mantine/dropzone", "@tanstack/react-virtual"],
  },
});
