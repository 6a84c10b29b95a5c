import { redirect } from "react-router";
import { type Scheme, writeScheme } from "../api/scheme.ts";
import { toOwnPath } from "../api/toOwnPath.ts";
import type { Route } from "./+types/scheme.ts";

/** Keeps the choice of colours and goes back to the page it came from. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData();
  const wanted = form.get("scheme");
  const scheme: Scheme = wanted === "light" || wanted === "dark" ? wanted : "auto";
  return redirect(toOwnPath(form.get("back"), "/"), { headers: { "set-cookie": writeScheme(scheme) } });
}

export function loader() {
  return redirect("/");
}
