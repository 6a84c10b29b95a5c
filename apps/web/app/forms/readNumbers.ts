/** Numbers of a form, as a payload takes them. */

/**
 * The fields that hold something, as numbers; what is no number stays text, so that the schema names it in its refusal.
 * @example readNumbers(form, ["votes", "seed"]) // { votes: 8 } where the seed was left empty
 */
export function readNumbers<Name extends string>(
  form: FormData,
  names: readonly Name[],
): Partial<Record<Name, number | string>> {
  const read: Partial<Record<Name, number | string>> = {};
  for (const name of names) {
    const text = String(form.get(name) ?? "").trim();
    if (text !== "") read[name] = Number.isNaN(Number(text)) ? text : Number(text);
  }
  return read;
}
