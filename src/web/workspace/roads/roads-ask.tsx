import type { Child } from 'hono/jsx';
import { MOST_UPLOAD_BYTES } from '#src/imports/receive-upload.ts';
import type { ProposedRegions } from '#src/roads-import/propose-regions.ts';
import type { ExtractRegion } from '#src/roads-import/regions.ts';
import type { At } from '#src/web/context.ts';
import { Choices, DeskForm, type FormErrors, MoreDetails, type Typed, ticked } from '#src/web/layout/fields.tsx';
import { AddressField, UploadForm } from '#src/web/workspace/shared/import-fields.tsx';
import { ROADS_PATH } from '#src/web/workspace/roads/roads-view.tsx';

const megabytes = (number: number): string => `environ ${number} Mo`;

const regionOption = ({ slug, name, megabytes: size }: ExtractRegion) => ({
  value: slug,
  label: `${name} (${megabytes(size)})`,
});

interface AskProps {
  readonly at: At;
  readonly proposed: ProposedRegions;
  readonly values: Typed;
  readonly errors: FormErrors;
  /** Whether there are roads already. */
  readonly again: boolean;
}

/** The one button, and what few people need below it. */
export const AskRoads = ({ at, proposed, values, errors, again }: AskProps) => {
  const { own, near } = proposed;
  const chosen = ticked(values, 'region');
  const otherwise = own.length === 0 || 'adresse' in errors || 'fichier' in errors;
  return (
    <>
      {own.length > 0 && (
        <DeskForm at={at} action={at.url(ROADS_PATH)}>
          <Choices
            label="Les routes de quelle région ?"
            name="region"
            type="checkbox"
            options={[...own, ...near].map(regionOption)}
            chosen={chosen.length > 0 ? chosen : own.map(({ slug }) => slug)}
            hint={near.length > 0 ? <NearWords own={own} /> : undefined}
            error={errors['region']}
          />
          <p class="actions">
            <button type="submit">{again ? 'Charger des routes plus récentes' : 'Charger les routes'}</button>
          </p>
          <p class="hint">
            Le téléchargement vient de Geofabrik, qui découpe OpenStreetMap par régions. Seules les routes de votre
            territoire et de ses alentours sont gardées. Comptez quelques minutes pour une région.
          </p>
        </DeskForm>
      )}
      <MoreDetails title="Autrement : une adresse, ou un fichier" open={otherwise}>
        <DeskForm at={at} action={at.url(ROADS_PATH)}>
          <AddressField
            form={{ values, errors }}
            maxlength={500}
            hint="Elle commence par https:// et se termine par .osm.pbf."
          />
          <p class="actions">
            <button type="submit" class="second">
              Charger depuis cette adresse
            </button>
          </p>
        </DeskForm>
        <UploadForm
          at={at}
          action={`${ROADS_PATH}/fichier`}
          label="Fichier de votre ordinateur"
          accept=".pbf,.lotocar-routes"
          hint={`Un fichier de routes déjà préparé (.lotocar-routes) ou un extrait (.osm.pbf), de ${MOST_UPLOAD_BYTES / 1e6} Mo au plus.`}
          error={errors['fichier']}
        />
      </MoreDetails>
    </>
  );
};

const NearWords = ({ own }: { readonly own: readonly ExtractRegion[] }): Child => (
  <>
    {own.length === 1 ? 'La vôtre est cochée.' : 'Les vôtres sont cochées.'} Cochez aussi une région voisine si vos
    trajets y vont souvent.
  </>
);
