/** A file of this machine, or an address to bring one from. */
export type ImportSource =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'address'; readonly url: string };
