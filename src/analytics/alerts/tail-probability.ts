/**
 * Natural logarithm of the probability of at least `hits` among `rows` when each is one with probability `share`: the upper
 * tail of the binomial distribution.
 *
 * @param share above 0 and below 1
 */
export function lnBinomialTail(hits: number, rows: number, share: number): number {
  if (hits <= rows * share) return 0;
  const first = lnChoose(rows, hits) + hits * Math.log(share) + (rows - hits) * Math.log1p(-share);
  let sum = 1;
  const odds = share / (1 - share);
  let part = 1;
  for (let k = hits; k < rows && part > 1e-15 * sum; k++) {
    part *= ((rows - k) / (k + 1)) * odds;
    sum += part;
  }
  return Math.min(0, first + Math.log(sum));
}

/** The same for a count that is `expected` on average: the upper tail of the Poisson distribution. @param expected above 0 */
export function lnPoissonTail(hits: number, expected: number): number {
  if (hits <= expected) return 0;
  let [sum, part] = [1, 1];
  for (let k = hits + 1; part > 1e-15 * sum; k++) {
    part *= expected / k;
    sum += part;
  }
  return Math.min(0, hits * Math.log(expected) - expected - lnFactorial(hits) + Math.log(sum));
}

function lnChoose(from: number, some: number): number {
  return lnFactorial(from) - lnFactorial(some) - lnFactorial(from - some);
}

/** Stirling's series, whose error is below 1e-10 from 9 on; exact below. */
function lnFactorial(x: number): number {
  if (x < 9) {
    let product = 1;
    for (let factor = 2; factor <= x; factor++) product *= factor;
    return Math.log(product);
  }
  const inverse = 1 / x;
  const series = inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 / 1260));
  return x * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI * x) + series;
}
