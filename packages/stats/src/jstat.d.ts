/** The part of jstat 1.9.6 that is used; the package ships no types. */
declare module "jstat" {
  interface Distributions {
    readonly normal: {
      inv(probability: number, mean: number, deviation: number): number;
      cdf(x: number, mean: number, deviation: number): number;
    };
    readonly studentt: {
      inv(probability: number, freedom: number): number;
      cdf(x: number, freedom: number): number;
    };
    readonly beta: { inv(probability: number, alpha: number, beta: number): number };
    spearmancoeff(first: number[], second: number[]): number;
    betaln(alpha: number, beta: number): number;
    readonly binomial: { cdf(k: number, n: number, probability: number): number };
  }
  const library: { readonly jStat: Distributions };

  export = library;
}
