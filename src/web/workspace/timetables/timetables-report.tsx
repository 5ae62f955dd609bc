import { counted } from '#src/counted.ts';
import { formatNumber } from '#src/format-number.ts';
import type { FeedRemark, FeedReport } from '#src/sources/gtfs/feed-report.ts';
import { remarkLineWords } from '#src/timetables-import/import-words.ts';

const Remark = ({ remark: { what, count, lines } }: { readonly remark: FeedRemark }) => (
  <>
    <p>
      {what}
      {lines.length > 0 && <strong> {count === 1 ? 'Une fois.' : `${formatNumber(count)} fois.`}</strong>}
    </p>
    {lines.length > 0 && (
      <ul>
        {lines.map((line) => (
          <li>
            <bdi>{remarkLineWords(line)}</bdi>
          </li>
        ))}
        {lines.length < count && <li>et {counted(count - lines.length, 'autre')}</li>}
      </ul>
    )}
  </>
);

/** What was wrong in the file, line by line, for whoever asks the network to mend it. */
export const Report = ({ report }: { readonly report: FeedReport }) => (
  <>
    {[...Map.groupBy(report.remarks, ({ file }) => file)].map(([file, remarks]) => (
      <section>
        <h2>{file}</h2>
        {remarks.map((remark) => (
          <Remark remark={remark} />
        ))}
      </section>
    ))}
  </>
);
