import { createHash } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Asking } from '#src/introductions/introduction.ts';
import { formatPhone, reversedDigits } from '#src/people/phone.ts';
import type { Stop } from '#src/places/place.ts';
import { otherWayRow } from '#src/storage/other-way-store.ts';
import { SWITCHES } from '#src/territory/switches.ts';
import type { Engine } from '#src/storage/engine.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { aTad } from '#test/fixtures/other-ways.ts';

/** Everything of one territory, written so that any of it is recognised wherever it comes out. */
export interface Planted {
  readonly slug: string;
  readonly territoryId: string;
  /** Shown to nobody outside the team: names, numbers, notes, addresses, tokens. */
  readonly secrets: readonly string[];
  /** All that belongs to the territory: what may never come out of another one. */
  readonly all: readonly string[];
  readonly ids: Readonly<Record<CanaryId, string>>;
  readonly tokens: {
    readonly manage: string;
    readonly request: string;
    readonly signIn: string;
    readonly answer: string;
  };
  /** Cookies of its members, by role. */
  readonly cookies: Readonly<Record<'coordination' | 'member' | 'figures', string>>;
}

export type CanaryId =
  | 'driver'
  | 'newcomer'
  | 'passenger'
  | 'trip'
  | 'tripBack'
  | 'request'
  | 'way'
  | 'wayBack'
  | 'introduction'
  | 'ride'
  | 'sheet'
  | 'closure'
  | 'trial'
  | 'otherWay'
  | 'place'
  | 'message'
  | 'receivedSms'
  | 'member'
  | 'sheetImport'
  | 'timetable'
  | 'figures';

const AT = '2026-11-20T09:00:00.000Z';
/** A question sent by SMS, and not answered yet. */
const ASKING: Asking = {
  by: 'sms',
  rank: 1,
  memberId: null,
  at: AT,
  code: '4721',
  tries: 0,
  until: '2026-12-01T22:59:00.000Z',
  answer: null,
  answeredAt: null,
  answeredBy: null,
  waits: false,
  thankedAt: null,
};
const LATER = '2027-06-01T00:00:00.000Z';

/** Numbers reserved for fiction, one per territory and use. */
const numberOf = (slug: string, use: number): string =>
  `+3363998${slug.length}${String(slug.charCodeAt(0)).padStart(3, '0')}${use}`.slice(0, 12);

