import type { Ctx } from '#src/web/context.ts';
import { readUpload, type Upload, UploadCut } from '#src/web/read-upload.ts';

interface Takers {
  readonly take: (upload: Upload) => Promise<Response>;
  /** Shows the form again with this sentence. */
  readonly refuse: (sentence: string) => Promise<Response>;
}

/** Takes the file that a form sends, unless there is none or it did not come whole. */
export const receiveFile = async (c: Ctx, { take, refuse }: Takers): Promise<Response> => {
  try {
    const upload = await readUpload(c.req.header('Content-Type'), c.req.raw.body);
    return await (upload === null || upload.name === '' ? refuse('Choisissez un fichier.') : take(upload));
  } catch (error) {
    if (error instanceof UploadCut) return refuse('Le fichier n’est pas arrivé entier. Recommencez.');
    throw error;
  }
};
