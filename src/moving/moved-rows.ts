/** A row as it is kept: texts, numbers, nothing. */
export type Row = Readonly<Record<string, string | number | null>>;

/** All that is kept of a territory, and the last step of the database it was written with. */
export interface MovedTerritory {
  readonly migration: string;
  readonly tables: ReadonlyMap<string, readonly Row[]>;
}

/** What became of a territory brought from elsewhere. */
export type Settled =
  | {
      readonly kind: 'settled';
      readonly slug: string;
      /** Members who sign in under another identifier here: theirs was taken. */
      readonly renamed: readonly { readonly from: string; readonly to: string }[];
      /** Identifiers of the members who have no password here yet. */
      readonly withoutPassword: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: SettleRefusal };

export type SettleRefusal =
  /** A newer version wrote it. */
  | 'newer'
  /** This very territory is here already. */
  | 'already-here'
  | 'slug-taken'
  /** Something in it does not fit: a file changed by hand, or not ours. */
  | 'damaged';
