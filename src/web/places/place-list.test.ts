import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { placeList } from '#src/web/places/place-list.tsx';
import { communesOfFrance } from '#src/sources/places-of-france.ts';

const communes = communesOfFrance();
const centre = { latitude: 44.6, longitude: 1.7 };

suite('names suggested in fields of places', () => {
  test('are the territory’s own, then its communes, each once, in the order of the alphabet', () => {
    const place = (id: string, name: string) => ({
      id,
      names: [name, 'autre nom'],
      kind: 'name' as const,
      communeCode: '46042',
      point: centre,
    });
    const html = placeList(
      {
        communeCodes: ['46042', '46225', '46299'],
        localPlaces: [place('1', 'Hôpital "de" <Cahors> & co'), place('2', 'Cahors')],
        centre,
      },
      communes,
    ).toString();
    const options = [...html.matchAll(/<option value="([^"]*)">/g)].map(([, name = '']) => name);
    assert.deepEqual(options.filter((name) => name === 'Cahors').length, 1);
    assert.ok(options.includes('Hôpital &quot;de&quot; &lt;Cahors&gt; &amp; co'), 'what the team typed is escaped');
    assert.deepEqual(options, options.toSorted(new Intl.Collator('fr').compare));
  });

  test('stay light for a territory of a thousand communes', () => {
    const html = placeList(
      { communeCodes: [...communes.communesOfDepartment('62')].map(({ code }) => code), localPlaces: [], centre },
      communes,
    ).toString();
    assert.ok((html.match(/<option/g)?.length ?? 0) <= 330);
    assert.match(html, /"Arras"/);
  });
});
