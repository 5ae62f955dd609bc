import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createJoinPersons, findTwins } from '#src/privacy/join-persons.ts';
import { openLink } from '#src/drivers/open-link.ts';
import { createOfferTrip, type SignUp } from '#src/drivers/offer-trip.ts';
import { detailsOf } from '#src/trips/trip-details.ts';
import { aTrip } from '#test/fixtures/drivers.ts';
import { onSqlite } from '#test/fixtures/sqlite.ts';

const phones = [{ number: '+33639980001', kind: 'mobile', sms: true }] as const;

const form: SignUp = {
  driver: { firstName: ' Odile ', lastName: 'Delmas', phones, email: null, heardFrom: 'le marché' },
  trips: [{ details: detailsOf(aTrip()), back: { departure: 1050, date: null } }],
  consents: { listed: true, numberShown: false },
  by: { kind: 'form' },
};

suite('offerTrip', () => {
  onSqlite((bench) => {
    const offer = (asked: SignUp, token: string) =>
      createOfferTrip(bench.tools, bench.secret)(bench.territory, asked, { token, code: null });
    const stores = () => bench.storage.in(bench.territory.id);
    const signUp = async (asked: SignUp, token: string): Promise<string> => {
      const done = await offer(asked, token);
      assert.equal(done.kind, 'offered');
      return done.kind === 'offered' ? done.personId : '';
    };

    test('makes a driver who waits to be welcomed, two trips, what was answered, and a link', async () => {
      const id = await signUp(form, 'aaaa');
      const driver = await stores().drivers.get(id);
      assert.equal(driver.person.firstName, 'Odile');
      assert.equal(driver.welcomedOn, null);
      assert.deepEqual(driver.consents, { listed: true, numberShown: false, neighbours: false });
      assert.deepEqual(
        (await stores().drivers.consentsOf(id)).map(({ purpose, how }) => `${purpose} ${how}`).toSorted(),
        ['listed form', 'numberShown form'],
      );
      const [outward, back] = await stores().trips.ofDriver(id);
      assert.equal(back?.returnOf, outward?.id);
      assert.deepEqual([outward?.schedule.departure, back?.schedule.departure], [510, 1050]);
      const opened = await openLink(stores().links, 'AA AA', bench.now);
      assert.equal(opened.kind === 'open' && opened.personId, id);
      assert.equal(opened.kind === 'open' && opened.expiresAt, '2027-12-22T20:00:00.000Z');
    });

    test('the same name at the same number makes another sheet: a form shows and changes nothing of anyone', async () => {
      const id = await signUp(form, 'bbbb');
      await bench.storage.atomically(bench.territory.id, ({ drivers }) =>
        drivers.welcome(id, '2026-11-22', 'm-1', '2026-11-22T20:00:00.000Z'),
      );
      const before = await stores().drivers.get(id);
      const again = await signUp(
        {
          ...form,
          consents: { listed: true, numberShown: true },
          driver: { ...form.driver, email: 'faux@example.org' },
        },
        'cccc',
      );
      assert.notEqual(again, id);
      assert.deepEqual(await stores().drivers.get(id), before);
      assert.equal((await stores().drivers.get(again)).welcomedOn, null, 'not shown before someone has called');
      assert.equal((await openLink(stores().links, 'bbbb', bench.now)).kind, 'open');
    });

    test('once spoken to, the team makes one person of the two', async () => {
      const known = await signUp({ ...form, driver: { ...form.driver, lastName: 'Vidal' } }, 'dddd');
      const other = [{ number: '+33536490001', kind: 'landline' as const, sms: false }];
      const newcomer = await signUp(
        {
          ...form,
          driver: {
            ...form.driver,
            firstName: 'VIDAL',
            lastName: 'odilé',
            phones: [...phones, ...other],
            email: 'odile@example.org',
          },
          consents: { numberShown: true },
        },
        'eeee',
      );
      const twins = await findTwins(stores(), (await stores().drivers.get(newcomer)).person);
      assert.deepEqual(
        twins.map((twin) => twin.id),
        [known],
      );
      const joined = await createJoinPersons(bench.tools)(bench.territory, newcomer, known, 'm-1');
      assert.deepEqual(joined, { kind: 'joined', trips: 2 });
      assert.equal(await stores().people.find(newcomer), undefined);
      const { person, consents } = await stores().drivers.get(known);
      assert.equal((await stores().trips.ofDriver(known)).length, 4);
      assert.deepEqual(
        person.phones.map((phone) => phone.number),
        ['+33639980001', '+33536490001'],
      );
      assert.equal(person.email, 'odile@example.org');
      assert.deepEqual(consents, { listed: true, numberShown: true, neighbours: false });
      assert.equal((await openLink(stores().links, 'eeee', bench.now)).kind, 'closed');
      assert.equal((await openLink(stores().links, 'dddd', bench.now)).kind, 'open');
    });

    test('the same form sent twice makes one driver, whose second link opens', async () => {
      const id = await signUp({ ...form, id: 'from-the-form' }, 'ffff');
      const again = await offer({ ...form, id: 'from-the-form' }, 'gggg');
      assert.deepEqual(again.kind === 'offered' && [again.personId, again.already], [id, true]);
      assert.equal((await stores().trips.ofDriver(id)).length, 2);
      assert.deepEqual(await openLink(stores().links, 'ffff', bench.now), { kind: 'closed', why: 'replaced' });
      assert.equal((await openLink(stores().links, 'gggg', bench.now)).kind, 'open');
    });

    test('on the phone, the driver is welcomed by who answers', async () => {
      const id = await signUp(
        {
          ...form,
          by: { kind: 'member', memberId: 'm-1', welcomed: true, informedOn: '2026-11-22' },
          consents: { listed: true },
        },
        'hhhh',
      );
      const driver = await stores().drivers.get(id);
      assert.deepEqual(
        [driver.welcomedOn, driver.welcomedBy, driver.person.informedOn],
        ['2026-11-22', 'm-1', '2026-11-22'],
      );
      assert.deepEqual(
        (await stores().drivers.consentsOf(id)).map(({ how, memberId }) => [how, memberId]),
        [['phone', 'm-1']],
      );
    });

    test('keeps nothing of what cannot be taken', async () => {
      const before = (await stores().people.search('Personne', 9)).length;
      const driver = { ...form.driver, lastName: 'Personne' };
      assert.deepEqual(
        await offer({ ...form, driver, trips: [{ details: { ...detailsOf(aTrip()), stops: [] }, back: null }] }, 'i'),
        {
          kind: 'refused',
          trip: 0,
          refusal: 'too-few-stops',
        },
      );
      assert.deepEqual(await offer({ ...form, driver: { ...driver, phones: [] } }, 'j'), { kind: 'no-contact' });
      assert.deepEqual(await offer({ ...form, driver: { ...driver, firstName: ' ', lastName: '' } }, 'k'), {
        kind: 'no-name',
      });
      assert.equal((await stores().people.search('Personne', 9)).length, before);
    });
  });
});
