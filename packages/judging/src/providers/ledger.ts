/**
 * A budget as a value: what is spent, what is promised to calls under way, and the caps.
 * Decision: a call is entered with its worst case before it leaves, so spent plus promised never passes a cap. Money is
 * counted in whole billionths of a dollar, rounded up, so that no sum of fractions slips over. A server that uses more
 * than the call allowed breaks its word; that is charged in full, and no further call is let through.
 */

export interface Amount {
  readonly tokens: number;
  /** Billionths of a US dollar. */
  readonly nanoDollars: number;
}

export interface Ledger {
  /** A cap that is left out does not limit. */
  readonly caps: Partial<Amount>;
  readonly spent: Amount;
  readonly promised: Amount;
}

export const NO_AMOUNT: Amount = { tokens: 0, nanoDollars: 0 };

export function openLedger(caps: Partial<Amount>, spent: Amount = NO_AMOUNT): Ledger {
  return { caps, spent, promised: NO_AMOUNT };
}

/**
 * The ledger with the worst case entered; null where it does not fit.
 * @example reserve(openLedger({ tokens: 100 }), { tokens: 101, nanoDollars: 0 }) // null
 */
export function reserve(ledger: Ledger, worst: Amount): Ledger | null {
  const promised = plus(ledger.promised, worst);
  const total = plus(ledger.spent, promised);
  const fits =
    total.tokens <= (ledger.caps.tokens ?? Number.POSITIVE_INFINITY) &&
    total.nanoDollars <= (ledger.caps.nanoDollars ?? Number.POSITIVE_INFINITY);
  return fits ? { ...ledger, promised } : null;
}

/** Replaces a reservation by what was used. */
export function settle(ledger: Ledger, worst: Amount, actual: Amount): Ledger {
  const back = { tokens: -worst.tokens, nanoDollars: -worst.nanoDollars };
  return { ...ledger, promised: plus(ledger.promised, back), spent: plus(ledger.spent, actual) };
}

function plus(left: Amount, right: Amount): Amount {
  return { tokens: left.tokens + right.tokens, nanoDollars: left.nanoDollars + right.nanoDollars };
}

/** Holds a ledger for calls that overlap. The runner's own budget, which lets calls wait, has the same shape. */
export interface Purse {
  /** Null where the budget does not cover the call. */
  reserve(worst: Amount): Promise<{ settle(actual: Amount): void } | null>;
  ledger(): Ledger;
}

/** Refuses at once what does not fit now, even where calls under way may turn out cheaper. */
export function createPurse(opening: Ledger): Purse {
  let ledger = opening;
  return {
    ledger: () => ledger,
    async reserve(worst) {
      const entered = reserve(ledger, worst);
      if (entered === null) return null;
      ledger = entered;
      let isOpen = true;
      return {
        settle(actual) {
          if (isOpen) ledger = settle(ledger, worst, actual);
          isOpen = false;
        },
      };
    },
  };
}
