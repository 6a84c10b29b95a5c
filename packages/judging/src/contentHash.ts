/**
 * The product's content hash (`contentHashSchema`): the first 22 characters of a SHA-256 in base64url, 132 bits.
 * Decision: written out here (FIPS 180-4) because versions of judges are made when a module loads, in browsers, Workers
 * and Node alike, and the platforms share no synchronous hash. Names contents only; nothing here is a secret.
 */

/** @example contentHash("a") // "ypeBEsobvcr6wjGzmiPcTa" */
export function contentHash(text: string): string {
  return toBase64url(sha256(toBytes(text)).slice(0, 18)).slice(0, 22);
}

/** UTF-8; a lone surrogate becomes U+FFFD, as in every encoder of the platforms. */
function toBytes(text: string): number[] {
  const bytes: number[] = [];
  const escaped = encodeURIComponent(text.toWellFormed());
  for (let at = 0; at < escaped.length; at += 1) {
    if (escaped[at] === "%") {
      bytes.push(Number.parseInt(escaped.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(escaped.charCodeAt(at));
  }
  return bytes;
}

/** First 32 bits of the fractional parts of a root of the first primes; exact, because doubles carry 53 bits. */
function rootBits(count: number, root: (prime: number) => number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes.map((prime) => Math.floor((root(prime) % 1) * 2 ** 32) | 0);
}

const ROUNDS = rootBits(64, Math.cbrt);
const START = rootBits(8, Math.sqrt);

function sha256(message: readonly number[]): number[] {
  const state = [...START];
  const padded = pad(message);
  const schedule: number[] = new Array(64).fill(0);
  const word = (at: number): number => schedule[at] ?? 0;
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 16; at += 1) {
      let value = 0;
      for (let byte = 0; byte < 4; byte += 1) value = (value << 8) | (padded[block + 4 * at + byte] ?? 0);
      schedule[at] = value;
    }
    for (let at = 16; at < 64; at += 1) {
      const early = word(at - 15);
      const late = word(at - 2);
      const mixed =
        (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
        (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
      schedule[at] = (word(at - 16) + word(at - 7) + mixed) | 0;
    }
    compress(state, schedule);
  }
  return state.flatMap((value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff));
}

function compress(state: number[], schedule: readonly number[]): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at += 1) {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const first =
      h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + chosen + (ROUNDS[at] ?? 0) + (schedule[at] ?? 0);
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = ((state[at] ?? 0) + value) | 0;
}

function turn(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function pad(message: readonly number[]): number[] {
  const padded = [...message, 0x80];
  while (padded.length % 64 !== 56) padded.push(0);
  const bits = message.length * 8;
  for (let byte = 7; byte >= 0; byte -= 1) padded.push(Math.floor(bits / 256 ** byte) % 256);
  return padded;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function toBase64url(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = Math.min(4, Math.ceil(((bytes.length - at) * 8) / 6));
    for (let digit = 0; digit < digits; digit += 1) text += ALPHABET[(group >> (18 - 6 * digit)) & 63];
  }
  return text;
}
