import type { FieldErrors } from "../forms/readFieldErrors.ts";
import { FormField } from "./formField.tsx";

/** Ranges are the contract's (`drawSchema` and the seed of a job's payload). */
const FIELDS = [
  {
    name: "temperature",
    label: "Temperature",
    min: 0,
    max: 2,
    step: 0.05,
    defaultValue: 1,
    hint: "0 always takes the likeliest token.",
  },
  {
    name: "maxTokens",
    label: "Tokens at most",
    min: 1,
    max: 131_072,
    defaultValue: 1024,
    hint: "For one solution or one check.",
  },
  {
    name: "seed",
    label: "Seed",
    min: 0,
    max: 4_294_967_295,
    defaultValue: 0,
    hint: "The same seed draws the same again.",
  },
];
export const DRAW_FIELDS: readonly string[] = FIELDS.map(({ name }) => name);

interface Props {
  readonly errors: FieldErrors;
  readonly hints: boolean;
}

/** How a job's answers are drawn, the same in every form that queues one. */
export function DrawFields({ errors, hints }: Props) {
  return FIELDS.map(({ hint, ...field }) => (
    <FormField key={field.name} {...field} type="number" hint={hints ? hint : undefined} errors={errors} />
  ));
}
