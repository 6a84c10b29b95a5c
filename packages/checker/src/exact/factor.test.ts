import fc from "fast-check";
import { expect, it } from "vitest";
import { factorInteger, integerRoot, powerMod, totient } from "./factor.ts";
import { invertField, PRIMES } from "./field.ts";

it("the factors multiply to the number", () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 30n),
      (n) => factorInteger(n).reduce((product, { base, power }) => product * base ** BigInt(power), 1n) === n,
    ),
  );
});

it("a base that is called prime has no small divisor", () => {
  for (let n = 2n; n < 3000n; n++) {
    for (const { base, prime } of factorInteger(n)) {
      expect(prime).toBe(true);
      for (let d = 2n; d * d <= base; d++) expect(base % d).not.toBe(0n);
    }
  }
});

it("integer roots are floors", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 40n), fc.integer({ min: 2, max: 7 }), (n, k) => {
      const root = integerRoot(n, k);
      return root ** BigInt(k) <= n && (root + 1n) ** BigInt(k) > n;
    }),
  );
});

it("Euler and Fermat", () => {
  expect(totient(36n)).toBe(12n);
  for (const p of PRIMES) {
    expect(powerMod(3n, p - 1n, p)).toBe(1n);
    expect((5n * (invertField(5n, p) ?? 0n)) % p).toBe(1n);
  }
});
