import { listAll } from "@plumbline/client";
import { Link, useLocation } from "react-router";
import { loadApi, orPage } from "../api/loadApi.ts";
import { toSignIn } from "../api/toOwnPath.ts";
import { FilePicker } from "../components/filePicker.tsx";
import { ReadingReport } from "../components/readingReport.tsx";
import { RowGuide } from "../components/rowGuide.tsx";
import { UploadForm } from "../components/uploadForm.tsx";
import { Widgets } from "../components/widgets.tsx";
import { useAnalysis } from "../upload/useAnalysis.ts";
import type { Route } from "./+types/upload.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const api = loadApi(context);
  const [viewer, benchmarks] = await orPage(
    Promise.all([api.viewer(), listAll((cursor) => api.listBenchmarks(cursor))]),
  );
  const maySubmit = viewer.scopes.includes("submit") || viewer.scopes.includes("admin");
  return { maySubmit, benchmarks };
}

export const meta: Route.MetaFunction = () => [{ title: "Upload outputs · Plumbline" }];

export default function Upload({ loaderData }: Route.ComponentProps) {
  const { maySubmit, benchmarks } = loaderData;
  const { reading, open, clear } = useAnalysis();
  const { search } = useLocation();
  const chosen = new URLSearchParams(search).get("benchmark") ?? "";
  return (
    <Widgets>
      <div className="page-head">
        <h1>Upload outputs</h1>
        <p className="lede">
          Give the responses as you have them. They are read here in your browser first; nothing is sent
          before you say so.
        </p>
        <p className="small faint">
          No outputs yet? <Link to={`/sample${search}`}>Sample a model</Link> and let a runner make them.
        </p>
        {maySubmit ? null : (
          <p className="note">
            Look at what is read from a file as you like. To submit it,{" "}
            <Link to={toSignIn(`/upload${search}`)}>sign in</Link> first, with a token that may submit.
          </p>
        )}
        <noscript>
          <p className="note note-danger">
            Uploading from this page needs scripts. Without them, use the command line:{" "}
            <code>npx plumb submit FILE --benchmark NAME --model NAME</code>
          </p>
        </noscript>
      </div>
      <div className="stack" style={{ gap: "2rem" }}>
        {reading.state === "none" ? (
          <>
            <FilePicker busy={false} onFile={open} />
            <RowGuide />
          </>
        ) : (
          <ReadingReport
            reading={reading}
            onClear={clear}
            onSettle={(answerIs) =>
              reading.state === "read" && open(reading.file, reading.name, { answerIs })
            }
          />
        )}
        {reading.state === "read" && "analysis" in reading.result ? (
          <UploadForm
            analysis={reading.result.analysis}
            benchmarks={benchmarks}
            chosen={chosen}
            maySubmit={maySubmit}
          />
        ) : null}
      </div>
    </Widgets>
  );
}
