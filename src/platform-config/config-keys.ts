/** Every key of `config.ini` (contract, section 11). */
export const configKeys = [
  "api_address",
  "use_ssl",
  "ca_cert_path",
  "cert_private_key_path",
  "cert_chain_path",
  "timeout",
  "client_id",
  "client_secret",
  "sso_url",
  "realm",
  "verify_sso",
  "iam_account",
  "iam_workspace",
  "extra_metadata",
] as const;

/** A key of `config.ini`. */
export type ConfigKey = (typeof configKeys)[number];

/** So many letters may be wrong, missing or too many. */
const farthest = 2;

/** Whether it is spelled as it must be. */
export function isConfigKey(word: string): word is ConfigKey {
  return (configKeys as readonly string[]).includes(word);
}

/** The known key closest to a misspelt one; undefined when none is close. */
export function closestConfigKey(word: string): ConfigKey | undefined {
  const plain = word
    .toLowerCase()
    .replace(/^export\s+/, "")
    .replaceAll(/["']/g, "")
    .replaceAll(/[-\s.]/g, "_");
  const near = configKeys.map((key) => ({ key, steps: stepsBetween(plain, key) }));
  const [best] = near.sort((a, b) => a.steps - b.steps);
  return best !== undefined && best.steps <= farthest ? best.key : undefined;
}

/** How many letters must be changed, added or left out (Levenshtein); words of very different length are simply far apart. */
function stepsBetween(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > farthest) return Infinity;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
