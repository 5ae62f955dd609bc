import { describeWindow } from '#src/requests/describe-way.ts';
import { findWay } from '#src/requests/settlement.ts';
import type { ToldAbout } from '#src/requests/telling.ts';
import type { At } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { endsWords, fullName, momentWords, slotWords, spoken } from '#src/web/workspace/shared/desk-words.ts';
import type { ToTell } from '#src/web/workspace/lists/load-to-tell.ts';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';

const ABOUT_WORDS: Readonly<Record<ToldAbout, string>> = {
  settled: 'trajet convenu',
  cancelled: 'trajet annulé',
  changed: 'trajet changé',
};

const STATE_WORDS = (item: ToTell, at: At): string => {
  const { state, how, at: since } = item.telling;
  if (item.problem !== null) return `${how === 'email' ? 'E-mail' : 'SMS'} : ${item.problem}`;
  const when = momentWords(since, at.territory.zone, at.today);
  if (state === 'not-reached') return `Pas joint, ${when}.`;
  if (state === 'sent')
    return `${how === 'email' ? 'E-mail envoyé' : 'SMS envoyé'}, ${when} : rien ne dit encore qu’il est lu.`;
  return '';
};

const ToTellRow = ({ at, item }: { at: At; item: ToTell }) => {
  const { telling, request, ride, person, words, channel, urgent } = item;
  const way = findWay(request, ride.wayId);
  const key = `dire-${ride.id}-${telling.party}-${telling.about}`;
  const state = STATE_WORDS(item, at);
  const name = fullName(person);
  return (
    <li id={key}>
      <p class={urgent ? 'row-title late' : 'row-title'}>
        <a href={at.url(`/equipe/demandes/${request.id}`)}>{name}</a> – <Numbers person={person} />
      </p>
      <p>
        {urgent && <strong>{telling.about === 'cancelled' ? 'À joindre vite : ' : 'À rappeler : '}</strong>}
        {ABOUT_WORDS[telling.about]}, {telling.party === 'driver' ? 'conduit' : 'voyage'}{' '}
        {slotWords(ride.date ?? ride.slot, at.today)}
        {way && `, ${endsWords(way)}, ${describeWindow(way.window)}`}
      </p>
      {state !== '' && (
        <p class={telling.state === 'not-reached' || item.problem !== null ? 'late' : 'soft'}>{state}</p>
      )}
      <details>
        <summary>Ce qu’il faut dire</summary>
        <div>
          <p class="script">{spoken(words.join(' '))}</p>
        </div>
      </details>
      {at.can('write-people') && (
        <DeskForm at={at} action={at.url('/equipe/a-prevenir')}>
          <input type="hidden" name="demande" value={request.id} />
          <input type="hidden" name="trajet_convenu" value={ride.id} />
          <input type="hidden" name="qui" value={telling.party} />
          <input type="hidden" name="quoi" value={telling.about} />
          <div class="actions" role="group" aria-label={`Prévenir ${name}`}>
            <button type="submit" name="geste" value="pas-joint" class="second">
              Pas joint
            </button>
            <button type="submit" name="geste" value="voice">
              C’est dit
            </button>
            <button type="submit" name="geste" value="letter" class="second">
              Lettre remise
            </button>
            {channel !== null && telling.state !== 'sent' && (
              <button type="submit" name="geste" value="ecrire" class="second">
                {channel === 'sms' ? 'Envoyer un SMS' : 'Envoyer un e-mail'}
              </button>
            )}
          </div>
        </DeskForm>
      )}
    </li>
  );
};

/** "À prévenir": who, of what, how. Nobody leaves the list before a voice, an arrival or an answer says that they know. */
export const ToTellList = ({ at, items }: { at: At; items: readonly ToTell[] }) =>
  items.length === 0 ? null : (
    <section aria-labelledby="a-prevenir">
      <h2 id="a-prevenir">
        À prévenir <span class="soft">({items.length})</span>
      </h2>
      <ul class="rows">
        {items.map((item) => (
          <ToTellRow at={at} item={item} />
        ))}
      </ul>
    </section>
  );
