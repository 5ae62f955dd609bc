import { formatHour } from '#src/time/hours.ts';
import { localMoment } from '#src/time/zone.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import type { SheetProps } from '#src/web/workspace/sheet/sheet-form.tsx';

interface HoldFormProps extends Pick<SheetProps, 'at' | 'sheet'> {
  /** Of the form of the call it comes before. */
  readonly id: string;
  readonly driverId: string;
  readonly driverName: string;
  /** All the drivers are shown: they still are after a gesture. */
  readonly all?: boolean | undefined;
}

/** "J'appelle": colleagues see it, and nobody calls the same person twice. */
export const HoldForm = (props: HoldFormProps) => {
  const { at, sheet, driverId, driverName, id, all } = props;
  const hold = sheet.holds.get(driverId);
  if (hold && hold.memberId !== at.signedIn?.member.id) return null;
  return (
    <DeskForm at={at} action={at.url(`/equipe/demandes/${sheet.request.id}/appelle`)}>
      <input type="hidden" name="version" value={String(sheet.request.version)} />
      <input type="hidden" name="cle" value={id} />
      <input type="hidden" name="conducteur" value={driverId} />
      {all && <input type="hidden" name="tous" value="1" />}
      {hold ? (
        <p>
          Vous l’appelez : vos collègues le voient jusqu’à{' '}
          {formatHour(localMoment(Temporal.Instant.from(hold.until), at.territory.zone).time)}.{' '}
          <button type="submit" name="geste" value="rendre" class="link">
            Je n’appelle plus
          </button>
        </p>
      ) : (
        <button type="submit" name="geste" value="prendre" class="second">
          J’appelle<span class="visually-hidden"> {driverName}</span>
        </button>
      )}
    </DeskForm>
  );
};
