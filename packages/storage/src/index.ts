export { RowTooLargeError } from "./bulk.ts";
export { createD1Store } from "./createD1Store.ts";
export { createPostgresStore, type PostgresOptions } from "./createPostgresStore.ts";
export { InvalidCursorError } from "./cursor.ts";
export { newId, newIds, type RandomBytes } from "./newId.ts";
export type * from "./store.ts";
