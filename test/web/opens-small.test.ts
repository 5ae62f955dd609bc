import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { ALL_OFF, type Switch, SWITCHES } from '#src/territory/switches.ts';
import { FURTHER_PATH } from '#src/web/workspace/settings/further-page.tsx';
import { QUESTIONS } from '#src/web/setup/questions.ts';
import { cookieOf, openEmptyInstance } from '#test/helpers/empty-instance.ts';
import { PASSWORD, SAME } from '#test/helpers/team.ts';

type Empty = Awaited<ReturnType<typeof openEmptyInstance>>;

/** Design decision 20. */
const MOST_QUESTIONS = 12;
const MOST_ENTRIES = 7;

/** The words of what a switch adds: one of them on a page where it is off is one too many. */
const WORDS: Readonly<Record<Switch, RegExp>> = {
  email: /e-?mail|courriel|messages? électronique/iu,
  sms: /\bSMS\b|texto/u,
  onCall: /conduisent exprès|conduire exprès|conduit exprès|astreinte|demi-journées/iu,
  referents: /référente?s?(?!\p{L})|référence de communes/iu,
  timetables: /horaires? (?:publics?|des cars)|\bTAD\b|transports? à la demande|autres moyens|en car, en train/iu,
};

/** Where words of what is off may stand: the page that turns it on, what is new in the software, the help of the instance, and files. */
const LEFT_OUT = new RegExp(
  `^/(?:aide|instance|assets|robots)|${FURTHER_PATH}$|/reglages/nouveautes$|/reglages/tout-emporter/|/deconnexion|^/ouvrir`,
  'u',
);
/** Enough for every page, and for some of each list. */
const MOST_PAGES = 400;

const plain = (html: string): string =>
  html
    .replaceAll(/<(?:style|script)\b[\s\S]*?<\/(?:style|script)>/gu, ' ')
    .replaceAll(/<[^>]*\b(?:placeholder|title|aria-label|alt)="([^"]*)"[^>]*>/gu, ' $1 ')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/gu, ' ');

/** Questions as people count them: a group of choices is one, whatever is asked under one of them. */
const questionsIn = (html: string): number => {
  const form = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const groups = form.match(/<fieldset/gu)?.length ?? 0;
  const outside = form.replaceAll(/<fieldset[\s\S]*?<\/fieldset>|<details[\s\S]*?<\/details>/gu, '');
  return groups + (outside.match(/<(?:input(?![^>]*type="hidden")|textarea|select)\b/gu)?.length ?? 0);
};

