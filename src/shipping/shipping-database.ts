/** Name of the database of what shipping remembers. */
export const shippingDatabase = "audiokit-shipping";
