import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  ["The answer is 5.", "answer_phrase", "5"],
  ["The answer is $\\frac{1}{2}$, as claimed.", "answer_phrase", "\\frac{1}{2}"],
  ["Final Answer: The final answer is $(0, 1)$. I hope it is correct.", "final_answer", "(0, 1)"],
  ["The answer is 5. Wait. The answer is 6.", "answer_phrase", "6"],
  ["\\boxed{5} was wrong. Final answer: 6", "final_answer", "6"],
  ["Final answer: 6. No, \\boxed{5}.", "boxed", "5"],
  ["The answer is 6. So \\boxed{5} and then the answer is 7.", "boxed", "5"],
  ["Final Answer: The largest $n$ is 34.", "final_answer", "34"],
  ["**Final Answer**\n\n$$x = 3$$", "final_answer", "x = 3"],
  ["### Final Answer\n42", "final_answer", "42"],
  ["**Answer:** 42", "answer_phrase", "42"],
  ["Answer: $21,16$ or $11$.", "answer_phrase", "$21,16$ or $11$"],
  ["the answer is **12**", "answer_phrase", "12"],
  ['The answer is "$12$ and $13$".', "answer_phrase", "$12$ and $13$"],
  ["The answer to the second of the questions is 12.", "answer_phrase", "12"],
  ["The answer to $x + 1 = 3$ is 2.", "answer_phrase", "2"],
  ["Answer $ \\frac{1}{2} \\$ = \\frac{10}{9} $", "answer_phrase", "\\frac{1}{2} \\$ = \\frac{10}{9}"],
  ["Therefore the answer is 3.14.", "answer_phrase", "3.14"],
  ["The answer is 5 because 2 + 3 = 5.", "answer_phrase", "5"],
  ["So it is\n\\[\n\\text{The answer is } C=3.\n\\]", "answer_phrase", "C=3"],
  ["\\[\n\\text{The answer is } C = 2\\sqrt{2}\n\\]", "answer_phrase", "C = 2\\sqrt{2}"],
  ["The answer is 10 square meters.", "answer_phrase", "10 square meters"],
  ["The answer is $28$ percent.", "answer_phrase", "$28$ percent"],
  ["The answer is Evelyn.", "answer_phrase", "Evelyn"],
  ["The answer is \\[ 9 \\]", "answer_phrase", "9"],
  ["The answer is\n\n\\[ 9 \\]\n", "answer_phrase", "9"],
  ["The answer is not 5, it must be 7.", "last_statement", "7"],
  ["There is no answer here", "none", ""],
  // Languages.
  ["La réponse est 5.", "answer_phrase", "5"],
  ["Die Antwort lautet 5.", "answer_phrase", "5"],
  ["La respuesta es 5.", "answer_phrase", "5"],
  ["A resposta é 5.", "answer_phrase", "5"],
  ["La risposta è 5.", "answer_phrase", "5"],
  ["Het antwoord is 5.", "answer_phrase", "5"],
  ["Ответ: 5.", "answer_phrase", "5"],
  ["所以 $x = 3$ 。<eoe>\n【答案】-3<eoa>", "answer_phrase", "-3"],
  ["【答案】2\\sqrt{3}<eoa>", "answer_phrase", "2\\sqrt{3}"],
  ["答案是5。", "answer_phrase", "5"],
  ["答案：每份应该是 (\\frac{2}{5}) 吨。", "answer_phrase", "(\\frac{2}{5})"],
  ["答えは5です。", "answer_phrase", "5"],
  ["정답은 5 입니다.", "answer_phrase", "5"],
  ["الإجابة هي 5.", "answer_phrase", "5"],
  ["Đáp án là 5.", "answer_phrase", "5"],
  ["Jawabannya adalah 5.", "answer_phrase", "5"],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
