/** The one thing that we use of `node:crypto`, which `nodejs_compat` provides; @types/node would bring all of Node. */
declare module "node:crypto" {
  interface Hash {
    update(data: string | Uint8Array): Hash;
    digest(encoding: "hex" | "base64url"): string;
  }
  export function createHash(algorithm: "sha256"): Hash;
}
