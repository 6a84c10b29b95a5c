import { type InputHTMLAttributes, useId } from "react";
import type { FieldErrors } from "../forms/readFieldErrors.ts";
import styles from "./formField.module.css";

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "className"> {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly errors: FieldErrors;
}

/** A labelled input with a hint under it and, where it was refused, why. */
export function FormField({ name, label, hint, errors, ...input }: Props) {
  const id = useId();
  const error = errors.fields.get(name);
  const described = [hint === undefined ? null : `${id}-hint`, error === undefined ? null : `${id}-error`]
    .filter((part) => part !== null)
    .join(" ");
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        name={name}
        className={`input ${styles["input"]}`}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={described === "" ? undefined : described}
      />
      {error === undefined ? null : (
        <small id={`${id}-error`} className={styles["error"]} role="alert">
          {error}
        </small>
      )}
      {hint === undefined ? null : <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}
