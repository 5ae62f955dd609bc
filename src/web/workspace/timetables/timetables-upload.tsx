import { MOST_UPLOAD_BYTES } from '#src/imports/receive-upload.ts';
import type { At } from '#src/web/context.ts';
import { UploadForm } from '#src/web/workspace/shared/import-fields.tsx';

interface UploadProps {
  readonly at: At;
  readonly action: string;
  readonly id: string;
  readonly label: string;
  readonly error?: string | undefined;
}

/** A file of timetables, for a new feed or in the place of another. */
export const TimetableUpload = (props: UploadProps) => (
  <UploadForm
    {...props}
    accept=".zip"
    hint={`Le fichier GTFS (.zip) du réseau, de ${MOST_UPLOAD_BYTES / 1e6} Mo au plus.`}
  />
);