/** Plants a territory in the Lot's real communes. `slug` tells its canaries from the others'. */
export const plant = async (engine: Engine, slug: string): Promise<Planted> => {
  const territoryId = `territoire-${slug}`;
  const id = (thing: string): string => `serin-${slug}-${thing}`;
  const word = (thing: string): string => `Serin${slug}${thing}`;
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const stop = (code: string, name: string, latitude: number, longitude: number, label = name): Stop => ({
    label,
    communeName: name,
    communeCode: code,
    point: { latitude, longitude },
    source: 'chef-lieu',
  });
  const figeac = stop('46102', 'Figeac', 44.6086, 2.0325);
  const cahors = stop('46042', 'Cahors', 44.4491, 1.4366);
  const home = stop('46102', 'Figeac', 44.6086, 2.0325, word('adresseExacte'));
  const ids: Planted['ids'] = {
    driver: id('conductrice'),
    newcomer: id('nouvelle'),
    passenger: id('passagere'),
    trip: id('trajet'),
    tripBack: id('trajet-retour'),
    request: id('demande'),
    way: id('aller'),
    wayBack: id('retour'),
    introduction: id('mise-en-relation'),
    ride: id('convenu'),
    sheet: id('feuille'),
    closure: id('absence'),
    trial: id('essai'),
    otherWay: id('autre-moyen'),
    place: id('lieu'),
    message: id('message'),
    receivedSms: id('sms'),
    member: id('membre'),
    sheetImport: id('tableur'),
    timetable: id('horaires'),
    figures: id('chiffres'),
  };
  const numbers = {
    driver: numberOf(slug, 1),
    passenger: numberOf(slug, 2),
    trusted: numberOf(slug, 3),
    newcomer: numberOf(slug, 4),
  };
  const tokens = {
    manage: `${slug}-gerer-0123456789abcdef`,
    request: `${slug}-demande-0123456789abcdef`,
    signIn: `${slug}-entrer-0123456789abcdef`,
    answer: `${slug}-repondre-0123456789abcdef`,
  };
  const sessions = {
    coordination: `${slug}-session-coordination`,
    member: `${slug}-session-membre`,
    figures: `${slug}-session-chiffres`,
  };
  const words = {
    driverLast: word('Nom'),
    passengerFirst: word('Passagere'),
    passengerLast: word('NomPassagere'),
    newcomerLast: word('NomNouvelle'),
    address: word('AdresseConductrice'),
    note: word('NotePrivee'),
    requestNote: word('NoteDemande'),
    trusted: word('Confiance'),
    asker: word('Demandeuse'),
    meeting: word('RendezVousPrive'),
    home: word('PorteDuBenevole'),
    callNote: word('NoteAppel'),
    messageText: word('MotsDuMessage'),
    receivedText: word('MotsRecus'),
    mailPassword: word('MotDePasse'),
    callDraft: word('AppelEnCours'),
    importedLine: word('LigneDuTableur'),
    closureReason: word('MotifAbsence'),
    trial: word('EssaiNonPublie'),
    memberName: word('Membre'),
    exact: word('adresseExacte'),
    email: `${slug}.serin@exemple.invalid`,
  };
  const own = { territory_id: territoryId };

  await engine.atomically(async (trx) => {
    const insert = async <T extends keyof Database>(table: T, ...rows: Insertable<Database[T]>[]): Promise<void> => {
      await trx.insertInto(table).values(rows).execute();
    };
    await insert('territory', {
      id: territoryId,
      slug,
      name: `Lotocar d’essai, ${slug}`,
      phone: '+33536490001',
      phone_hours: 'du lundi au vendredi',
      email: null,
      controller: 'Territoire d’essai',
      welcome: '',
      accent: '#1d5c63',
      zone: 'Europe/Paris',
      commune_codes: JSON.stringify(['46042', '46102', '46128']),
      centre_latitude: 44.5,
      centre_longitude: 1.7,
      settings: JSON.stringify({
        bands: { direct: 5, small: 15, large: 45 },
        tolerance: 60,
        switches: [...SWITCHES],
      }),
      created_at: AT,
      updated_at: AT,
      version: 1,
      opening_stage: 'open',
      awaits_host: 0,
    });
    const person = (personId: string, first: string, last: string): Insertable<Database['person']> => ({
      ...own,
      id: personId,
      first_name: first,
      last_name: last,
      search_key: `${last} ${first}`.toLowerCase(),
      sound_key: last.toLowerCase(),
      email: words.email,
      address: words.address,
      trusted_contact: JSON.stringify({ name: words.trusted, number: numbers.trusted }),
      reached_by: 'contact',
      note: words.note,
      heard_from: '',
      informed_on: '2026-11-01',
      minor: 0,
      parent_agreed_on: null,
      set_aside_reason: null,
      last_contact_at: AT,
      warned: 0,
      created_at: AT,
      updated_at: AT,
      version: 1,
    });
    await insert(
      'person',
      person(ids.driver, 'Colette', words.driverLast),
      person(ids.passenger, words.passengerFirst, words.passengerLast),
      person(ids.newcomer, 'Ninon', words.newcomerLast),
    );
    const phone = (personId: string, number: string): Insertable<Database['person_phone']> => ({
      ...own,
      id: `${personId}-tel`,
      person_id: personId,
      number,
      reversed: reversedDigits(number),
      kind: 'mobile',
      sms: 1,
      position: 0,
    });
    await insert(
      'person_phone',
      phone(ids.driver, numbers.driver),
      phone(ids.passenger, numbers.passenger),
      phone(ids.newcomer, numbers.newcomer),
    );
    for (const purpose of ['listed', 'numberShown', 'neighbours'] as const) {
      await insert('consent', {
        ...own,
        id: `${ids.driver}-${purpose}`,
        person_id: ids.driver,
        purpose,
        given: 1,
        how: 'form',
        member_id: null,
        at: AT,
      });
    }
    await insert(
      'driver',
      { ...own, person_id: ids.driver, welcomed_on: '2026-11-02', welcomed_by: ids.member, created_at: AT },
      { ...own, person_id: ids.newcomer, welcomed_on: null, welcomed_by: null, created_at: AT },
    );
    const trip = (
      tripId: string,
      from: Stop,
      to: Stop,
      departure: number,
      returnOf: string | null,
    ): Insertable<Database['trip']> => ({
      ...own,
      id: tripId,
      driver_id: ids.driver,
      return_of: returnOf,
      kind: 'regular',
      weekdays: 127,
      date: null,
      departure,
      valid_from: null,
      valid_until: null,
      excluded: '[]',
      paused_until: null,
      stops: JSON.stringify([from, to]),
      start_commune: from.communeCode,
      seats: 3,
      max_detour: null,
      flexibility: 0,
      meeting_text: words.meeting,
      meeting_place_id: null,
      remarks: '',
      car_takes: '[]',
      help: 'free',
      state: 'active',
      to_verify: 0,
      confirmed_at: AT,
      times_asked: 0,
      created_at: AT,
      updated_at: AT,
      version: 1,
    });
    await insert('trip', trip(ids.trip, figeac, cahors, 510, null), trip(ids.tripBack, cahors, figeac, 1050, ids.trip));
    await insert('volunteer', {
      ...own,
      person_id: ids.driver,
      home: JSON.stringify({ ...figeac, label: words.home }),
      mornings: 127,
      afternoons: 127,
      radius: 180,
      takes: '[]',
      most_a_month: 4,
      absences: '[]',
      paused_until: null,
      created_at: AT,
      updated_at: AT,
      changed_at: AT,
      version: 1,
    });
    await insert('trip_change', { ...own, trip_id: ids.trip, at: AT }, { ...own, trip_id: ids.tripBack, at: AT });
    await insert('request', {
      ...own,
      id: ids.request,
      passenger_id: ids.passenger,
      asked_for: JSON.stringify({ name: words.asker, number: numbers.trusted, callBackAsker: true }),
      source: 'phone',
      needs: '["walker"]',
      motive: 'health',
      seats: 1,
      note: words.requestNote,
      chosen_trip_id: null,
      review_on: null,
      passenger_number_shared: null,
      member_id: null,
      state: 'open',
      closing_reason: null,
      closed_at: null,
      closed_by: null,
      last_day: '2026-12-01',
      reduced_at: null,
      created_at: AT,
      updated_at: AT,
      version: 1,
    });
    const when = JSON.stringify({ kind: 'dates', dates: ['2026-12-01'] });
    const way = (
      wayId: string,
      direction: 'outward' | 'return',
      from: Stop,
      to: Stop,
    ): Insertable<Database['way']> => ({
      ...own,
      id: wayId,
      request_id: ids.request,
      direction,
      from_stop: JSON.stringify(from),
      to_stop: JSON.stringify(to),
      from_commune: from.communeCode,
      to_commune: to.communeCode,
      when_json: when,
      window_json: JSON.stringify({ kind: 'any' }),
    });
    await insert('way', way(ids.way, 'outward', home, cahors), way(ids.wayBack, 'return', cahors, home));
    await insert('wish', {
      ...own,
      way_id: ids.way,
      request_id: ids.request,
      state: 'found',
      found: JSON.stringify([{ driverId: ids.newcomer, tripId: null }]),
      found_at: AT,
      request_version: 1,
      looked_at: AT,
      seen_by: null,
    });
    await insert('introduction', {
      ...own,
      id: ids.introduction,
      request_id: ids.request,
      way_id: ids.way,
      slots: '["2026-12-01"]',
      driver_id: ids.driver,
      trip_id: ids.trip,
      state: 'not-reached',
      call_again_on: null,
      driver_number_shared: null,
      created_at: AT,
      updated_at: AT,
      version: 1,
      asking: JSON.stringify(ASKING),
    });
    await insert('call', {
      ...own,
      id: id('appel'),
      introduction_id: ids.introduction,
      driver_id: ids.driver,
      at: AT,
      member_id: ids.member,
      answer: 'not-reached',
      call_again_on: null,
      note: words.callNote,
    });
    await insert('ride', {
      ...own,
      id: ids.ride,
      request_id: ids.request,
      way_id: ids.wayBack,
      slot: '2026-12-01',
      date: '2026-12-01',
      driver_id: ids.driver,
      trip_id: ids.tripBack,
      kilometres: 62,
      state: 'agreed',
      created_at: AT,
      created_by: ids.member,
    });
    await insert('ride_day', {
      ...own,
      ride_id: ids.ride,
      date: '2026-12-01',
      out_at: null,
      home_at: null,
      outcome: 'unknown',
      member_id: ids.member,
      version: 1,
    });
    await insert('paper_sheet', {
      ...own,
      id: ids.sheet,
      for_date: '2026-12-01',
      printed_at: AT,
      member_id: ids.member,
    });
    const line = {
      ...own,
      sheet_id: ids.sheet,
      request_id: ids.request,
      request_version: 1,
      ride_id: null,
      way_id: null,
      driver_id: null,
      trip_id: null,
      slots: '[]',
      date: null,
      pickup_at: null,
      reported_word: null,
      reported_at: null,
      reported_by: null,
    };
    await insert(
      'paper_line',
      { ...line, number: 1, kind: 'ride', ride_id: ids.ride },
      { ...line, number: 2, kind: 'driver', way_id: ids.way, driver_id: ids.driver, slots: '["2026-12-01"]' },
      { ...line, number: 3, kind: 'passenger' },
    );
    await insert('telling', {
      ...own,
      request_id: ids.request,
      ride_id: ids.ride,
      party: 'passenger',
      about: 'settled',
      state: 'to-tell',
      how: null,
      message_id: null,
      member_id: null,
      at: AT,
      created_at: AT,
    });
    await insert('promise', {
      ...own,
      id: id('promesse'),
      request_id: ids.request,
      due_at: '2026-11-26T16:00:00.000Z',
      said_at: AT,
      member_id: ids.member,
      kept_at: null,
    });
    const trial = { ...own, day: '2026-10-01', cost: 35, commune_codes: null, followed: null, created_at: AT } as const;
    await insert('trial', { ...trial, id: ids.trial, kind: 'poster', what: 'Trente affiches', published: 1 });
    await insert('trial', { ...trial, id: `${ids.trial}-2`, kind: 'radio', what: words.trial, published: 0 });
    await insert(
      'other_way',
      otherWayRow(territoryId, aTad({ id: ids.otherWay, communeCodes: ['46102', '46042'] }), AT),
    );
    await insert('closure', {
      ...own,
      id: ids.closure,
      first_day: '2026-12-01',
      last_day: '2026-12-02',
      reason: words.closureReason,
      created_at: AT,
      member_id: ids.member,
    });
    await insert('outbox_message', {
      ...own,
      id: ids.message,
      message_key: id('cle'),
      channel: 'sms',
      person_id: ids.driver,
      recipient: numbers.driver,
      purpose: 'driver-asked',
      about_kind: 'request',
      about_id: ids.request,
      subject: null,
      body_text: words.messageText,
      body_html: null,
      needed_by: null,
      not_before: AT,
      state: 'uncertain',
      attempts: 1,
      problem: 'Le service s’est arrêté pendant l’envoi.',
      provider_id: null,
      lease_owner: null,
      lease_until: null,
      created_at: AT,
      sent_at: null,
      settled_at: AT,
      version: 1,
    });
    await insert('incoming_sms', {
      ...own,
      id: ids.receivedSms,
      provider_id: id('recu'),
      sender: numbers.passenger,
      body_text: words.receivedText,
      received_at: AT,
      kept_at: AT,
      state: 'to-read',
    });
    await insert('message_setting', {
      ...own,
      mail: JSON.stringify({
        host: 'smtp.exemple.invalid',
        port: 587,
        security: 'starttls',
        user: 'x',
        sealedPassword: words.mailPassword,
        fromName: 'x',
        fromAddress: 'x@exemple.invalid',
      }),
      sms: null,
      texts: '{}',
      updated_at: AT,
      version: 1,
    });
    await insert('local_place', {
      ...own,
      id: ids.place,
      names: JSON.stringify([word('LieuDit')]),
      kind: 'hamlet',
      commune_code: '46102',
      latitude: 44.61,
      longitude: 2.03,
      created_at: AT,
      version: 1,
    });
    const link = (
      token: string,
      purpose: 'manage' | 'request' | 'sign-in' | 'answer',
      subject: string,
    ): Insertable<Database['link']> => ({
      ...own,
      token_hash: hash(token),
      code_hash: null,
      code_expires_at: null,
      code_tries: 0,
      purpose,
      subject_id: subject,
      created_at: AT,
      expires_at: LATER,
      revoked_at: null,
    });
    await insert(
      'link',
      link(tokens.manage, 'manage', ids.driver),
      link(tokens.request, 'request', ids.request),
      link(tokens.signIn, 'sign-in', ids.member),
      link(tokens.answer, 'answer', ids.introduction),
    );
    await insert('timetable_feed', {
      ...own,
      id: ids.timetable,
      name: word('horaires'),
      address: null,
      sealed_login: null,
      live: '[]',
      etag: null,
      last_modified: null,
      checked_at: null,
      file: null,
      source: null,
      first_date: null,
      last_date: null,
      built_at: null,
      report: null,
      import_id: null,
      import_state: null,
      import_step: null,
      import_percent: null,
      import_label: null,
      asked_by: null,
      started_at: null,
      seen_at: null,
      problem: null,
      created_at: '2026-11-24T07:00:00.000Z',
    });
    await insert('sheet_import', {
      ...own,
      id: ids.sheetImport,
      member_id: ids.member,
      file_name: 'trajets.csv',
      sheets: '[""]',
      sheet: 0,
      choice: JSON.stringify({
        kind: 'drivers',
        headerLine: 1,
        fields: ['lastName', 'from', 'to', 'days', 'phone'],
      }),
      state: 'lines',
      added: JSON.stringify({ people: 0, drivers: 0, trips: 0, returns: 0, requests: 0, openRequests: 0, places: 0 }),
      created_at: '2026-11-24T07:00:00.000Z',
      moved_at: '2026-11-24T07:00:00.000Z',
      done_at: null,
      version: 1,
    });
    const sheetLine = (number: number, cells: readonly string[]): Insertable<Database['sheet_import_line']> => ({
      ...own,
      import_id: ids.sheetImport,
      sheet: 0,
      line: number,
      cells: JSON.stringify(cells),
      left_out: 0,
      outcome: number === 1 ? null : 'refused',
      said: '["Il manque le départ."]',
    });
    await insert(
      'sheet_import_line',
      sheetLine(1, ['Nom', 'Départ', 'Arrivée', 'Jours', 'Téléphone']),
      sheetLine(2, [words.importedLine, '', 'Cahors', 'lundi', '06 39 98 00 09']),
    );
    for (const role of ['coordination', 'member', 'figures'] as const) {
      const memberId = role === 'member' ? ids.member : role === 'figures' ? ids.figures : id('coordination');
      await insert('member', {
        id: memberId,
        login: `${slug}-${role}`,
        name: `${words.memberName}${role}`,
        email: null,
        password_hash: null,
        host: 0,
        disabled_at: null,
        created_at: AT,
      });
      await insert('membership', { ...own, member_id: memberId, role, commune_codes: null });
      if (role === 'coordination')
        await insert('call_draft', {
          ...own,
          member_id: memberId,
          id: id('appel-en-cours'),
          person_id: null,
          body: JSON.stringify({ nom: words.callDraft }),
          created_at: AT,
          updated_at: AT,
        });
      await insert('session', {
        id: hash(sessions[role]),
        member_id: memberId,
        created_at: '2026-11-24T07:00:00.000Z',
        seen_at: '2026-11-24T07:55:00.000Z',
        expires_at: '2026-11-24T20:00:00.000Z',
      });
    }
    await insert('journal', {
      ...own,
      id: id('journal'),
      at: AT,
      actor_kind: 'member',
      actor_id: ids.member,
      action: 'sheet-read',
      subject_kind: 'person',
      subject_id: ids.driver,
      details: '{}',
    });
  });

  const { memberName, ...peoplesWords } = words;
  const spoken = Object.values(numbers).flatMap((number) => [
    number,
    `0${number.slice(3)}`,
    `0${number.slice(3)}`.replaceAll(/\d\d(?=\d)/g, '$& '),
    formatPhone(number),
  ]);
  const secrets = [...Object.values(peoplesWords), ...spoken, memberName];
  return {
    slug,
    territoryId,
    ids,
    tokens,
    cookies: {
      coordination: `lotocar=${sessions.coordination}`,
      member: `lotocar=${sessions.member}`,
      figures: `lotocar=${sessions.figures}`,
    },
    secrets,
    all: [...secrets, word(''), `serin-${slug}`, ...Object.values(tokens)],
  };
};
