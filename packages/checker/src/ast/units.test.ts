import { expect, it } from "vitest";
import { printRational } from "../exact/rational.ts";
import { readUnit } from "./units.ts";

it.each([
  ["cm", "length^1", "1/100"],
  ["square inches", "length^2", "16129/25000000"],
  ["cm^2", "length^2", "1/10000"],
  ["km/h", "length^1 time^-1", "5/18"],
  ["miles per hour", "length^1 time^-1", "1397/3125"],
  ["liters", "length^3", "1/1000"],
  ["N", "length^1 mass^1 time^-2", "1"],
  ["cents", "money^1", "1/100"],
])("%s is %s times %s", (phrase, dimension, factor) => {
  const unit = readUnit(phrase);
  expect(unit?.dimension).toBe(dimension);
  expect(unit === null ? "" : printRational(unit.factor)).toBe(factor);
});

it("counting nouns are no units", () => expect(readUnit("apples")).toBeNull());
