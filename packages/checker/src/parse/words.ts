/** English words that mean numbers, months, functions or constants. */

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES: Readonly<Record<string, bigint>> = {
  thousand: 1000n,
  million: 1000000n,
  billion: 1000000000n,
  trillion: 1000000000000n,
};

/** Value of a number word below one hundred or of a scale word, or null. */
export function isNumberWord(word: string): boolean {
  const lower = word.toLowerCase();
  return SMALL.includes(lower) || TENS.includes(lower) || lower === "hundred" || lower in SCALES;
}

/**
 * Value of a phrase of number words such as ["one", "hundred", "twenty", "three"], or null where it is none.
 * @example numberFromWords(["forty", "two"]) // 42n
 */
export function numberFromWords(words: readonly string[]): bigint | null {
  let total = 0n;
  let group = 0n;
  let last = 0;
  for (const raw of words) {
    const word = raw.toLowerCase();
    const small = SMALL.indexOf(word);
    const ten = TENS.indexOf(word);
    const scale = SCALES[word];
    if (small >= 0) {
      if (last === 1 || (last === 2 && (small === 0 || small > 9))) return null;
      group += BigInt(small);
      last = 1;
    } else if (ten >= 0) {
      if (last === 1 || last === 2) return null;
      group += BigInt((ten + 2) * 10);
      last = 2;
    } else if (word === "hundred") {
      group = (group === 0n ? 1n : group) * 100n;
      last = 3;
    } else if (scale !== undefined) {
      total += (group === 0n ? 1n : group) * scale;
      group = 0n;
      last = 4;
    } else return null;
  }
  return words.length === 0 ? null : total + group;
}

/** Denominator that a fraction word names: half, thirds, quarter, fifth, ... or null. */
export function denominatorOf(word: string): bigint | null {
  const names = ["half", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
  const lower = word.toLowerCase();
  if (lower === "quarter" || lower === "quarters") return 4n;
  if (lower === "halves") return 2n;
  const index = names.findIndex((name) => lower === name || lower === `${name}s`);
  return index < 0 ? null : BigInt(index + 2);
}

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

/** 1 to 12 for an English month or its three-letter form, else null. */
export function monthOf(word: string): number | null {
  const lower = word.toLowerCase();
  const index = MONTHS.findIndex(
    (month) =>
      month === lower ||
      (lower.length === 3 && month.startsWith(lower)) ||
      (lower === "sept" && month === "september"),
  );
  return index < 0 ? null : index + 1;
}

/** Letters' names without the backslash, as plain-text answers write them. */
export const GREEK: ReadonlySet<string> = new Set(
  "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho varrho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar aleph nabla partial Re Im wp imath jmath digamma".split(
    " ",
  ),
);

/** Spellings of one function, the first being the name in the tree. */
const FUNCTION_NAMES = `sin|cos|tan|cot cotan|sec|csc cosec|arcsin asin|arccos acos|arctan atan arctg|arccot acot|arcsec asec|arccsc acsc|sinh|cosh|tanh|coth|sech|csch|arcsinh asinh arsinh|arccosh acosh arcosh|arctanh atanh artanh|arccoth acoth arcoth
ln|log lg|exp|abs|sqrt|cbrt|floor|ceil ceiling|gcd GCD HCF hcf gcf|lcm LCM|max maximum|min minimum|sgn sign signum|arg|det|deg|tr trace|rank|dim|erf|erfc|gamma Gamma|zeta|binom binomial|factorial|conj|phi totient`;

function readFunctionNames(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const group of FUNCTION_NAMES.replaceAll("\n", "|").split("|")) {
    const names = group.split(" ");
    for (const name of names) map.set(name, names[0] ?? name);
  }
  return map;
}

const FUNCTIONS: ReadonlyMap<string, string> = readFunctionNames();

/** The tree's name of a function word, or null. */
export function functionNamed(word: string): string | null {
  if (
    word === "gamma" ||
    word === "zeta" ||
    word === "phi" ||
    word === "Gamma" ||
    word === "sign" ||
    word === "arg" ||
    word === "deg" ||
    word === "dim" ||
    word === "rank" ||
    word === "tr"
  )
    return null;
  return FUNCTIONS.get(word) ?? (word.length > 2 ? (FUNCTIONS.get(word.toLowerCase()) ?? null) : null);
}

/** The set that an English phrase names, or null. */
export function setNamed(phrase: string): "R" | "Z" | "empty" | null {
  const words = phrase
    .replaceAll(/\\(?:text|mathrm|mbox)\s*\{|[{}$.,]/gu, " ")
    .toLowerCase()
    .replaceAll(/\b(?:the|set|of)\b/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
  if (
    words === "all real numbers" ||
    words === "all reals" ||
    words === "real numbers" ||
    words === "all real x"
  )
    return "R";
  if (words === "all integers") return "Z";
  return words === "no solution" ||
    words === "no solutions" ||
    words === "no real solutions" ||
    words === "no real solution" ||
    words === "empty" ||
    words === "empty set"
    ? "empty"
    : null;
}
