import type { Journey } from '#src/transit/journey/journey.ts';
import type { At } from '#src/web/context.ts';
import { alertsIn, liveWords } from '#src/web/journey-words.ts';

/** What a page that fits in one packet has room for. */
const MOST_OF_ALERT = 240;

const shortened = (text: string): string =>
  text.length <= MOST_OF_ALERT ? text : `${text.slice(0, text.lastIndexOf(' ', MOST_OF_ALERT))}…`;

/** What is known of a journey at the moment, and what its networks announce; nothing when nothing is. */
export const JourneyLive = ({ at, journey }: { at: At; journey: Journey }) => (
  <>
    {liveWords(journey, at.now).map((words) => (
      <p>
        <strong>{words}</strong>
      </p>
    ))}
    {alertsIn(journey).map(({ title, text, url }) => (
      <p>
        <strong>{title}</strong>
        {text !== '' && <> : {shortened(text)}</>}
        {url !== null && (
          <>
            {' '}
            <a href={url}>
              Ce qu’en dit le réseau<span class="visually-hidden"> : {title}</span>
            </a>
          </>
        )}
      </p>
    ))}
  </>
);
