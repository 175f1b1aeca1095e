// Several names as one value of an address, with commas between; a comma or a per cent sign of a name stands as its escape.

/** The names as one value; empty for none. */
export function writeNames(names: string[]): string {
  return names.map((name) => name.replaceAll("%", "%25").replaceAll(",", "%2C")).join(",");
}

/** The names of a value; what is no escape is taken as it stands. */
export function readNames(list: string): string[] {
  return list
    .split(",")
    .filter((name) => name !== "")
    .map((name) => name.replaceAll("%2C", ",").replaceAll("%25", "%"));
}
