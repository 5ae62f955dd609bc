// One member at the desk: reads lists, notes calls, calls drivers, takes, promises, tells, closes, looks at figures.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '#src/demo/random.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formsOf, type HtmlForm, linksOf } from '#test/load/html-forms.ts';
import type { Answer, TimedSite } from '#test/load/timed-site.ts';

/** A write that the service acknowledged: it has to be found at the end. */
export interface Acknowledged {
  readonly kind: 'noted' | 'called' | 'taken' | 'promised' | 'told' | 'closed';
  readonly requestId: string;
  readonly memberId: string;
  /** Words that only this write carries. */
  readonly mark: string;
}

/** What the work came to. */
export interface Work {
  readonly acknowledged: Acknowledged[];
  /** Times a colleague had written first, and the page was read again. */
  conflicts: number;
  /** Times the service said that it could not be done so. */
  refusals: number;
  /** Gestures given up after several conflicts. */
  givenUp: number;
}

export interface Member {
  readonly id: string;
  readonly cookie: string;
}

interface Shift {
  readonly site: TimedSite;
  readonly member: Member;
  readonly random: Random;
  readonly work: Work;
  readonly today: IsoDate;
  /** Number of the last thing marked, for all members. */
  readonly mark: () => string;
}

const DESK = '/lot/equipe';
const REQUESTS = `${DESK}/demandes`;
const TRIES = 4;
const TOWNS = [
  'Gramat',
  'Figeac',
  'Cahors',
  'Gourdon',
  'Souillac',
  'Saint-Céré',
  'Martel',
  'Puy-l’Évêque',
  'Lalbenque',
  'Cajarc',
];

const requestIn = (path: string | null): string | undefined => /\/equipe\/demandes\/([^/?]+)/.exec(path ?? '')?.[1];

/** Requests that a list links to. */
const requestsOn = (html: string): readonly string[] => [
  ...new Set(
    linksOf(html)
      .flatMap((link) => requestIn(link) ?? [])
      .filter((id) => id !== 'nouvelle'),
  ),
];

const fill = (form: HtmlForm, values: Readonly<Record<string, string>>): URLSearchParams => {
  const fields = new URLSearchParams(form.fields);
  for (const [name, value] of Object.entries(values)) fields.set(name, value);
  return fields;
};

/** What was answered to a gesture, counted. */
const count = (work: Work, { status }: Answer): 'kept' | 'conflict' | 'other' => {
  if (status === 303) return 'kept';
  if (status === 409) work.conflicts += 1;
  if (status === 422) work.refusals += 1;
  return status === 409 ? 'conflict' : 'other';
};

const noteCall = async ({ site, member, random, work, today, mark }: Shift): Promise<string | undefined> => {
  const words = mark();
  const search = random.chance(0.7)
    ? `?q=${random.pick(['Marty', 'Delp', 'Cayr', '0639', '98', 'Odette', 'Bouyss'])}`
    : '';
  const page = await site.get('noter un appel', `${REQUESTS}/nouvelle${search}`, member.cookie);
  const form = formsOf(page.html).find(({ action }) => action.endsWith('/demandes/nouvelle'));
  if (!form) return undefined;
  const [from = '', to = ''] = random.shuffled(TOWNS);
  const fields = fill(form, {
    prenom: 'Odette',
    nom: `Vidalh ${words}`,
    telephone: `05 36 49 ${String(random.whole(0, 99)).padStart(2, '0')} ${String(random.whole(0, 99)).padStart(2, '0')}`,
    depart: from,
    arrivee: to,
    quand: 'date',
    date: addDays(today, random.whole(1, 12)),
    horaire: 'rendez-vous',
    heure: `${random.whole(8, 11)} h`,
    retour: 'oui',
    retour_horaire: 'libre',
    retour_attend: 'non',
    precisions: words,
    information: 'oui',
  });
  const answer = await site.post('noter un appel (envoi)', form.action, member.cookie, fields);
  const id = requestIn(answer.location);
  if (count(work, answer) !== 'kept' || id === undefined) return undefined;
  work.acknowledged.push({ kind: 'noted', requestId: id, memberId: member.id, mark: words });
  return id;
};

/** What is filled in a form of the sheet; undefined when the sheet does not offer it now. */
interface Gesture {
  readonly kind: Acknowledged['kind'];
  readonly action: string;
  readonly weight: number;
  readonly values: (shift: Shift, form: HtmlForm, mark: string) => Readonly<Record<string, string>>;
}

