/**
 * Whether the page was built for web servers without a platform: `index.html` of the build says so. Then it reads logs, makes no
 * call and asks its server for nothing but its own files.
 */
export function standsAlone(page: Pick<Document, "querySelector">): boolean {
  return page.querySelector('meta[name="audiokit-server"][content="none"]') !== null;
}
