/** The short names of fields: the last part of each path, or more of it where another path ends alike. */
export function shortNames(paths: readonly string[]): Map<string, string> {
  const byLast = Map.groupBy(paths, lastPart);
  return new Map(paths.map((path) => [path, byLast.get(lastPart(path))!.length === 1 ? lastPart(path) : path]));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1) || path;
}
