import { percentileOf, sortedNumbers } from '#src/bench/percentile.ts';
import { TRIPS, withFilled } from '#src/bench/search.bench.ts';
import type { OpenService } from '#src/main.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import { createAddMember } from '#src/team/add-member.ts';
import { passwordHasher } from '#src/web/guards/password-hasher.ts';

const CALLS = 60;
const PASSWORD = 'la brebis du causse';
const OURS = { 'Sec-Fetch-Site': 'same-origin', 'X-Requested-With': 'lotocar' };

const signIn = async ({ app, service }: OpenService, territoryId: string): Promise<Record<string, string>> => {
  const { storage, clock, newId } = service;
  await createAddMember({ atomically: (id, work) => storage.atomically(id, work), now: clock, newId })(
    { territoryId, byMember: null },
    {
      login: 'claire',
      name: 'Claire',
      email: null,
      role: 'member',
      host: false,
      passwordHash: await passwordHasher.hash(PASSWORD),
    },
  );
  const body = new URLSearchParams({ identifiant: 'claire', mot_de_passe: PASSWORD });
  const response = await app.request('/lot/equipe/connexion', { method: 'POST', body, headers: OURS });
  return { ...OURS, Cookie: (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };
};

/** The form at each key of a call: where to, letter by letter, then the day, the hour and how to come home. */
const keysOf = ({ from, to }: MatchQuery): readonly Readonly<Record<string, string>>[] => {
  const start = { depart: from.label, quand: 'date', horaire: 'rendez-vous', personnes: '1' };
  const letters = Array.from(to.label, (_, n) => ({ ...start, arrivee: to.label.slice(0, n + 1) }));
  const dated = { ...start, arrivee: to.label, date: '2026-12-01' };
  return [...letters, dated, { ...dated, heure: '9h30' }, { ...dated, heure: '9h30', retour: 'attend' }];
};

/** From a key typed in a call to the list of drivers who fit, on the server: what the page of the desk asks at each one. */
export const run = async () => {
  const milliseconds = await withFilled(
    (directory) => directory.communesOfDepartment('46'),
    TRIPS,
    'mostly-the-territory',
    async (open, { territoryId, queries }) => {
      const headers = await signIn(open, territoryId);
      const ask = async (form: Readonly<Record<string, string>>): Promise<number> => {
        const start = performance.now();
        const body = new URLSearchParams(form);
        const response = await open.app.request('/lot/equipe/demandes/nouvelle/qui-convient', {
          method: 'POST',
          body,
          headers,
        });
        await response.text();
        if (response.status !== 200) throw new Error(`${response.status}`);
        return performance.now() - start;
      };
      const calls = queries.slice(0, CALLS).map(keysOf);
      for (const keys of calls.slice(0, 5)) for (const form of keys) await ask(form);
      const taken: number[] = [];
      for (const keys of calls) for (const form of keys) taken.push(await ask(form));
      return sortedNumbers(taken);
    },
  );
  const figure = (name: string, value: number, unit: string) => ({ name, value, unit });
  return {
    name: `desk : d'une touche à la liste de qui convient, sur le serveur (${TRIPS.toLocaleString('fr-FR')} trajets, SQLite)`,
    figures: [
      figure('touches', milliseconds.length, ''),
      figure('p50', percentileOf(milliseconds, 0.5), 'ms'),
      figure('p99', percentileOf(milliseconds, 0.99), 'ms'),
      figure('la plus longue', milliseconds.at(-1) ?? 0, 'ms'),
    ],
  };
};
