/**
 * Gold and answer side by side, checked in the visitor's own browser with the same code as the Worker's: whoever doubts
 * a verdict can run it. Decision: plain inputs and a result computed on every key; a check is far below a frame.
 */
import { readAnswer } from "@plumbline/checker";
import { gradeAnswer } from "@plumbline/grading";
import { useDeferredValue, useMemo, useState } from "react";
import { Link } from "react-router";
import styles from "./tryForm.module.css";
import { TypesetAnswer } from "./typesetAnswer.tsx";
import { VerdictView } from "./verdictView.tsx";

const EXAMPLES: readonly (readonly [string, string])[] = [
  ["\\frac{1}{2}", "0.5"],
  ["72", "So she sold 48 + 24 clips. The answer is \\boxed{72}."],
  ["\\sqrt{8}", "2\\sqrt{2}"],
  ["12\\%", "0.12"],
  ["(1, 2)", "(2, 1)"],
  ["3.14", "\\pi"],
];
const POLICIES = ["default", "exact", "relative"] as const;
type Policy = (typeof POLICIES)[number];

interface Props {
  readonly gold: string;
  readonly answer: string;
  readonly policy: Policy;
}

export function readPolicy(text: string | null): Policy {
  return POLICIES.find((each) => each === text) ?? "default";
}

export function TryForm({ gold: firstGold, answer: firstAnswer, policy: firstPolicy }: Props) {
  const [gold, setGold] = useState(firstGold);
  const [answer, setAnswer] = useState(firstAnswer);
  const [policy, setPolicy] = useState<Policy>(firstPolicy);
  const asked = useDeferredValue(useMemo(() => ({ gold, answer, policy }), [gold, answer, policy]));
  const grade = useMemo(
    () => gradeAnswer({ gold: asked.gold, pred: asked.answer, policy: asked.policy }),
    [asked],
  );
  const compared = grade.extracted?.text ?? asked.answer;
  return (
    <div className={styles["try"]}>
      <form className={styles["sides"]} method="get">
        <Side name="gold" label="Gold" value={gold} onChange={setGold} shown={asked.gold} />
        <Side
          name="answer"
          label="Answer or whole response"
          value={answer}
          onChange={setAnswer}
          shown={compared}
        />
        <div className="row">
          <label className="row small">
            Policy
            <select
              className="input"
              style={{ width: "auto" }}
              name="policy"
              value={policy}
              onChange={(event) => setPolicy(readPolicy(event.currentTarget.value))}
            >
              {POLICIES.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          <button className="button" type="submit">
            Link to this
          </button>
        </div>
      </form>
      <section className="panel" aria-label="Verdict" aria-live="polite">
        {asked.gold.trim() === "" || asked.answer.trim() === "" ? (
          <p className="faint">Write a gold and an answer.</p>
        ) : (
          <VerdictView grade={grade} />
        )}
      </section>
      <section className={styles["examples"]} aria-labelledby="examples">
        <h2 id="examples">Examples</h2>
        <ul>
          {EXAMPLES.map(([left, right]) => (
            <li key={left}>
              <Link className={styles["example"]} to={toTry(left, right)} preventScrollReset>
                <code>{left}</code>
                <span className="faint">and</span>
                <code>{right}</code>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function toTry(gold: string, answer: string): string {
  return `?${new URLSearchParams({ gold, answer })}`;
}

interface SideProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly shown: string;
  readonly onChange: (value: string) => void;
}

function Side({ name, label, value, shown, onChange }: SideProps) {
  const reading = readAnswer(shown);
  return (
    <div className={styles["side"]}>
      <label className="field">
        <span>{label}</span>
        <textarea
          className="input mono"
          name={name}
          rows={3}
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <div className={styles["shown"]}>
        <TypesetAnswer answer={shown} />
      </div>
      <p className="small faint">
        {reading.status === "read" ? (
          <>
            Read as {reading.shape.replaceAll("_", " ")}: <code>{reading.form}</code>
          </>
        ) : (
          <>
            Not read: {reading.failure.message}
            {reading.failure.span.end > reading.failure.span.start ? (
              <>
                {" "}
                at <code>{shown.slice(reading.failure.span.start, reading.failure.span.end)}</code>
              </>
            ) : null}
          </>
        )}
      </p>
    </div>
  );
}
