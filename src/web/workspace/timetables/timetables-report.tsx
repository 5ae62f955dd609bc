import { counted } from '#src/counted.ts';
import { formatNumber } from '#src/format-number.ts';
import type { FeedReport } from '#src/sources/gtfs/feed-report.ts';

/** What was wrong in the file, line by line, for whoever asks the network to mend it. */
export const Report = ({ report }: { readonly report: FeedReport }) => (
  <>
    {report.remarks.map(({ file, what, count, lines }) => (
      <section>
        <h2>{file}</h2>
        <p>
          {what} <strong>{count === 1 ? 'Une fois.' : `${formatNumber(count)} fois.`}</strong>
        </p>
        {lines.length > 0 && (
          <ul>
            {lines.map(({ line, detail }) => (
              <li>
                ligne {formatNumber(line)}
                {detail !== '' && ` : ${detail}`}
              </li>
            ))}
            {lines.length < count && <li>et {counted(count - lines.length, 'autre')}</li>}
          </ul>
        )}
      </section>
    ))}
  </>
);
