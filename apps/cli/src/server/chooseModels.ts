/** Which runs a file becomes: one for each model in it. Pure. */
import { CommandFailure } from "../failure.ts";

/** `rowModel` undefined = every row is the run's. */
export interface ChosenModel {
  readonly name: string;
  readonly rowModel: string | undefined;
  readonly rows: number;
}

/**
 * @param models rows by the name they carry, "" for none.
 * @param wanted `--model`: selects where the file has several models, names where it has one or none.
 */
export function chooseModels(models: ReadonlyMap<string, number>, wanted: string | undefined): ChosenModel[] {
  const named = [...models].filter(([name]) => name !== "");
  const total = [...models.values()].reduce((sum, rows) => sum + rows, 0);
  if (named.length <= 1) {
    const name = wanted ?? named[0]?.[0];
    if (name !== undefined) return [{ name, rowModel: undefined, rows: total }];
    throw new CommandFailure(
      2,
      "model_missing",
      "The rows do not say which model wrote them.",
      "Say it: --model NAME",
    );
  }
  const chosen = named.filter(([name]) => wanted === undefined || name === wanted);
  if (chosen.length > 0) return chosen.map(([name, rows]) => ({ name, rowModel: name, rows }));
  throw new CommandFailure(
    2,
    "model_unknown",
    `No row is of model ${wanted}.`,
    `The file has: ${named.map(([name]) => name).join(", ")}`,
  );
}
