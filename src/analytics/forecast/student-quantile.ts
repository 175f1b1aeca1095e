/**
 * Quantile of Student's t, by its expansion around that of the normal distribution.
 *
 * Within 4 % of the true value from one degree of freedom on for the 90th percentile.
 *
 * @param z the same quantile of the normal distribution
 * @param freedom degrees of freedom, at least 1
 */
export function studentQuantile(z: number, freedom: number): number {
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ];
  return terms.reduce((sum, term, power) => sum + term / freedom ** power, 0);
}

/** Normal quantiles: an interval of 80 % has a tenth on either side, one of 99 % half a percent. */
export const [tenthZ, halfPercentZ] = [1.2816, 2.5758];
