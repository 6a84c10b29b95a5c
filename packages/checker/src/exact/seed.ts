/** Pseudo-random numbers from a text: the same pair gives the same points on every machine. */

/** 32-bit FNV-1a over UTF-16 code units, with a final mix. */
export function hashText(text: string, salt: number): number {
  let hash = (0x811c9dc5 ^ salt) >>> 0;
  const step = text.length > 4096 ? Math.ceil(text.length / 4096) : 1;
  for (let at = 0; at < text.length; at += step)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** An integer of about 60 bits below `limit`, from a text. */
export function hashInteger(text: string, salt: number, limit: bigint): bigint {
  return ((BigInt(hashText(text, salt)) << 32n) | BigInt(hashText(text, salt ^ 0x5bd1e995))) % limit;
}
