/** A heading of a released version in CHANGELOG.md: `## 0.1.0, 2026-12-01`. Days above the first one are not released yet. */
const versionHeading = /^## (\d+\.\d+\.\d+), \d{4}-\d{2}-\d{2}$/;
const dayHeading = /^## \d{4}-\d{2}-\d{2}$/;

/**
 * Says in what CHANGELOG.md and the version of package.json contradict each other, one line each; empty when they agree: either the
 * list begins with that version, or with days, and its introduction names that version as the next.
 *
 * @param tag of a release, such as `v0.1.0`: only the first is right then; absent: nothing is being released
 */
export function releaseProblems(changelog: string, version: string, tag?: string): string[] {
  const headings = changelog.split("\n").filter((line) => line.startsWith("## "));
  const odd = headings.filter((line) => !versionHeading.test(line) && !dayHeading.test(line));
  const released = headings.flatMap((line) => versionHeading.exec(line)?.[1] ?? []);
  const isReleased = versionHeading.exec(headings[0] ?? "")?.[1] === version;
  const isNext = changelog.includes(`next version, ${version}.`) && !released.includes(version);
  return [
    ...odd.map((line) => `CHANGELOG.md: "${line}" is neither a day nor a version with its day`),
    ...(tag !== undefined && tag !== `v${version}`
      ? [`the tag ${tag} is not v${version}, the version of package.json`]
      : []),
    ...(tag !== undefined && !isReleased ? [`CHANGELOG.md must begin with "## ${version}, " and the day`] : []),
    ...(isReleased || isNext
      ? []
      : [`CHANGELOG.md names ${version}, the version of package.json, neither first nor as the next`]),
  ];
}
