/**
 * A cap that holds: no call starts unless its worst case still fits.
 * Decision: every call reserves its worst case first and settles with what it cost. A call that does not fit now waits
 * while others are open, because they nearly always settle for less; it is refused only when it would not fit even
 * alone. Money is counted in whole billionths of a dollar, rounded up, so that no sum of fractions slips over the cap.
 */

/** Tokens, and money in billionths of a US dollar; whole numbers. */
export interface Amount {
  readonly tokens: number;
  readonly nanoDollars: number;
}

export interface Caps {
  readonly tokens?: number | undefined;
  readonly nanoDollars?: number | undefined;
}

export interface Reservation {
  /** Replaces the reservation by what was spent. Only the first call counts. */
  settle(actual: Amount): void;
}

export interface Budget {
  /** Rejects with what `refuse` makes of the amount, or with the signal's reason. */
  reserve(worst: Amount, signal: AbortSignal): Promise<Reservation>;
  spent(): Amount;
}

interface Waiting {
  readonly worst: Amount;
  readonly resolve: (reservation: Reservation) => void;
  readonly reject: (reason: unknown) => void;
}

export const NOTHING: Amount = { tokens: 0, nanoDollars: 0 };

/**
 * @param refuse what to throw for a call that cannot fit any more
 * @example
 * const budget = createBudget({ tokens: 1_000 }, () => new Error("spent"));
 * const call = await budget.reserve({ tokens: 600, nanoDollars: 0 }, signal);
 * call.settle({ tokens: 210, nanoDollars: 0 }); // spent() is now 210 tokens
 */
export function createBudget(caps: Caps, refuse: (worst: Amount, spent: Amount) => Error): Budget {
  let spent = NOTHING;
  let reserved = NOTHING;
  let open = 0;
  const queue: Waiting[] = [];

  const fits = (worst: Amount): boolean =>
    spent.tokens + reserved.tokens + worst.tokens <= (caps.tokens ?? Number.POSITIVE_INFINITY) &&
    spent.nanoDollars + reserved.nanoDollars + worst.nanoDollars <=
      (caps.nanoDollars ?? Number.POSITIVE_INFINITY);

  const grant = (worst: Amount): Reservation => {
    reserved = sum(reserved, worst);
    open += 1;
    let settled = false;
    return {
      settle(actual) {
        if (settled) return;
        settled = true;
        open -= 1;
        reserved = difference(reserved, worst);
        spent = sum(spent, actual);
        serveQueue();
      },
    };
  };

  /** First come, first served: a large call is not overtaken for ever by small ones. */
  const serveQueue = (): void => {
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      if (fits(next.worst)) next.resolve(grant(next.worst));
      else if (open === 0) next.reject(refuse(next.worst, spent));
      else return;
      queue.shift();
    }
  };

  return {
    spent: () => spent,
    reserve: (worst, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const leave = (): void => {
          queue.splice(queue.indexOf(waiting), 1);
          reject(signal.reason);
          serveQueue();
        };
        const waiting: Waiting = {
          worst,
          resolve(reservation) {
            signal.removeEventListener("abort", leave);
            resolve(reservation);
          },
          reject(reason) {
            signal.removeEventListener("abort", leave);
            reject(reason);
          },
        };
        signal.addEventListener("abort", leave, { once: true });
        queue.push(waiting);
        serveQueue();
      }),
  };
}

function sum(left: Amount, right: Amount): Amount {
  return { tokens: left.tokens + right.tokens, nanoDollars: left.nanoDollars + right.nanoDollars };
}

function difference(left: Amount, right: Amount): Amount {
  return { tokens: left.tokens - right.tokens, nanoDollars: left.nanoDollars - right.nanoDollars };
}
