import type { TimetableFeed } from '#src/timetables-import/feed-store.ts';
import { judgeLive } from '#src/timetables-live/live-state-words.ts';
import type { LiveState } from '#src/timetables-live/live-timetables.ts';
import type { At } from '#src/web/context.ts';
import { DeskForm, fieldOf, type FormErrors, MoreDetails, TextArea, type Typed } from '#src/web/layout/fields.tsx';
import { feedPath, hostOf } from '#src/web/workspace/timetables/timetables-paths.ts';

interface LiveProps {
  readonly at: At;
  readonly feed: TimetableFeed;
  readonly states: readonly LiveState[];
  readonly form: { readonly values: Typed; readonly errors: FormErrors };
}

/** Of each feed its own: a page has several. */
export const liveField = ({ id }: Pick<TimetableFeed, 'id'>): string => `temps-reel-${id}`;

/** Delays and alerts of a network: how they come, and where from. */
export const LiveOfFeed = ({ at, feed, states, form }: LiveProps) => {
  const name = liveField(feed);
  const field = fieldOf(form, name);
  const verdicts = states.map((state) => ({ host: hostOf(state.address), ...judgeLive(state, at.now) }));
  return (
    <>
      {verdicts.map(({ host, isGood, sentence }) => (
        <p class="soft">
          Temps réel de {host}. {isGood ? sentence : <strong>{sentence}</strong>}
        </p>
      ))}
      {verdicts.some(({ isGood }) => !isGood) && (
        <p class="soft">Les horaires sont montrés, sans ce que ce flux devait dire.</p>
      )}
      <MoreDetails title="Les retards et les annulations (temps réel)" open={field.error !== undefined}>
        <p>
          Certains réseaux disent à la minute leurs retards et leurs annulations, dans un flux « GTFS-RT » que{' '}
          <a href="https://transport.data.gouv.fr">transport.data.gouv.fr</a> donne à côté des horaires. Ils sont alors
          montrés avec les trajets.
        </p>
        <DeskForm at={at} action={at.url(feedPath(feed, '/temps-reel'))}>
          <TextArea
            label="Adresses du temps réel, une par ligne"
            {...field}
            value={field.value || feed.live.map(({ address }) => address).join('\n')}
            optional
            maxlength={4000}
            hint="Elles commencent par https://. Un mot de passe écrit dans l’adresse n’est plus montré ensuite. Vide : les horaires seuls."
          />
          <p class="actions">
            <button type="submit" class="second">
              Garder ces adresses
            </button>
          </p>
        </DeskForm>
      </MoreDetails>
    </>
  );
};
