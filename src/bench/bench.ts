/** What a bench found. */
export interface Bench {
  readonly name: string;
  readonly figures: readonly { readonly name: string; readonly value: number; readonly unit: string }[];
}

export interface BenchOptions {
  /** The same measure on little data, in seconds: to see that it runs. */
  readonly small: boolean;
  /** Extracts of OpenStreetMap to try. */
  readonly roads: readonly string[];
}
