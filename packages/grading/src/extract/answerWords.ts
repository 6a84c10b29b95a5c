/**
 * How models announce an answer, by language. Data only: one row a language.
 * `nouns` are searched in lower case; `copulas` stand between the noun and the answer. A colon, an equals sign or a
 * line end after the noun does in every language.
 */
export interface AnswerWords {
  readonly language: string;
  readonly nouns: readonly string[];
  readonly copulas: readonly string[];
}

export const ANSWER_WORDS: readonly AnswerWords[] = [
  { language: "en", nouns: ["answer"], copulas: ["is", "are", "be", "equals", "was", "="] },
  { language: "fr", nouns: ["réponse", "reponse"], copulas: ["est", "sont"] },
  { language: "de", nouns: ["antwort", "lösung"], copulas: ["ist", "lautet", "sind"] },
  { language: "es", nouns: ["respuesta"], copulas: ["es", "son"] },
  { language: "pt", nouns: ["resposta"], copulas: ["é", "são"] },
  { language: "it", nouns: ["risposta"], copulas: ["è", "sono"] },
  { language: "nl", nouns: ["antwoord"], copulas: ["is", "zijn"] },
  { language: "pl", nouns: ["odpowiedź", "odpowiedz"], copulas: ["to", "brzmi", "jest"] },
  { language: "cs", nouns: ["odpověď"], copulas: ["je"] },
  { language: "sv", nouns: ["svaret", "svar"], copulas: ["är", "er"] },
  { language: "fi", nouns: ["vastaus"], copulas: ["on"] },
  { language: "ru", nouns: ["ответ"], copulas: ["это", "равен", "-", "—"] },
  { language: "uk", nouns: ["відповідь"], copulas: ["це", "-", "—"] },
  { language: "el", nouns: ["απάντηση"], copulas: ["είναι"] },
  { language: "tr", nouns: ["cevap", "yanıt"], copulas: [] },
  { language: "zh", nouns: ["答案", "答："], copulas: ["是", "为", "為"] },
  { language: "ja", nouns: ["答え", "解答"], copulas: ["は"] },
  { language: "ko", nouns: ["정답", "답"], copulas: ["은", "는"] },
  { language: "ar", nouns: ["الإجابة", "الجواب"], copulas: ["هي", "هو"] },
  { language: "he", nouns: ["התשובה", "תשובה"], copulas: ["היא"] },
  { language: "hi", nouns: ["उत्तर", "जवाब"], copulas: [] },
  { language: "bn", nouns: ["উত্তর"], copulas: [] },
  { language: "th", nouns: ["คำตอบ"], copulas: ["คือ"] },
  { language: "vi", nouns: ["câu trả lời", "đáp án", "đáp số"], copulas: ["là"] },
  { language: "id", nouns: ["jawaban"], copulas: ["adalah"] },
  { language: "sw", nouns: ["jibu"], copulas: ["ni"] },
];
