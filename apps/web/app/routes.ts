import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("benchmarks/:slug", "routes/leaderboard.tsx"),
  route("benchmarks/:slug/leaderboard.csv", "routes/leaderboardCsv.ts"),
  route("benchmarks/:slug/problems", "routes/problems.tsx"),
  route("problems/:id", "routes/problem.tsx"),
  route("runs/:id", "routes/run.tsx"),
  route("samples/:id", "routes/sample.tsx"),
  route("upload", "routes/upload.tsx"),
  route("sample", "routes/sampleModel.tsx"),
  route("try", "routes/try.tsx"),
  route("sign-in", "routes/signIn.tsx"),
  route("account", "routes/account.tsx"),
  route("tokens", "routes/tokens.tsx"),
  route("jobs", "routes/jobs.tsx"),
  route("scheme", "routes/scheme.ts"),
  route("*", "routes/notFound.ts"),
] satisfies RouteConfig;
