/** Words that change what stands beside them. English alone: where no word is known, a claim is taken as it is written. */

/** Directly before an expression: it is only a part of what is meant ("half of 12 + 3", "divided by 4"). */
export const CUTS_LEFT: ReadonlySet<string> = new Set(
  "by root squared cubed than between negative minus plus times base power over mod modulo percent sqrt log ln sin cos tan floor ceil ceiling round factorial".split(
    " ",
  ),
);

/** Before "of": what stands after is a factor of something said in words. */
export const PARTS: ReadonlySet<string> = new Set(
  "half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths eighth eighths ninth tenth tenths percent percentage % twice double triple root roots square cube power multiple multiples factorial log reciprocal inverse negative".split(
    " ",
  ),
);

/** Directly after a value: it says more than the digits do. */
export const CUTS_RIGHT: ReadonlySet<string> = new Set(
  "remainder remaining r rem with mod modulo or percent hundred thousand million billion trillion dozen squared cubed factorial times plus minus divided multiplied more less fewer base choose to and-a-half half".split(
    " ",
  ),
);

/** End a row of unit words: what follows is another clause. */
export const CLAUSE: ReadonlySet<string> = new Set(
  "is are was were be so then therefore which thus hence equals equal gives get gets got has have had because since if when and or but that we he she they it i you by from than minus plus times divided multiplied percent remainder mod modulo let where means for all simplifies becomes reduces into to yields giving costs cost makes earns".split(
    " ",
  ),
);

export const OPERATOR_WORDS: Readonly<Record<string, string>> = {
  plus: "+",
  minus: "-",
  times: "*",
  percent: "%",
};

/** Functions that are written as words before a bracket. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  "sqrt log ln sin cos tan arcsin arccos arctan max min gcd lcm abs exp".split(" "),
);

/** Units of measure, whose change may explain a difference. */
export const MEASURES =
  /^(?:\$|%|cents?|dollars?|pence|pounds?|lbs?|quarters?|dimes?|nickels?|seconds?|secs?|minutes?|mins?|hours?|hrs?|hr|days?|weeks?|months?|years?|yrs?|decades?|inch(?:es)?|feet|foot|ft|yards?|miles?|mi|mph|kmh|kph|km|kms?|kilometers?|cm|mm|meters?|metres?|centimeters?|grams?|kg|kilograms?|kilos?|tons?|ounces?|oz|cups?|pints?|quarts?|gallons?|liters?|litres?|ml|milliliters?|dozens?|percent|bits?|bytes?|mb|gb|kb|mbps)$/u;
