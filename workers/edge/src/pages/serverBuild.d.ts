/** The web app as Vite built it. `provideContext` is the one seam between the Worker and the pages. */
declare module "virtual:react-router/server-build" {
  import type { RouterContextProvider, ServerBuild } from "react-router";

  interface PageContext {
    readonly api: (request: Request) => Promise<Response>;
    readonly nonce: string;
    readonly origin: string;
  }
  const build: ServerBuild & {
    readonly entry: {
      readonly module: { readonly provideContext: (page: PageContext) => RouterContextProvider };
    };
  };
  export = build;
}
interface ImportMeta {
  readonly env: { readonly MODE: string };
}
