import { readPolicy, TryForm } from "../components/tryForm.tsx";
import type { Route } from "./+types/try.ts";

/** The pair may come with the address, so that a verdict can be linked to. Checked on the server too, without scripts. */
export function loader({ request }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams;
  return {
    gold: (query.get("gold") ?? "\\frac{1}{2}").slice(0, 2_000),
    answer: (query.get("answer") ?? "0.5").slice(0, 20_000),
    policy: readPolicy(query.get("policy")),
  };
}

export const meta: Route.MetaFunction = () => [{ title: "Try the checker · Plumbline" }];

export default function Try({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <div className="page-head">
        <h1>Try the checker</h1>
        <p className="lede">
          Two answers, and whether they are the same. The verdict is computed in your browser by the code that
          grades every run.
        </p>
      </div>
      <TryForm key={JSON.stringify(loaderData)} {...loaderData} />
    </>
  );
}
