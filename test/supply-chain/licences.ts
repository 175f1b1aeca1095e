/** Licences that a shipped package may have, as SPDX identifiers. All allow shipping under Apache-2.0 with their notice kept. */
const accepted = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"]);

/** Packages with another licence, and why they may be shipped all the same. */
const exceptions: Readonly<Record<string, { licence: string; reason: string; mayBeInPage?: true }>> = {
  "@echogarden/espeak-ng-emscripten": {
    licence: "GPL-3.0",
    reason: "optional; runs in a process of its own, and no part of it is linked or sent to the browser",
  },
  mediabunny: {
    licence: "MPL-2.0",
    reason: "shipped unchanged, in a part of the page of its own; NOTICE says where its sources are",
    mayBeInPage: true,
  },
};

/** What decides whether a package may be shipped. */
export interface LicensedPackage {
  name: string;
  version: string;
  /** SPDX expression; undefined when the package states none. */
  licence: string | undefined;
  isInPage: boolean;
}

/** Says of each package with an unknown licence what is wrong, one line each; empty when all may be shipped. */
export function licenceProblems(packages: LicensedPackage[]): string[] {
  return packages.flatMap(({ name, version, licence, isInPage }) => {
    if (licence === undefined) return [`${name} ${version} states no licence`];
    if (isAccepted(licence)) return [];
    const exception = exceptions[name];
    if (exception?.licence !== licence) return [`${name} ${version} has the unlisted licence ${licence}`];
    return isInPage && !exception.mayBeInPage
      ? [`${name} ${version} (${licence}) must not be in the page's bundle`]
      : [];
  });
}

/** Exceptions that no package needs any more. */
export function unusedExceptions(packages: LicensedPackage[]): string[] {
  return Object.keys(exceptions).filter((name) => !packages.some((shipped) => shipped.name === name));
}

/** Understands one identifier, or several joined by AND or by OR; a mixture and WITH are for a person to read. */
function isAccepted(expression: string): boolean {
  const inner = expression.replace(/^\((.*)\)$/, "$1");
  if (inner.includes(" OR ")) return !/ AND | WITH |[()]/.test(inner) && inner.split(" OR ").some(isListed);
  return inner.split(" AND ").every(isListed);
}

function isListed(identifier: string): boolean {
  return accepted.has(identifier);
}
