import { createRoute } from "@hono/zod-openapi";
import { checkReplySchema, checkRequestSchema } from "@plumbline/contract";
import { gradeAnswer, toGrader } from "@plumbline/grading";
import { createRouter, type Router } from "./context.ts";
import { body, json, refusals } from "./describe.ts";

const route = createRoute({
  method: "post",
  path: "/check",
  tags: ["Service"],
  summary: "Check one answer against a gold",
  description:
    "Stores nothing and needs no token. `pred` is a whole response or a bare answer; the reply is what a run's sample would get.",
  request: {
    body: body(checkRequestSchema, { gold: "\\frac{1}{2}", pred: "So it is \\boxed{0.5}." }),
  },
  responses: { 200: json(checkReplySchema, "The verdict with its evidence."), ...refusals },
});

export function checkRoutes(): Router {
  const router = createRouter();
  router.openapi(route, (context) => {
    const pair = context.req.valid("json");
    return context.json({ ...gradeAnswer(pair), grader: toGrader(pair.policy) }, 200);
  });
  return router;
}
