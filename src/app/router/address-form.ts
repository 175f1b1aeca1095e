/** How the addresses of the console, such as `/logs?q=…`, stand in the address bar. */
export interface AddressForm {
  /** The address that a URL of the browser means; undefined: none, as a fragment inside of the page. */
  read(href: string): string | undefined;
  /** The URL of the browser for an address. */
  write(href: string): string;
}

/** As they are: the server answers each of them with the page. */
export const pathAddresses: AddressForm = { read: (href) => href, write: (href) => href };

/**
 * Behind the `#` of one document, so that any web server serves them, in any folder: `…/tools/audiokit/#/logs?q=…`.
 *
 * @param page URL of the document
 */
export function fragmentAddresses(page: string): AddressForm {
  const { origin, pathname } = new URL(page);
  return {
    read(href) {
      const { hash, search, pathname: path } = new URL(href);
      // A link in markup has the address itself.
      if (path !== pathname) return href;
      if (hash === "") return `${origin}/${search}`;
      return hash.startsWith("#/") ? origin + hash.slice(1) : undefined;
    },
    write(href) {
      const { pathname: path, search } = new URL(href);
      return `${origin}${pathname}#${path}${search}`;
    },
  };
}
