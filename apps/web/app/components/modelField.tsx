import type { FieldErrors } from "../forms/readFieldErrors.ts";
import { FormField } from "./formField.tsx";

interface Props {
  readonly hint?: string | undefined;
  readonly errors: FieldErrors;
}

/** The model that a job needs, by the name that runners know it by. */
export function ModelField({ hint, errors }: Props) {
  return (
    <FormField
      name="model"
      label="Model"
      defaultValue="nano"
      required
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      hint={hint}
      errors={errors}
    />
  );
}
