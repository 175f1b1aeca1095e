/** Path, without a trailing slash, of the page that stands at `/`. */
const startPage = "/synthesize";

/**
 * What the headers of a page say of the files that it loads next, so that the browser asks for them before its scripts have run.
 *
 * @param list text of the build's `first-files.json`: file names by path of a page; undefined: the build has none
 * @returns the value of `link` for a path; undefined where nothing is known of it
 * @throws SyntaxError when the list is no JSON
 */
export function earlyFiles(list: string | undefined): (path: string) => string | undefined {
  const files = new Map(Object.entries(JSON.parse(list ?? "{}") as Record<string, string[]>));
  return (path) => {
    const page = path === "/" ? startPage : path.replace(/\/$/, "");
    const links = files.get(page)?.map(linkTo);
    return links?.join(", ");
  };
}

/** Styles are asked for as Vite's own links ask for them, else they would come twice. */
function linkTo(name: string): string {
  return name.endsWith(".css") ? `</${name}>; rel=preload; as=style; crossorigin` : `</${name}>; rel=modulepreload`;
}
