const EXAMPLE = `{"problem_id": "p1", "response": "... so the answer is \\\\boxed{42}", "model": "my-model"}
{"problem_id": "p1", "sample_index": 1, "response": "... the answer is 41", "model": "my-model"}
{"problem": "What is 2 + 2?", "response": "4", "tokens_out": 12, "cost": 0.0001}`;

const FIELDS = [
  ["response", "What the model wrote. The only key that every row needs."],
  ["problem_id", "The problem's key in the benchmark. Without it, `problem` finds it by its text."],
  ["sample_index", "From 0 within the problem. Without it, the order in the file."],
  ["model", "Several models in one file become several runs."],
  ["tokens_in, tokens_out, cost", "Shown on the leaderboard. Cost in US dollars."],
  ["finish", "`length` says that the response was cut off."],
] as const;

/** What a row looks like, for somebody who has none yet. */
export function RowGuide() {
  return (
    <section className="section" aria-labelledby="rows">
      <h2 id="rows">What a row looks like</h2>
      <div className="table-scroll" style={{ padding: "1rem 0.25rem" }}>
        <pre>{EXAMPLE}</pre>
      </div>
      <dl className="fields">
        {FIELDS.map(([name, meaning]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{meaning.replaceAll("`", "")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
