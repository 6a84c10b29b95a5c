import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";
import type { Caller } from "./caller.ts";

/** Writes who did what to the audit trail. `detail` must hold no secret and no gold. */
export function audit(
  ports: Ports,
  caller: Caller,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  return ports.store.appendEvent({
    id: makeId(ports),
    at: ports.clock.now(),
    accountId: caller.account?.id ?? null,
    action,
    subject,
    detail,
  });
}
