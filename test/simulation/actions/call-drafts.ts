// Calls being noted: put aside, opened again, two at once, ended, forgotten after a week.
import type { TypedCall } from '#src/requests/call-draft.ts';
import { formatInstant } from '#src/time/zone.ts';
import { draftKey } from '#test/simulation/kept.ts';
import { type Happening, one, type Scene } from '#test/simulation/life.ts';

const typedOf = ({ random, process }: Scene): TypedCall => ({
  prenom: random.pick(['Odile', 'René', '']),
  arrivee: random.pick(['Cahors', 'Figeac', '']),
  note: `mot ${process.tools.newId()}`,
  besoins: random.chance(0.3) ? ['cane', 'bags'] : [],
});

/** One member types, in one page or in two at once: each call is its own. */
const type: Happening = {
  name: 'a call is typed',
  weight: 6,
  async live(scene) {
    const { random, kept, where, process, life } = scene;
    const memberId = random.pick(kept.memberIds);
    const mine = [...kept.drafts.values()].filter((draft) => draft.memberId === memberId);
    const ids = [
      random.chance(0.6) ? (one(random, mine)?.id ?? process.tools.newId()) : process.tools.newId(),
      ...(random.chance(0.3) ? [process.tools.newId()] : []),
    ];
    const broken: string[] = [];
    const words = await Promise.all(
      ids.map(async (id) => {
        const typed = typedOf(scene);
        const personId = random.chance(0.4) ? (one(random, [...kept.people].toSorted()) ?? null) : null;
        const draft = { id, memberId, personId, typed, updatedAt: formatInstant(life.now) };
        const saved = await process.storage.atomically(where.id, ({ callDrafts }) => callDrafts.save(draft));
        const known = kept.drafts.get(draftKey(draft));
        if (saved) {
          const week = formatInstant(life.now.subtract({ hours: 24 * 7 }));
          if (known?.typed === null && known.updatedAt > week)
            broken.push(`the call ${id} was noted, and is being typed again`);
          kept.drafts.set(draftKey(draft), draft);
          kept.typedNow.add(draftKey(draft));
        } else if (known?.typed !== null) broken.push(`what was typed of the call ${id} was not kept`);
        return `${id} ${saved ? 'kept' : 'ended'}`;
      }),
    );
    return { words: `${memberId} ${words.join(', ')}`, broken };
  },
};

const open: Happening = {
  name: 'a call put aside is opened again',
  weight: 4,
  async live({ random, kept, where, process }) {
    const draft = one(random, [...kept.drafts.values()]);
    if (!draft) return undefined;
    const { callDrafts } = process.storage.in(where.id);
    const other = kept.memberIds.find((id) => id !== draft.memberId) ?? '';
    const theirs = await callDrafts.find(other, draft.id);
    const broken =
      theirs && theirs.memberId !== other ? [`${other} read the call ${draft.id} of ${draft.memberId}`] : [];
    const found = await callDrafts.find(draft.memberId, draft.id);
    return { words: `${draft.id} ${found ? 'found' : 'gone'}`, broken };
  },
};

/** Noted, or thrown away; a page that saves late changes nothing. */
const end: Happening = {
  name: 'a call is noted or thrown away, and its page saves once more',
  weight: 3,
  async live(scene) {
    const { random, kept, where, process, life } = scene;
    const draft = one(
      random,
      [...kept.drafts.values()].filter(({ typed }) => typed !== null),
    );
    if (!draft) return undefined;
    const { id, memberId } = draft;
    const at = formatInstant(life.now);
    await process.storage.atomically(where.id, ({ callDrafts }) => callDrafts.end(memberId, id, at));
    kept.drafts.set(draftKey(draft), { ...draft, typed: null, personId: null, updatedAt: at });
    const late = { id, memberId, personId: null, typed: typedOf(scene), updatedAt: at };
    const saved = await process.storage.atomically(where.id, ({ callDrafts }) => callDrafts.save(late));
    return { words: id, broken: saved ? [`the call ${id} was noted, and a late page brought it back`] : [] };
  },
};

export const callDraftHappenings: readonly Happening[] = [type, open, end];
