/** A reference someone can read aloud: six letters and digits that do not sound alike. */
export const newReference = (): string => {
  const letters = 'ABCDEFGHJKLMNPRTUVWXYZ2346789';
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => letters[byte % letters.length]).join('');
};
