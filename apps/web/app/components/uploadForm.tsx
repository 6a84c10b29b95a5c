/**
 * Settles where the outputs go and sends them. Decision: nothing is sent before the visitor saw what was read and what
 * will match; every model of the file becomes a run of its own, under a name that can be changed here.
 */
import { Progress } from "@mantine/core";
import type { BenchmarkView, RunView } from "@plumbline/contract";
import { type FormEvent, useMemo, useState } from "react";
import { Link, useNavigate } from "react-router";
import { formatCounted } from "../format/formatNumber.ts";
import type { Analysis } from "../upload/analyseFile.ts";
import type { Submission, Submitted } from "../upload/submitRuns.ts";
import { useMatch } from "../upload/useMatch.ts";
import { MatchPreview } from "./matchPreview.tsx";
import { VisibilityChoices } from "./visibilityChoices.tsx";

interface Props {
  readonly analysis: Analysis;
  readonly benchmarks: readonly BenchmarkView[];
  readonly chosen: string;
  readonly maySubmit: boolean;
}

export function UploadForm({ analysis, benchmarks, chosen, maySubmit }: Props) {
  const [slug, setSlug] = useState(benchmarks.some((each) => each.slug === chosen) ? chosen : "");
  const { state, submit } = useSubmission();
  const benchmark = benchmarks.find((each) => each.slug === slug);
  const match = useMatch(analysis.problems, slug, benchmark?.version.problemCount ?? 0);
  const models = useMemo(() => [...analysis.models], [analysis]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const textOf = (name: string) => String(form.get(name) ?? "").trim();
    const wanted = form.get("visibility");
    submit({
      benchmark: slug,
      visibility: wanted === "public" || wanted === "unlisted" ? wanted : "private",
      label: textOf("label"),
      organisation: textOf("organisation"),
      file: analysis.plain,
      options: analysis.options,
      models: models.map(([name], place) => ({
        rowModel: name,
        name: textOf(`model${place}`),
      })),
    });
  };
  if (state.status === "done") return <Done submitted={state.submitted} />;
  const busy = state.status === "sending";
  return (
    <form className="stack" onSubmit={onSubmit} style={{ maxWidth: "44rem" }}>
      <label className="field">
        <span>Benchmark</span>
        <select
          className="input"
          required
          value={slug}
          onChange={(event) => setSlug(event.currentTarget.value)}
          disabled={busy}
        >
          <option value="">Choose one</option>
          {benchmarks.map((each) => (
            <option key={each.slug} value={each.slug}>
              {each.name} ({formatCounted(each.version.problemCount, "problem")})
            </option>
          ))}
        </select>
      </label>
      <MatchPreview match={match} />
      <fieldset className="field" disabled={busy}>
        <legend>{models.length === 1 ? "Model" : `Models: each becomes a run`}</legend>
        <div className="stack" style={{ gap: "0.5rem" }}>
          {models.map(([name, rows], place) => (
            <label key={name} className="row" style={{ flexWrap: "nowrap" }}>
              <input
                className="input"
                name={`model${place}`}
                required
                maxLength={200}
                defaultValue={name}
                placeholder="Name of the model"
                aria-label={`Name of model ${place + 1}`}
              />
              <span className="faint small number">{formatCounted(rows, "sample")}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="row" style={{ alignItems: "start" }}>
        <label className="field" style={{ flex: "1 1 14rem" }}>
          <span>Organisation</span>
          <input
            className="input"
            name="organisation"
            maxLength={200}
            placeholder="optional"
            disabled={busy}
          />
        </label>
        <label className="field" style={{ flex: "1 1 14rem" }}>
          <span>Label</span>
          <input className="input" name="label" maxLength={200} placeholder="optional" disabled={busy} />
        </label>
      </div>
      <fieldset className="field" disabled={busy}>
        <VisibilityChoices />
      </fieldset>
      {state.status === "refused" ? (
        <p className="note note-danger" role="alert">
          {state.reason}
        </p>
      ) : null}
      {busy ? (
        <div aria-live="polite">
          <p className="row small">
            <strong>Sending</strong> <span className="number">{Math.floor(state.share * 100)} %</span>
          </p>
          <Progress value={state.share * 100} size="sm" aria-label="Sent" />
        </div>
      ) : (
        <p className="row">
          <button className="button button-main" type="submit" disabled={!maySubmit || analysis.rows === 0}>
            {models.length > 1 ? `Submit ${models.length} runs` : "Submit"}
          </button>
          {maySubmit ? null : <span className="small">Sign in first, with a token that may submit.</span>}
        </p>
      )}
    </form>
  );
}

function Done({ submitted }: { readonly submitted: readonly Submitted[] }) {
  return (
    <div className="panel stack" role="status">
      <h2>{formatCounted(submitted.length, "run")} submitted</h2>
      <ul className="stack" style={{ gap: "0.5rem" }}>
        {submitted.map(({ run, replayed }) => (
          <li key={run.id}>
            <Link to={`/runs/${run.id}`}>{run.model.name}</Link>
            {replayed ? <span className="faint"> was submitted before; this is that run</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

type SubmissionState =
  | { readonly status: "idle" }
  | { readonly status: "sending"; readonly share: number }
  | { readonly status: "refused"; readonly reason: string }
  | { readonly status: "done"; readonly submitted: readonly Submitted[] };

/** One run leads to its page at once; several are listed. */
function useSubmission() {
  const [state, setState] = useState<SubmissionState>({ status: "idle" });
  const navigate = useNavigate();
  const submit = async (submission: Submission) => {
    setState({ status: "sending", share: 0 });
    try {
      const [{ createClient }, { submitRuns }] = await Promise.all([
        import("@plumbline/client"),
        import("../upload/submitRuns.ts"),
      ]);
      const client = createClient({ baseUrl: location.origin });
      const submitted = await submitRuns(client, submission, (share) =>
        setState({ status: "sending", share }),
      );
      const [only] = submitted;
      if (submitted.length === 1 && only !== undefined) await navigate(toRunPage(only.run));
      else setState({ status: "done", submitted });
    } catch (error) {
      setState({ status: "refused", reason: error instanceof Error ? error.message : String(error) });
    }
  };
  return { state, submit };
}

function toRunPage(run: RunView): string {
  return `/runs/${run.id}`;
}