const GESTURES: readonly Gesture[] = [
  {
    kind: 'called',
    action: '/appel',
    weight: 6,
    values: ({ random }, form, note) => ({
      note,
      reponse: random.pick(['not-reached', 'no', 'not-reached', 'yes']),
      occasions: form.choices.get('occasions')?.[0] ?? form.fields.get('occasions') ?? '',
    }),
  },
  { kind: 'taken', action: '/moi', weight: 2, values: () => ({}) },
  {
    kind: 'promised',
    action: '/promesse',
    weight: 2,
    values: ({ random, today }) => ({
      promesse_jour: addDays(today, random.whole(1, 5)),
      promesse_heure: `${random.whole(9, 17)} h`,
    }),
  },
  { kind: 'told', action: '/prevenue', weight: 1, values: () => ({}) },
  { kind: 'closed', action: '/cloture', weight: 1, values: () => ({ motif: 'no-solution', prevenue: 'oui' }) },
];

/** One gesture on a sheet, done again on the sheet as it is when a colleague wrote first. */
const actOnSheet = async (shift: Shift, requestId: string): Promise<void> => {
  const { site, member, random, work } = shift;
  const gesture = random.weighted(GESTURES, ({ weight }) => weight);
  const mark = shift.mark();
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const sheet = await site.get('fiche d’une demande', `${REQUESTS}/${requestId}`, member.cookie);
    const offered = formsOf(sheet.html).filter(({ action }) => action.endsWith(gesture.action));
    if (offered.length === 0) return;
    // Someone reads the sheet before acting: meanwhile a colleague may write.
    await sleep(random.whole(20, 200));
    const form = random.pick(offered);
    const fields = fill(form, gesture.values(shift, form, mark));
    const answer = await site.post(`geste : ${gesture.action.slice(1)}`, form.action, member.cookie, fields);
    const outcome = count(work, answer);
    if (outcome === 'kept') work.acknowledged.push({ kind: gesture.kind, requestId, memberId: member.id, mark });
    if (outcome !== 'conflict') return;
  }
  work.givenUp += 1;
};

/** Pages read beside the sheets. */
const READ: readonly (readonly [page: string, path: string])[] = [
  ['demandes', REQUESTS],
  ['aujourd’hui', `${DESK}/aujourdhui`],
  ['feuille d’appels', `${DESK}/imprimer/appels`],
  ['conducteurs par ligne', `${DESK}/imprimer/conducteurs`],
  ['affiches', `${DESK}/imprimer/affiches`],
  ['demandes, recherche', `${REQUESTS}?q=vidal`],
  ['conducteurs', `${DESK}/conducteurs?liste=tous`],
  ['besoins', `${DESK}/besoins`],
  ['chiffres', `${DESK}/chiffres`],
  ['lieux', `${DESK}/lieux`],
  ['lieux, complétion', `${DESK}/lieux/recherche?q=gram`],
];

/** All for tomorrow, as it is printed once an evening, and the page that types it back. */
const printTonight = async ({ site, member }: Shift): Promise<void> => {
  const prints = await site.get('imprimer', `${DESK}/imprimer`, member.cookie);
  const form = formsOf(prints.html).find(({ action }) => action.endsWith('/imprimer/demain'));
  if (!form) return;
  const fields = fill(form, {});
  const { location } = await site.post('tout imprimer (envoi)', form.action, member.cookie, fields);
  if (location === null) return;
  const { pathname } = new URL(location, 'http://localhost');
  await site.get('feuille de demain', pathname, member.cookie);
  await site.get('reporter la feuille', `${pathname}/reporter`, member.cookie);
};

/** Rounds of a shift of which one prints. */
const PRINTS = 0.04;

/** Works until told to stop, with the pauses of someone in a hurry. */
export const workShift = async (shift: Shift, until: () => boolean, pause: number): Promise<void> => {
  const { site, member, random } = shift;
  while (!until()) {
    const home = await site.get('à faire', DESK, member.cookie);
    const todo = requestsOn(home.html);
    await sleep(random.whole(0, 2 * pause));
    if (random.chance(0.35)) {
      const noted = await noteCall(shift);
      if (noted !== undefined) await actOnSheet(shift, noted);
    } else if (todo.length > 0) await actOnSheet(shift, random.pick(todo.slice(0, 25)));
    await sleep(random.whole(0, 2 * pause));
    if (random.chance(PRINTS)) await printTonight(shift);
    const [page, path] = random.pick(READ);
    const list = await site.get(page, path, member.cookie);
    if (page === 'conducteurs') {
      const sheet = one(
        random,
        linksOf(list.html).filter((link) => /\/equipe\/conducteurs\/[^/?]{8,}$/.test(link)),
      );
      if (sheet !== undefined) await site.get('fiche d’une personne', sheet, member.cookie);
    }
    await sleep(random.whole(0, 2 * pause));
  }
};

const one = (random: Random, items: readonly string[]): string | undefined =>
  items.length === 0 ? undefined : random.pick(items);
