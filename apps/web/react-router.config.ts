import type { Config } from "@react-router/dev/config";

export default {
  appDirectory: "app",
  ssr: true,
  // Every route is in the first manifest: the app is small, and lazy discovery would cost a request per link.
  routeDiscovery: { mode: "initial" },
} satisfies Config;
