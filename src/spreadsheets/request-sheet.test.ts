import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Columns } from '#src/spreadsheets/columns.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import type { LineReading } from '#src/spreadsheets/line-reading.ts';
import { readRequestLine, type RequestLine } from '#src/spreadsheets/request-sheet.ts';

const USUAL: Partial<Record<Field, string>> = {
  sentAt: '03/11/2026 09:12:00',
  from: 'Gorses',
  to: 'Figeac',
  date: '12/11/2026',
  departure: '08:30:00',
  firstName: 'Lucette',
  lastName: 'Bros',
  phone: '05 36 49 06 01',
};

const lineWith = (changes: Partial<Record<Field, string>>): LineReading<RequestLine> => {
  const cells = Object.entries({ ...USUAL, ...changes }) as [Field, string][];
  const columns: Columns = {
    kind: 'requests',
    title: '',
    by: 'headers',
    places: new Map(cells.map(([field], index) => [field, [index]])),
    ignored: [],
    rows: [],
  };
  return readRequestLine(columns, { line: 2, cells: cells.map(([, cell]) => cell) });
};
const taken = (changes: Partial<Record<Field, string>>): RequestLine & { readonly doubts: readonly string[] } => {
  const line = lineWith(changes);
  return line.kind === 'taken' ? { ...line.value, doubts: line.doubts } : assert.fail(line.reason);
};
const refusal = (changes: Partial<Record<Field, string>>): string => {
  const line = lineWith(changes);
  return line.kind === 'refused' ? line.reason : assert.fail('was taken');
};

suite("a line of a requests' sheet", () => {
  test('what became of it: the letters and words of the ancestor, blank is open', () => {
    const outcome = (cell: string) => taken({ outcome: cell }).outcome;
    for (const cell of ['O', 'o', 'Oui', 'OUI', 'oui !']) assert.equal(outcome(cell), 'done', cell);
    for (const cell of ['N', 'Non', 'non, personne']) assert.equal(outcome(cell), 'no-solution', cell);
    for (const cell of ['R', 'Régulier', 'régulière', 'Oui régulier', 'Oui (régulier)'])
      assert.equal(outcome(cell), 'regular-found', cell);
    for (const cell of ['F', 'F…', 'Faux bond']) assert.equal(outcome(cell), 'not-done', cell);
    assert.equal(outcome('Annulé'), 'cancelled');
    assert.equal(outcome(''), null);
  });

  test('an unknown state stays open, is shown to a person and kept in the note', () => {
    const line = taken({ outcome: 'En attente' });
    assert.equal(line.outcome, null);
    assert.match(line.doubts[0] ?? '', /« En attente »/);
    assert.match(line.note, /État noté dans la feuille : En attente/);
  });

  test('when: a date, several, every week, a period, nothing', () => {
    const when = (date: string) => taken({ date }).when;
    assert.deepEqual(when('12/11/2026'), { kind: 'dates', dates: ['2026-11-12'] });
    assert.deepEqual(when('12/12/2026, 05/12/2026'), { kind: 'dates', dates: ['2026-12-05', '2026-12-12'] });
    assert.deepEqual(when('tous les lundis'), { kind: 'weekly', weekdays: 1, from: '2026-11-03', until: null });
    assert.deepEqual(when('du 07/12/2026 au 11/12/2026'), { kind: 'within', from: '2026-12-07', until: '2026-12-11' });
    assert.deepEqual(when(''), { kind: 'within', from: '2026-11-03', until: '2026-11-10' });
    assert.match(refusal({ date: '30/02/2026' }), /février 2026 a 28 jours/);
    assert.match(refusal({ date: '', sentAt: '' }), /Ni date de départ ni date de demande/);
    assert.match(refusal({ date: 'bientôt peut-être' }), /ne se lit pas/);
  });

  test('hours and halves of a day', () => {
    assert.deepEqual(taken({ departure: 'matin' }).window, { kind: 'morning' });
    assert.deepEqual(taken({ departure: "l'après-midi" }).window, { kind: 'afternoon' });
    assert.deepEqual(taken({ departure: 'RDV à 10h' }).window, { kind: 'arrive-by', at: 600 });
    assert.deepEqual(taken({ departure: '' }).window, { kind: 'any' });
    assert.match(refusal({ departure: '25h' }), /n'existe pas/);
  });

  test('the way back', () => {
    const back = (wantsBack: string, hour = '') => taken({ wantsBack, back: hour }).back;
    assert.deepEqual(back('Oui', '17h'), { window: { kind: 'leave-at', at: 1020 } });
    assert.deepEqual(back('Oui'), { window: { kind: 'any' } });
    assert.deepEqual(back('', '17h'), { window: { kind: 'leave-at', at: 1020 } });
    assert.deepEqual(back('oui 16h'), { window: { kind: 'leave-at', at: 960 } });
    assert.equal(back('Non', '17h'), null);
    assert.equal(back(''), null);
    assert.match(taken({ wantsBack: 'peut-être' }).doubts[0] ?? '', /un retour est compté/);
  });

  test('a motive understood is kept as its kind only: the words are often about health', () => {
    const line = taken({ motive: 'RDV dialyse' });
    assert.equal(line.motive, 'health');
    assert.doesNotMatch(JSON.stringify(line), /dialyse/);
    assert.deepEqual(taken({ motive: 'chercher un colis' }).note, 'Motif : chercher un colis');
    assert.equal(taken({ motive: "entretien d'embauche" }).motive, 'work');
  });
});
