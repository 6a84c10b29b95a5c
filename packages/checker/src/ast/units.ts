/**
 * Units of measure: dimension and size, exactly.
 * Decision: a unit is a monomial of base dimensions with a rational factor, so that cm^2, km/h and m^3 need no table
 * rows of their own. Counting nouns (apples, students) are no units; they are remarks that compare leaves out.
 */
import { multiplyRational, ONE, powerRational, type Rational, rational } from "../exact/rational.ts";

export interface Unit {
  /** Exponent by base dimension, sorted by name: "length^2", "length time^-1". */
  readonly dimension: string;
  readonly factor: Rational;
}

const TABLE = `
length: m meter meters metre metres=1; km kilometer kilometers kilometre kilometres=1000; cm centimeter centimeters centimetre centimetres=1/100; mm millimeter millimeters millimetre millimetres=1/1000; dm decimeter decimeters=1/10; nm nanometer nanometers=1/1000000000; um micrometer micrometers micron microns=1/1000000; in inch inches=127/5000; ft foot feet=381/1250; yd yard yards=1143/1250; mi mile miles=1609344/1000
mass: kg kilogram kilograms=1; g gram grams gm=1/1000; mg milligram milligrams=1/1000000; lb lbs pound pounds=45359237/100000000; oz ounce ounces=45359237/1600000000; ton tons tonne tonnes=1000
time: s sec secs second seconds=1; ms millisecond milliseconds=1/1000; min mins minute minutes=60; h hr hrs hour hours=3600; day days=86400; week weeks=604800; month months=2629746; year years yr yrs=31556952
angle: degree degrees deg=1; rad radian radians=0
money: dollar dollars USD usd=1; cent cents penny pennies=1/100; quarter quarters=1/4
euro: euro euros EUR=1
yuan: yuan RMB CNY=1
rupee: rupee rupees Rs=1
yen: yen JPY=1
volume: L l liter liters litre litres=1/1000; mL ml milliliter milliliters millilitre millilitres cc=1/1000000; gallon gallons gal=473176473/125000000000; cup cups=473176473/2000000000000; pint pints=473176473/1000000000000; quart quarts=473176473/500000000000
mole: mol mole moles=1
temperature: K kelvin kelvins=1
celsius: celsius Celsius=1
fahrenheit: fahrenheit Fahrenheit=1
current: A amp amps ampere amperes=1
force: N newton newtons=1
energy: J joule joules=1; eV=801088317/5000000000000000000000000000; cal=523/125; kcal=4184
power: W watt watts=1
pressure: Pa pascal pascals=1; atm=101325; bar=100000
voltage: V volt volts=1
resistance: ohm ohms=1
frequency: Hz hertz=1
byte: byte bytes=1; KB kB=1000; MB=1000000; GB=1000000000
speed: mph=1397/3125; kph kmh=5/18
square: unit units=1
tesla: T tesla=1
charge: C coulomb coulombs=1
`;

/** Base dimensions in which the derived ones are counted. */
const DERIVED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  volume: { length: 3 },
  force: { length: 1, mass: 1, time: -2 },
  energy: { length: 2, mass: 1, time: -2 },
  power: { length: 2, mass: 1, time: -3 },
  pressure: { length: -1, mass: 1, time: -2 },
  frequency: { time: -1 },
  speed: { length: 1, time: -1 },
  charge: { current: 1, time: 1 },
  voltage: { length: 2, mass: 1, time: -3, current: -1 },
  resistance: { length: 2, mass: 1, time: -3, current: -2 },
};

interface Atom {
  readonly dimension: string;
  readonly factor: Rational;
}

function readTable(): ReadonlyMap<string, Atom> {
  const map = new Map<string, Atom>();
  for (const line of TABLE.trim().split("\n")) {
    const [dimension = "", rest = ""] = line.split(": ");
    for (const entry of rest.split("; ")) {
      const [names = "", size = "1"] = entry.split("=");
      const [top = "1", bottom = "1"] = size.split("/");
      const factor = rational(BigInt(top), BigInt(bottom));
      for (const name of names.split(" ")) map.set(name, { dimension, factor });
    }
  }
  return map;
}

const ATOMS: ReadonlyMap<string, Atom> = readTable();

/** Whether a word alone names a unit. One-letter names count only inside \text{} or after a known unit. */
export function isUnitName(word: string): boolean {
  return unitAtom(word) !== undefined;
}

const PREFIXES: Readonly<Record<string, number>> = { p: -12, n: -9, μ: -6, m: -3, k: 3, M: 6, G: 9 };

/** A unit of the table, one with an SI prefix, or one whose capitals are forgiven: MV is no mV, but Km is km. */
function unitAtom(word: string): Atom | undefined {
  const known = ATOMS.get(word);
  if (known !== undefined) return known;
  const [, prefix = "", name = ""] = /^([pnμmkMG])(V|W|J|Hz|Pa|N|A|eV|s|g|m|L|mol|ohm)$/u.exec(word) ?? [];
  const base = ATOMS.get(name);
  if (base === undefined) return ATOMS.get(word.toLowerCase());
  const scale = powerRational(rational(10n), PREFIXES[prefix] ?? 0);
  return { dimension: base.dimension, factor: multiplyRational(base.factor, scale) };
}

/**
 * The unit that a phrase such as "cm^2", "square inches", "miles per hour", "km/h", "units^2" names, or null for a
 * phrase that is no unit. Factors are exact; radians have factor 0 because no rational fits.
 */
export function readUnit(phrase: string): Unit | null {
  const words = phrase
    .replaceAll(/\^?\{?([23])\}?/gu, "^$1")
    .replaceAll("²", "^2")
    .replaceAll("³", "^3")
    .replaceAll("/", " per ")
    .replaceAll(/[.·*()\\,]/gu, " ")
    .trim()
    .split(/\s+/u);
  const powers = new Map<string, number>();
  let factor = ONE;
  let sign = 1;
  let next = 1;
  let seen = false;
  for (const word of words) {
    if (word === "per" || word === "an" || word === "a" || word === "each") {
      if (word === "per") sign = -1;
      continue;
    }
    if (word === "square" || word === "sq") next = 2;
    else if (word === "cubic" || word === "cu") next = 3;
    else {
      const [name = "", power = "1"] = word.split("^");
      const atom = unitAtom(name);
      if (atom === undefined) return null;
      const exponent = sign * Number(power === "" ? "1" : power) * next;
      if (!Number.isInteger(exponent)) return null;
      next = 1;
      seen = true;
      for (const [base, count] of Object.entries(DERIVED[atom.dimension] ?? { [atom.dimension]: 1 })) {
        powers.set(base, (powers.get(base) ?? 0) + count * exponent);
      }
      if (atom.factor.numerator === 0n) factor = multiplyRational(factor, atom.factor);
      else factor = multiplyRational(factor, powerRational(atom.factor, exponent));
    }
  }
  if (!seen) return null;
  const dimension = [...powers]
    .filter(([, count]) => count !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name}^${count}`)
    .join(" ");
  return { dimension, factor };
}
