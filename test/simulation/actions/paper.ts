// Tonight on paper: printed, then typed back line by line, by two members, on what changed meanwhile.
import type { LineToPrint, PaperLine, PaperSheet } from '#src/paper/paper-sheet.ts';
import { createPrintSheet } from '#src/paper/print-sheet.ts';
import { createReportLine, type Reported, type Reporting, type Said } from '#src/paper/report-line.ts';
import { ANSWERS } from '#src/introductions/introduction.ts';
import { OUTCOMES } from '#src/requests/ride-day.ts';
import { ridesOn } from '#src/requests/rides-on.ts';
import { openSlots } from '#src/requests/settlement.ts';
import { ANY_DAY } from '#src/requests/slots.ts';
import { addDays } from '#src/time/dates.ts';
import { lineKey } from '#test/simulation/kept.ts';
import { type Happening, one, openRequests, type Scene } from '#test/simulation/life.ts';

/** A few lines of each kind, as the page chooses them: rides of the day, drivers to call, passengers to tell. */
const linesFor = (scene: Scene, date: string, onCall: ReadonlySet<string>): readonly LineToPrint[] => {
  const { random, kept } = scene;
  const rides = ridesOn([...kept.requests.values()], kept.trips, date).map(({ request, ride }): LineToPrint => ({
    requestId: request.id,
    requestVersion: request.version,
    subject: { kind: 'ride', rideId: ride.id },
  }));
  const calls = random
    .shuffled(openRequests(scene))
    .slice(0, 6)
    .flatMap((request): readonly LineToPrint[] => {
      const line = { requestId: request.id, requestVersion: request.version };
      const way = one(random, request.ways);
      const trip = one(random, [...kept.trips.values()]);
      const slots = way ? openSlots(request, way) : [];
      if (!way || !trip || slots.length === 0) return [{ ...line, subject: { kind: 'passenger' } }];
      const regime = onCall.has(trip.driverId) ? 'on-purpose' : 'on-the-way';
      const tripId = regime === 'on-purpose' ? null : trip.id;
      const driver = { wayId: way.id, driverId: trip.driverId, tripId, regime, slots } as const;
      const when = { date: slots.includes(ANY_DAY) ? date : null, pickupAt: trip.schedule.departure };
      return [
        { ...line, subject: { kind: 'driver', ...driver, ...when } },
        { ...line, subject: { kind: 'passenger' } },
      ];
    });
  return [...rides, ...calls];
};

const print: Happening = {
  name: 'tonight is printed',
  weight: 3,
  async live(scene) {
    const { random, kept, where, process, today } = scene;
    const forDate = addDays(today, 1);
    const onCall = (await process.truth.in(where.id).volunteers.list()).map(({ driver }) => driver.id);
    const lines = linesFor(scene, forDate, new Set(onCall));
    const sheet = await createPrintSheet({
      atomically: (territoryId, work) => process.storage.atomically(territoryId, work),
      now: process.tools.now,
      newId: process.tools.newId,
    })({ territoryId: where.id, memberId: random.pick(kept.memberIds) }, forDate, lines);
    kept.sheets.add(sheet.id);
    return { words: `${sheet.id} for ${forDate}, ${lines.length} lines` };
  },
};

const saidOn = ({ random, today }: Scene, { subject }: PaperLine): Said => {
  if (subject.kind === 'passenger') return { kind: 'passenger', told: random.chance(0.8) ? 'told' : 'not-reached' };
  if (subject.kind === 'ride') return { kind: 'ride', outcome: random.pick(OUTCOMES) };
  const answer = random.pick(ANSWERS);
  return {
    kind: 'driver',
    answer,
    callAgainOn: answer === 'call-again' ? addDays(today, 1) : null,
    date: null,
    note: '',
    waits: random.chance(0.5),
  };
};

const noteReported = (scene: Scene, sheet: PaperSheet, line: PaperLine, said: Said, reported: Reported): void => {
  const { kept } = scene;
  if (reported.kind !== 'done') return;
  const word = said.kind === 'driver' ? said.answer : said.kind === 'ride' ? said.outcome : said.told;
  kept.typedBack.set(lineKey(sheet.id, line.number), word);
  if (!reported.request) return;
  const { request } = reported;
  const before = kept.requests.get(request.id)?.rides ?? [];
  kept.requests.set(request.id, request);
  if (said.kind !== 'driver') return;
  // Who waits there said yes to the return as well: a call is noted on each way.
  const settled = request.rides.filter(({ id }) => !before.some((ride) => ride.id === id)).map(({ wayId }) => wayId);
  kept.calls.set(line.requestId, (kept.calls.get(line.requestId) ?? 0) + Math.max(1, new Set(settled).size));
};

/** Each line by one member, or by two at once; read just now, or on a page opened before a colleague wrote. */
const typeBack: Happening = {
  name: 'a sheet is typed back',
  weight: 5,
  async live(scene) {
    const { random, kept, where, process, life } = scene;
    const id = one(random, [...kept.sheets].slice(-4));
    const sheet = id === undefined ? undefined : await process.truth.in(where.id).paper.find(id);
    if (!sheet) return undefined;
    const report = createReportLine({
      ...process.tools,
      atomically: (territoryId, work) => process.storage.atomically(territoryId, work),
    });
    const broken: string[] = [];
    const words: string[] = [];
    for (const line of random.shuffled(sheet.lines).slice(0, 5)) {
      const before = kept.typedBack.has(lineKey(sheet.id, line.number));
      const request = kept.requests.get(line.requestId);
      const day =
        line.subject.kind === 'ride'
          ? await process.truth.in(where.id).rideDays.find(line.subject.rideId, sheet.forDate)
          : undefined;
      const read = line.subject.kind === 'ride' ? (day?.version ?? 0) : (request?.version ?? 0);
      const stale = line.subject.kind === 'ride' ? 0 : line.requestVersion;
      const expectedVersion = random.chance(0.25) ? stale : read;
      const said = saidOn(scene, line);
      const members = random.shuffled(kept.memberIds).slice(0, random.chance(0.4) ? 2 : 1);
      const both = await Promise.all(
        members.map((memberId) => {
          const by: Reporting = {
            territoryId: where.id,
            zone: where.zone,
            memberId,
            sheetId: sheet.id,
            forDate: sheet.forDate,
            number: line.number,
            expectedVersion,
          };
          return report(line, by, said);
        }),
      );
      for (const reported of both) noteReported(scene, sheet, line, said, reported);
      const done = both.filter(({ kind }) => kind === 'done').length;
      if (done > (before ? 0 : 1)) broken.push(`the line ${line.number} of ${sheet.id} was typed back twice`);
      // Who was not reached is still to be told, whatever a colleague wrote: that writes nothing of the request.
      const writes = both.some((reported) => reported.kind === 'done' && reported.request !== undefined);
      if (writes && expectedVersion !== read)
        broken.push(`the line ${line.number} of ${sheet.id} was typed back over what a colleague wrote`);
      if (done > 0 && line.subject.kind === 'ride' && sheet.forDate > scene.today)
        broken.push(`the line ${line.number} of ${sheet.id} says how a ride to come went`);
      words.push(`${line.number} ${both.map(({ kind }) => kind).join(' / ')}`);
    }
    return { words: `${sheet.id} at ${life.now.toString()}: ${words.join(', ')}`, broken };
  },
};

export const paperHappenings: readonly Happening[] = [print, typeBack];
