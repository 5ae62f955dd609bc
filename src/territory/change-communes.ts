/** What is about to change in the communes of a territory: nothing of it is kept before it was read over. */
export interface CommunesChange {
  /** Not in the territory yet, by code. */
  readonly added: readonly string[];
  /** In it, by code. */
  readonly removed: readonly string[];
}

/** One more step of a change: the last thing said of a commune is what counts. */
export const nextChange = (
  current: readonly string[],
  before: CommunesChange,
  said: { readonly add: readonly string[]; readonly remove: readonly string[] },
): CommunesChange => {
  const ours = new Set(current);
  const [add, remove] = [new Set(said.add), new Set(said.remove)];
  const added = [...before.added, ...add].filter((code) => !ours.has(code) && !remove.has(code));
  const removed = [...before.removed.filter((code) => !add.has(code)), ...remove].filter((code) => ours.has(code));
  return { added: [...new Set(added)].toSorted(), removed: [...new Set(removed)].toSorted() };
};

/** The communes once the change is made. */
export const communesAfter = (current: readonly string[], { added, removed }: CommunesChange): readonly string[] => {
  const gone = new Set(removed);
  return [...new Set([...current, ...added])].filter((code) => !gone.has(code)).toSorted();
};
