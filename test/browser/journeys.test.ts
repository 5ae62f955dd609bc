import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { everyDay } from '#test/fixtures/drivers.ts';
import { addMember, signIn } from '#test/helpers/team.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { AXE_SOURCE, overflowIn, violations } from './looks.ts';
import { openTestSite, type TestSite } from './test-site.ts';

const daily = (departure: number) => ({
  schedule: everyDay(departure),
});

/** Before it opens: a program in a process of its own learns of a new timetable some minutes later. */
const withTimetables = async (changes: { readonly publicUrl: string }): Promise<TestService> => {
  const service = await openTestService(changes);
  await setSwitches(service, { timetables: true });
  await keepDemoTimetable(service);
  return service;
};

suite('a coach is as good as a driver', () => {
  let site: TestSite;
  let page: Page;
  before(async () => {
    site = await openTestSite(withTimetables);
    const { service } = site;
    await service.addDriver({ stops: ['Figeac', 'Cahors'], trip: daily(480) });
    await service.addDriver({
      firstName: 'Lucette',
      lastName: 'Martin',
      stops: ['Martel', 'Souillac'],
      trip: daily(510),
    });
    const context = await site.visitor({ width: 320 });
    await context.addInitScript({ content: AXE_SOURCE });
    page = await context.newPage();
  });
  after(() => site.close());

  const search = async (from: string, to: string): Promise<void> => {
    await page.goto(`${site.url}/lot`);
    await page.getByLabel('Départ').fill(from);
    await page.getByLabel('Arrivée').fill(to);
    await page.getByLabel('Quel jour ?').fill('2026-11-26');
    await page.getByLabel('Heure').fill('09:00');
    await page.getByRole('button', { name: 'Chercher' }).click();
  };

  test('on a weak phone, the coach of the hour is read first, the others are one touch away', async () => {
    await search('figeac', 'cahors');
    await page.getByRole('heading', { level: 2, name: 'En car, en train, à la demande' }).waitFor();
    const first = page.locator('[data-journey]').first();
    assert.match((await first.innerText()).replaceAll('\u00a0', ' '), /^6 h 40\s+arrivée 8 h 26/);
    const later = page.getByText('17 h 30', { exact: true });
    assert.equal(await later.isVisible(), false);
    await page.getByText('À une autre heure :', { exact: false }).first().click();
    assert.equal(await later.isVisible(), true);
    assert.equal(await page.locator('[data-trip]').count(), 1);
    assert.deepEqual([...(await violations(page)), ...(await overflowIn(320)(page))], []);
  });

  test('where nobody goes all the way, a driver to the station and the train, which are asked for', async () => {
    await search('martel', 'cahors');
    await page.getByText('Lucette M. vous dépose à la gare de Souillac').waitFor();
    assert.deepEqual([...(await violations(page)), ...(await overflowIn(320)(page))], []);
    await page.getByRole('link', { name: 'Demander ce trajet avec Lucette M.' }).click();
    assert.equal(await page.getByLabel('D’où partez-vous ?').inputValue(), 'Martel');
  });

  test('at the desk, it is said while the call is noted', async () => {
    await addMember(site.service, 'claire', { role: 'coordination' });
    const { Cookie } = await signIn(site.service, 'claire');
    const context = await site.visitor({ width: 1100, cookie: Cookie });
    await context.addInitScript({ content: AXE_SOURCE });
    const desk = await context.newPage();
    await desk.goto(`${site.url}/lot/equipe/demandes/nouvelle`);
    await desk.getByLabel('D’où ?').fill('Figeac');
    await desk.getByLabel('Où devez-vous être ?').fill('Cahors');
    await desk.getByLabel('Où devez-vous être ?').blur();
    await desk.getByText('dernier retour 18 h 20').first().waitFor();
    assert.deepEqual(await violations(desk), []);
    await context.close();
  });
});
