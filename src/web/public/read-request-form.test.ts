import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { communesOfFrance, placesOfFrance } from '#src/sources/places-of-france.ts';
import type { Typed } from '#src/web/layout/fields.tsx';
import { readRequestForm } from '#src/web/public/read-request-form.ts';

const communes = communesOfFrance();
const territory = {
  communeCodes: communes.communesOfDepartment('46').map(({ code }) => code),
  localPlaces: [],
  centre: { latitude: 44.6, longitude: 1.7 },
};
const today = '2026-11-24';
const search = placesOfFrance();
const read = (form: Typed) => readRequestForm(form, { search, territory }, today);

const LEAST: Typed = {
  depart: 'Gramat',
  arrivee: 'Cahors',
  quand: 'date',
  date: '2026-12-01',
  horaire: 'rendez-vous',
  heure: '9h30',
  retour: 'non',
  pour: 'moi',
  nom: 'Vidal',
  telephone: '05 36 49 12 34',
};

const taken = (form: Typed) => {
  const result = read(form);
  assert.ok(result.kind === 'read', JSON.stringify(result));
  return result.request;
};

const errors = (form: Typed): readonly string[] => {
  const result = read(form);
  return result.kind === 'refused' ? Object.keys(result.errors).toSorted() : [];
};

suite('a request form', () => {
  test('with its least: two places, a day, an hour, the return, a name and a phone', () => {
    const request = taken(LEAST);
    assert.equal(request.ways.length, 1);
    assert.deepEqual(request.ways[0]?.when, { kind: 'dates', dates: ['2026-12-01'] });
    assert.deepEqual(request.ways[0]?.window, { kind: 'arrive-by', at: 570 });
    assert.ok(request.passenger.kind === 'described' && request.passenger.phone?.number === '+33536491234');
    assert.deepEqual([request.seats, request.motive, request.needs, request.source], [1, null, [], 'form']);
  });

  test('empty, says everything that is missing at once', () => {
    assert.deepEqual(errors({}), ['arrivee', 'depart', 'horaire', 'nom', 'quand', 'retour', 'telephone']);
  });

  test('several days, within the week, every week', () => {
    const dates = taken({ ...LEAST, quand: 'dates', dates: ['2026-12-08', '', '2026-12-01'] });
    assert.deepEqual(dates.ways[0]?.when, { kind: 'dates', dates: ['2026-12-01', '2026-12-08'] });
    const within = taken({ ...LEAST, quand: 'semaine' });
    assert.deepEqual(within.ways[0]?.when, { kind: 'within', from: today, until: '2026-12-01' });
    const weekly = taken({ ...LEAST, quand: 'regulier', jours: ['2', '4'], du: '2026-12-07', au: '' });
    assert.deepEqual(weekly.ways[0]?.when, { kind: 'weekly', weekdays: 10, from: '2026-12-07', until: null });
    assert.deepEqual(errors({ ...LEAST, quand: 'regulier' }), ['jours']);
    assert.deepEqual(errors({ ...LEAST, quand: 'dates' }), ['dates']);
  });

  test('the return goes back the same days, or another day', () => {
    const back = { ...LEAST, retour: 'oui', retour_horaire: 'apres-midi' };
    const [, same] = taken(back).ways;
    assert.deepEqual([same?.direction, same?.from.label, same?.to.label], ['return', 'Cahors', 'Gramat']);
    assert.deepEqual(same?.when, { kind: 'dates', dates: ['2026-12-01'] });
    const [, other] = taken({ ...back, retour_date: '3 décembre' }).ways;
    assert.deepEqual(other?.when, { kind: 'dates', dates: ['2026-12-03'] });
    assert.deepEqual(errors({ ...back, retour_date: '2026-11-30' }), ['retour_date']);
    assert.deepEqual(errors({ ...LEAST, retour: 'oui', retour_horaire: 'depart', retour_heure: '8h' }), [
      'retour_heure',
    ]);
    assert.deepEqual(errors({ ...LEAST, retour: 'oui' }), ['retour_horaire']);
  });

  test('a past day and a bad hour are told where they are', () => {
    assert.deepEqual(errors({ ...LEAST, date: '2026-11-23' }), ['date']);
    assert.deepEqual(errors({ ...LEAST, heure: '25h' }), ['heure']);
    assert.deepEqual(errors({ ...LEAST, date: '31/11/2026' }), ['date']);
  });

  test('an hour written without its box is an appointment', () => {
    assert.deepEqual(taken({ ...LEAST, horaire: '' }).ways[0]?.window, { kind: 'arrive-by', at: 570 });
  });

  test('an ambiguous place is asked under its field, and the choice is taken for that very text', () => {
    const asked = read({ ...LEAST, arrivee: 'Villefranche' });
    assert.ok(asked.kind === 'refused' && asked.choices.arrivee.length > 1);
    const choice = asked.choices.arrivee[0]?.value ?? '';
    const chosen = taken({ ...LEAST, arrivee: 'Villefranche', arrivee_choix: choice });
    assert.match(chosen.ways[0]?.to.label ?? '', /Villefranche/);
    const changed = taken({ ...LEAST, arrivee: 'Figeac', arrivee_choix: choice });
    assert.equal(changed.ways[0]?.to.label, 'Figeac', 'a choice left over counts for nothing');
  });

  test('for someone else: the asker gives their number, and the passenger may have none', () => {
    const other = {
      ...LEAST,
      pour: 'autre',
      telephone: '',
      demandeur_nom: 'Nadine Roques',
      demandeur_telephone: '06 39 98 12 34',
    };
    const request = taken(other);
    assert.deepEqual(request.askedFor, { name: 'Nadine Roques', number: '+33639981234', callBackAsker: true });
    assert.ok(request.passenger.kind === 'described' && request.passenger.phone === null);
    assert.deepEqual(errors({ ...other, rappeler: 'personne' }), ['telephone']);
    assert.deepEqual(errors({ ...other, demandeur_telephone: '12', demandeur_nom: '' }), [
      'demandeur_nom',
      'demandeur_telephone',
    ]);
  });

  test('only known needs and motives are kept', () => {
    const request = taken({ ...LEAST, besoins: ['walker', 'piano'], motif: 'health', personnes: '3' });
    assert.deepEqual([request.needs, request.motive, request.seats], [['walker'], 'health', 3]);
    assert.equal(taken({ ...LEAST, motif: 'secret', personnes: '99' }).motive, null);
  });
});
