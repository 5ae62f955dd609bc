import { absencesAhead } from '#src/territory/closure.ts';
import { describeAbsence } from '#src/territory/describe-absence.ts';
import type { At } from '#src/web/context.ts';

/** Said that long before on public pages: time enough to call before. */
const ANNOUNCED_DAYS = 14;

/** "L’équipe est absente du 24 au 26 décembre ; ..." on every public page, when it will be soon. */
export const ClosureNotice = ({ at }: { at: At }) => {
  const absences = absencesAhead(at.territory, at.today, ANNOUNCED_DAYS);
  if (absences.length === 0) return null;
  return <p class="away">{absences.map((absence) => describeAbsence(absence, at.today)).join(' ')}</p>;
};
