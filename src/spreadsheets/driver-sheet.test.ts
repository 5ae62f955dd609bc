import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Columns } from '#src/spreadsheets/columns.ts';
import { type DriverLine, readDriverLine } from '#src/spreadsheets/driver-sheet.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import type { LineReading } from '#src/spreadsheets/line-reading.ts';

const USUAL: Partial<Record<Field, string>> = {
  sentAt: '05/12/2019 10:22:31',
  from: 'Gourdon',
  to: 'Cahors',
  days: 'Lundi, Mardi',
  departure: '07:30:00',
  firstName: 'Jeanne',
  lastName: 'Delmas',
  phone: '06 39 98 01 01',
};

const lineWith = (changes: Partial<Record<Field, string>>): LineReading<DriverLine> => {
  const cells = Object.entries({ ...USUAL, ...changes }) as [Field, string][];
  const columns: Columns = {
    kind: 'drivers',
    title: '',
    by: 'headers',
    places: new Map(cells.map(([field], index) => [field, [index]])),
    ignored: [],
    rows: [],
  };
  return readDriverLine(columns, { line: 2, cells: cells.map(([, cell]) => cell) }, '2026-11-22');
};

const taken = (changes: Partial<Record<Field, string>>): DriverLine & { readonly doubts: readonly string[] } => {
  const line = lineWith(changes);
  return line.kind === 'taken' ? { ...line.value, doubts: line.doubts } : assert.fail(line.reason);
};

const refusal = (changes: Partial<Record<Field, string>>): string => {
  const line = lineWith(changes);
  return line.kind === 'refused' ? line.reason : assert.fail('was taken');
};

const MONDAY_TO_FRIDAY = 31;

