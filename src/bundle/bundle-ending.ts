/** The ending of a bundle's file name. Alone here: the first page needs nothing else of a bundle. */
export const bundleEnding = ".audiokit.zip";
