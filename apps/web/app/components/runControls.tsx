import type { ProblemDetails, RunView } from "@plumbline/contract";
import { Form, useNavigation } from "react-router";

const VISIBILITIES: readonly (readonly [RunView["visibility"], string])[] = [
  ["private", "Private: only you"],
  ["unlisted", "Unlisted: everybody with the link"],
  ["public", "Public: on the leaderboard"],
];

interface Props {
  readonly run: RunView;
  readonly refusal: ProblemDetails | null;
}

/** What the owner of a run may change. Plain forms, so that they work without scripts. */
export function RunControls({ run, refusal }: Props) {
  const busy = useNavigation().state !== "idle";
  return (
    <section className="section" aria-labelledby="controls">
      <h2 id="controls">Manage this run</h2>
      {refusal === null ? null : (
        <p className="note note-danger" role="alert">
          {refusal.detail} {refusal.fix}
        </p>
      )}
      <div className="row">
        <Form method="post" className="row">
          <input type="hidden" name="intent" value="visibility" />
          <label className="row small">
            Visibility
            <select
              className="input"
              name="visibility"
              defaultValue={run.visibility}
              key={run.visibility}
              style={{ width: "auto" }}
            >
              {VISIBILITIES.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <button className="button" type="submit" disabled={busy}>
            Save
          </button>
        </Form>
        {run.state === "complete" || run.state === "complete_with_errors" ? (
          <Form method="post">
            <input type="hidden" name="intent" value="regrade" />
            <button className="button" type="submit" disabled={busy}>
              Grade again
            </button>
          </Form>
        ) : null}
      </div>
      <details>
        <summary className="small">Delete this run</summary>
        <Form method="post" className="stack panel" style={{ marginTop: "0.75rem", gap: "1rem" }}>
          <input type="hidden" name="intent" value="delete" />
          <p>
            Its outputs and verdicts are removed for good and it leaves the leaderboard. A line in the audit
            log stays.
          </p>
          <p className="choices">
            <label>
              <input type="checkbox" name="sure" value="yes" required /> Delete {run.model.name} from{" "}
              {run.benchmark.name}
            </label>
          </p>
          <p>
            <button className="button button-danger" type="submit" disabled={busy}>
              Delete run
            </button>
          </p>
        </Form>
      </details>
    </section>
  );
}