suite("a line of a drivers' sheet", () => {
  test('days as people write them', () => {
    const days = (cell: string) => taken({ days: cell }).days;
    assert.deepEqual(days('Lundi, Mardi'), { kind: 'regular', weekdays: 3 });
    assert.deepEqual(days('Du lundi au vendredi'), { kind: 'regular', weekdays: MONDAY_TO_FRIDAY });
    assert.deepEqual(days('variable selon mon planning'), { kind: 'regular', weekdays: 127 });
    assert.match(refusal({ days: 'Lundredi' }), /« lundredi » n'est pas un jour/);
    assert.match(refusal({ days: '' }), /Ni jours ni date/);
  });

  test('a day of the week in the column of dates is every week, when nothing says the day it was sent', () => {
    const line = taken({ sentAt: '', date: 'jeudi', days: '' });
    assert.deepEqual(line.days, { kind: 'regular', weekdays: 8 });
    assert.match(line.doubts[0] ?? '', /« jeudi » : compris comme chaque semaine/);
    assert.equal(taken({ date: 'jeudi', days: '' }).days.kind, 'one-off');
  });

  test('a date makes a one-off trip, and a day that does not exist is refused with its reason', () => {
    assert.deepEqual(taken({ date: '16/12/2026', days: '' }).days, { kind: 'one-off', date: '2026-12-16' });
    assert.equal(
      refusal({ date: '30/02/2026' }),
      "Date du trajet : Le 30/02/2026 n'existe pas : février 2026 a 28 jours.",
    );
    assert.match(taken({ date: '16/12/2026', days: 'lundi' }).doubts[0] ?? '', /ne s'accordent pas/);
  });

  test('a date without its year is counted from the day of the form, not from today', () => {
    assert.deepEqual(taken({ date: '16 décembre', days: '' }).days, { kind: 'one-off', date: '2019-12-16' });
  });

  test('hours: exact, variable, vague, impossible', () => {
    assert.equal(taken({ departure: '08:30:00' }).departure, 510);
    assert.equal(taken({ departure: '8h30' }).departure, 510);
    assert.equal(taken({ departure: '-' }).departure, null);
    const vague = taken({ departure: 'vers 9h ou 9h30' });
    assert.equal(vague.departure, null);
    assert.equal(vague.remarks, 'Heure de départ : vers 9h ou 9h30');
    assert.match(vague.doubts[0] ?? '', /heure à demander/);
    assert.match(refusal({ departure: '27:00:00' }), /« 27:00:00 » n'existe pas/);
  });

  test('a way back only when its hour is filled', () => {
    assert.equal(taken({}).back, null);
    assert.equal(taken({ back: 'pas de retour' }).back, null);
    assert.deepEqual(taken({ back: '17h' }).back, { departure: 1020 });
    assert.deepEqual(taken({ back: '-' }).back, { departure: null });
  });

  test('consent: only a plain yes is a yes, silence is none', () => {
    const said = (consent: string) => taken({ consent }).numberShown;
    for (const yes of ['oui', 'OUI', ' Oui ! ', 'oui, merci', 'oui oui', 'Je consens', 'je consens'])
      assert.equal(said(yes), true, yes);
    for (const no of ['Non', 'non merci', "Non, appelez-moi d'abord", 'Je ne consens pas'])
      assert.equal(said(no), false, no);
    for (const none of ['', '-', 'oui mais par SMS', 'oui ?', 'peut-être', 'ouiste'])
      assert.equal(said(none), null, none);
    assert.match(taken({ consent: 'oui mais par SMS' }).doubts[0] ?? '', /ni oui ni non/);
  });

  test('kind of help, from the long sentences', () => {
    const regular = 'régulier (partage des frais à définir avec le passager, ou alternance de véhicule etc.)';
    const once = 'ponctuel et gratuit, pour rendre service à une personne de temps en temps (recommandé par Lotocar)';
    assert.equal(taken({ help: regular }).help, 'shared');
    assert.equal(taken({ help: once }).help, 'free');
    assert.equal(taken({ help: `${regular}, ${once}` }).help, 'shared');
    assert.equal(taken({ help: `${regular}, ${once}`, date: '16/12/2026', days: '' }).help, 'free');
  });

  test('communes on the way', () => {
    assert.deepEqual(taken({ via: 'par Gramat et Assier' }).via, ['Gramat', 'Assier']);
    assert.deepEqual(taken({ via: 'via Saint-Clair, puis Catus - Mercuès' }).via, ['Saint-Clair', 'Catus', 'Mercuès']);
    assert.deepEqual(taken({ via: 'direct' }).via, []);
  });

  test('who: names tidied, two numbers, an e-mail typed in another column', () => {
    const { person } = taken({ firstName: 'MARIE-JEANNE', lastName: 'delmas', phone: '0639980101 / 0536490102' });
    assert.deepEqual([person.firstName, person.lastName], ['Marie-Jeanne', 'Delmas']);
    assert.deepEqual(
      person.phones.map(({ number, kind }) => `${number} ${kind}`),
      ['+33639980101 mobile', '+33536490102 landline'],
    );
    assert.equal(taken({ address: 'Jeanne.D@exemple.fr', phone: '' }).person.email, 'jeanne.d@exemple.fr');
    assert.equal(taken({ firstName: '', lastName: '', fullName: 'DELMAS Jeanne' }).person.lastName, 'Delmas');
  });

  test('what nobody can be reached by, or cells that slid, are refused', () => {
    assert.match(refusal({ phone: '' }), /Il manque un numéro/);
    assert.equal(refusal({ phone: '06 39 98' }), 'Le téléphone « 06 39 98 » n’est pas complet. Corrigez-le.');
    assert.match(refusal({ phone: '06 39 98', email: 'jeanne' }), /ne permettent de joindre/);
    assert.match(refusal({ lastName: '06 39 98 01 01', phone: 'Delmas' }), /décalées/);
    assert.match(refusal({ firstName: '', lastName: '' }), /nom manque/);
    assert.match(refusal({ to: '' }), /Il manque l'arrivée/);
  });

  test('the column "Communication" held two things: its words tell which', () => {
    assert.equal(taken({ heardFrom: 'Bouche à Oreille' }).heardFrom, 'Bouche à Oreille');
    assert.deepEqual([taken({ heardFrom: 'SMS' }).heardFrom, taken({ heardFrom: 'SMS' }).prefers], ['', 'SMS']);
  });

  test('days and hours in one cell, as in summer 2019', () => {
    const line = taken({ days: '', departure: '', timetable: 'Du lundi au vendredi 7h30 - 17h30' });
    assert.deepEqual(
      [line.days, line.departure, line.back],
      [{ kind: 'regular', weekdays: MONDAY_TO_FRIDAY }, 450, { departure: 1050 }],
    );
    assert.deepEqual(taken({ days: '', departure: '', timetable: 'lundi - vendredi 8h' }).days, {
      kind: 'regular',
      weekdays: MONDAY_TO_FRIDAY,
    });
  });
});
