/**
 * A model's text as a finding, or the complaint about it.
 * Decision: a reply is JSON alone, or the last usable JSON object of the text. An object that also stands in the
 * material is a quotation and never the reply, so a verdict that a candidate forged cannot be read even where the model
 * repeats it word for word. Several usable objects must give the same verdict: a draft and its revision cannot be told
 * from a reply and a quoted forgery. What a model thinks before `</think>` is not its reply.
 */
import { z } from "zod";
import { type JudgeInput, textsOf } from "../judgeInput.ts";
import type { Complaint } from "./complaint.ts";
import { canonicalJson, type FoundObject, findObjects } from "./findObjects.ts";
import type { ReplyForm, Settled } from "./replyForm.ts";

/** Changes whenever a text may be read differently; part of every judge's version. */
export const PARSER_VERSION = 1;

export const MAX_REPLY_CHARACTERS = 200_000;
const THOUGHT_END = "</think>";

/** Total, and linear in the texts. */
export function readReply(text: string, input: JudgeInput, form: ReplyForm): Settled {
  if (text.length > MAX_REPLY_CHARACTERS) return complain({ code: "too_long", characters: text.length });
  const thoughtEnd = text.lastIndexOf(THOUGHT_END);
  const said = thoughtEnd < 0 ? text : text.slice(thoughtEnd + THOUGHT_END.length);
  const objects = findObjects(said);
  const last = objects.at(-1);
  if (last === undefined) return complain({ code: "no_object" });
  // What the form accepts first: there are few such objects, and each is looked for in all of the material.
  const usable = objects.filter(
    ({ value }) => Object.hasOwn(value, form.decisive) && form.schema.safeParse(value).success,
  );
  if (usable.length === 0) return complain(shapeComplaint(last, form.schema));
  const isQuoted = quotedFrom(input);
  const own = usable.filter((object) => !isQuoted(object));
  const reply = own.at(-1);
  if (reply === undefined) return complain({ code: "echo" });
  const verdicts = [...new Set(own.map(({ value }) => canonicalJson(value[form.decisive])))];
  if (verdicts.length > 1) return complain({ code: "several_verdicts", verdicts: verdicts.map(short) });
  if (reply.duplicateKey !== null) return complain({ code: "duplicate_key", key: short(reply.duplicateKey) });
  return form.settle(reply.value, input);
}

function complain(complaint: Complaint): Settled {
  return { status: "complaint", complaint };
}

/** Whether an object stands in the material: letter for letter but for white space, or as an equal value. */
function quotedFrom(input: JudgeInput): (object: FoundObject) => boolean {
  const texts = textsOf(input);
  const bare = texts.map(withoutSpace);
  const values = new Set(texts.flatMap(findObjects).map(({ value }) => canonicalJson(value)));
  return ({ value, text }) => {
    const bareText = withoutSpace(text);
    return values.has(canonicalJson(value)) || bare.some((material) => material.includes(bareText));
  };
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, "");
}

function shapeComplaint({ value, duplicateKey }: FoundObject, schema: z.ZodObject): Complaint {
  if (duplicateKey !== null) return { code: "duplicate_key", key: short(duplicateKey) };
  const issues = schema.safeParse(value).error?.issues ?? [];
  return {
    code: "wrong_shape",
    issues: issues.slice(0, 6).map(({ path, message }) => `"${z.core.toDotPath(path)}": ${message}`),
  };
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
