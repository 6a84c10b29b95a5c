/** Dates and times of day, before the grammar takes 2020-01-05 for a subtraction. */
import type { Node, Span } from "../ast/node.ts";
import { monthOf } from "./words.ts";

const DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

/** The date or time that the whole text is, or null. US order where two numbers could both be the month. */
export function readCalendar(text: string, span: Span): Node | null {
  if (text.length > 60 || !/\d/u.test(text)) return null;
  const plain = text
    .replaceAll(/\\(?:text|mathrm|mbox)\{([^{}]*)\}/gu, "$1")
    .replaceAll(/\\[ ,;]|~|\$/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
  return readTime(plain, span) ?? readDate(plain, span);
}

function readTime(text: string, span: Span): Node | null {
  const found = /^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))? ?([ap])\.? ?m\.?$/iu.exec(text);
  if (found) {
    const hour = Number(found[1]);
    const minute = Number(found[2] ?? 0);
    const second = Number(found[3] ?? 0);
    if (hour < 1 || hour > 12 || minute > 59 || second > 59) return null;
    const half = (found[4] ?? "").toLowerCase() === "p" ? 12 : 0;
    return { kind: "time", seconds: ((hour % 12) + half) * 3600 + minute * 60 + second, span };
  }
  const clock = /^(\d{2}):(\d{2}):(\d{2})$/u.exec(text);
  if (clock && Number(clock[1]) < 24 && Number(clock[2]) < 60 && Number(clock[3]) < 60) {
    return {
      kind: "time",
      seconds: Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]),
      span,
    };
  }
  return null;
}

function readDate(text: string, span: Span): Node | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(text) ?? /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/u.exec(text);
  if (iso) return dateNode(Number(iso[1]), Number(iso[2]), Number(iso[3]), span);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(text);
  if (american) {
    const [first, second] = [Number(american[1]), Number(american[2])];
    return first > 12
      ? dateNode(Number(american[3]), second, first, span)
      : dateNode(Number(american[3]), first, second, span);
  }
  const words = text.replace(new RegExp(`^(?:${DAYS}),? `, "iu"), "");
  const monthFirst = /^([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/u.exec(words);
  if (monthFirst) {
    const month = monthOf(monthFirst[1] ?? "");
    return month === null
      ? null
      : dateNode(
          monthFirst[3] === undefined ? null : Number(monthFirst[3]),
          month,
          Number(monthFirst[2]),
          span,
        );
  }
  const dayFirst = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]+)\.?(?:,? (\d{4}))?$/u.exec(words);
  if (dayFirst) {
    const month = monthOf(dayFirst[2] ?? "");
    return month === null
      ? null
      : dateNode(dayFirst[3] === undefined ? null : Number(dayFirst[3]), month, Number(dayFirst[1]), span);
  }
  return null;
}

function dateNode(year: number | null, month: number, day: number, span: Span): Node | null {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { kind: "date", year, month, day, span } : null;
}
