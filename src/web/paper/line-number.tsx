/** The number by which a line is typed back. */
export const LineNumber = ({ number }: { number: number | undefined }) =>
  number === undefined ? null : <b class="line-number">{number}</b>;