suite('a new territory opens small', () => {
  let service: Empty;
  let session = '';
  let asked = 0;
  before(async () => {
    service = await openEmptyInstance();
    const cookie = cookieOf(await service.post('/ouvrir/code', { code: service.code }), 'lotocar-ouverture');
    const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      nom: { nom: 'Lotocar du Causse' },
      territoire: { territoire: 'Causses et Vallée de la Dordogne' },
      voisines: {},
      telephone: { telephone: '05 36 49 10 20', heures: 'mardi, de 9 h à 12 h' },
      donnees: { responsable: 'Mairie de Gramat, 46500 Gramat' },
      vous: { nom: 'Odile', identifiant: 'odile', mot_de_passe: 'choisi', choisi: PASSWORD },
      deuxieme: { avec: 'plus-tard' },
      ouverture: { ouverture: 'tous' },
    };
    for (const { path } of QUESTIONS) {
      asked += questionsIn(await (await service.get(`/ouvrir/questions/${path}`, { Cookie: cookie })).text());
      const form = answers[path];
      assert.ok(form, `a question nobody answers here: ${path}`);
      const response = await service.post(`/ouvrir/questions/${path}`, form, { Cookie: cookie, ...SAME });
      assert.equal(response.status, 303, path);
    }
    const opened = await service.post('/ouvrir/relire', {}, { Cookie: cookie, ...SAME });
    session = cookieOf(opened, 'lotocar');
    const territory = await service.service.storage.instance.territories.findBySlug('causse');
    assert.ok(territory);
    assert.deepEqual(territory.switches, ALL_OFF);
    await service.addDriver({ firstName: 'Lucette', stops: ['Gramat', 'Saint-Céré'] }, territory);
  });
  after(() => service.close());

  test('at most twelve questions', () => {
    assert.ok(asked > QUESTIONS.length, `${asked} were counted`);
    assert.ok(asked <= MOST_QUESTIONS, `${asked} questions`);
  });

  test('at most seven entries at the desk', async () => {
    const desk = await (await service.get('/causse/equipe', { Cookie: session })).text();
    const menu = /<nav class="desk-menu"[\s\S]*?<\/nav>/u.exec(desk)?.[0] ?? '';
    const entries = menu.match(/<a /gu)?.length ?? 0;
    assert.ok(entries > 0 && entries <= MOST_ENTRIES, `${entries} entries`);
  });

  test('a sheet with e-mails is taken without them, and nothing speaks of them', async () => {
    const form = new FormData();
    const rows = [
      'Départ,Arrivée,Jours,Heure de départ,Prénom,Nom,Téléphone,E-mail',
      'Gramat,Saint-Céré,Lundi,8h30,Jean,Essai,06 39 98 00 01,jean@exemple.fr',
      'Gramat,Saint-Céré,Mardi,8h30,Jeanne,Essai,,jeanne@exemple.fr',
    ];
    form.append('fichier', new Blob([rows.join('\n')]), 'trajets.csv');
    const { headers, body } = new Request('http://localhost/', { method: 'POST', body: form });
    const sent = await service.app.request('/causse/equipe/reglages/reprise/fichier', {
      method: 'POST',
      headers: { Cookie: session, ...SAME, 'Content-Type': headers.get('Content-Type') ?? '' },
      body: new Uint8Array(await new Response(body).arrayBuffer()),
    });
    const columns = sent.headers.get('Location') ?? assert.fail(await sent.text());
    const html = await (await service.get(columns, { Cookie: session })).text();
    const main = html.slice(html.indexOf('<main'));
    assert.deepEqual(
      [...main.matchAll(/<option[^>]*>([^<]*)/gu)]
        .map(([, label = '']) => label)
        .filter((label) => /lectroni/u.test(label)),
      [],
    );
    assert.match(plain(main), /ne seront pas reprises : « E-mail »/u);
    const choice: Record<string, string> = {
      version: /name="version" value="([^"]*)"/u.exec(main)?.[1] ?? '',
      faire: 'voir',
    };
    for (const [, name = '', options = ''] of main.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gsu))
      choice[name] = /<option value="([^"]*)" selected/u.exec(options)?.[1] ?? '';
    const faults = await service.post(columns, { ...choice, colonne_6: '' }, { Cookie: session, ...SAME });
    assert.match(plain(await faults.text()), /Il manque une colonne : Téléphone\./u);
    assert.equal((await service.post(columns, choice, { Cookie: session, ...SAME })).status, 303);
    const lines = plain(await (await service.get(columns.replace(/colonnes$/u, 'lignes'), { Cookie: session })).text());
    assert.match(lines, /1 ligne entrera, 1 est à corriger\./u);
    assert.match(lines, /Il manque un numéro de téléphone\./u);
    assert.doesNotMatch(lines, WORDS.email);
    // The titles of somebody's sheet are no words of ours.
    await service.post(columns.replace(/colonnes$/u, 'laisser'), {}, { Cookie: session, ...SAME });
  });

  test('nothing that is off has a word on a page, from link to link', async () => {
    const faults: string[] = [];
    for (const Cookie of [session, '']) {
      const waiting = ['/causse', '/causse/equipe', '/causse/equipe/secours'];
      const seen = new Set(waiting);
      let pages = 0;
      for (let path = waiting.shift(); path !== undefined && pages < MOST_PAGES; path = waiting.shift()) {
        const response = await service.get(path, { Cookie });
        const to = response.headers.get('Location');
        const html = (response.headers.get('Content-Type') ?? '').startsWith('text/html') ? await response.text() : '';
        const links = [...html.matchAll(/href="(\/[^"#]*)/gu)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
        for (const link of to === null ? links : [to]) {
          // One of each list is enough: those that differ by what they ask.
          const key = link.replace(/\?.*/u, '').replace(/(\/lignes|\/affiche|\/communes?)\/.+/u, '$1/…');
          if (!link.startsWith('/causse') || seen.has(key) || LEFT_OUT.test(key.replace('/causse', ''))) continue;
          seen.add(key);
          waiting.push(link);
        }
        if (html === '') continue;
        pages += 1;
        for (const one of SWITCHES) {
          const found = WORDS[one].exec(plain(html));
          if (found)
            faults.push(`${path} (${one}): …${plain(html).slice(Math.max(0, found.index - 60), found.index + 40)}…`);
        }
      }
      assert.ok(pages > (Cookie === '' ? 8 : 30), `only ${pages} pages`);
    }
    assert.deepEqual(faults, []);
  });
});
