import type { FeedReport } from '#src/timetables-import/feed-report.ts';

const number = (value: number): string => value.toLocaleString('fr-FR');

/** What was wrong in the file, line by line, for whoever asks the network to mend it. */
export const Report = ({ report }: { readonly report: FeedReport }) => (
  <>
    {report.remarks.map(({ file, what, count, lines }) => (
      <section>
        <h2>{file}</h2>
        <p>
          {what} <strong>{count === 1 ? 'Une fois.' : `${number(count)} fois.`}</strong>
        </p>
        {lines.length > 0 && (
          <ul>
            {lines.map(({ line, detail }) => (
              <li>
                ligne {number(line)}
                {detail !== '' && ` : ${detail}`}
              </li>
            ))}
            {lines.length < count && <li>et {number(count - lines.length)} autres</li>}
          </ul>
        )}
      </section>
    ))}
  </>
);
