import type { ImportSource } from '#src/imports/import-source.ts';
import type { Importing } from '#src/imports/importing.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { Ctx } from '#src/web/context.ts';
import { type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { receiveFile } from '#src/web/workspace/shared/receive-file.ts';

/** The address typed where an import comes from, or what is wrong with it. */
export const readAddress = (form: Typed): { readonly address: string; readonly errors: FormErrors | null } => {
  const address = typed(form, 'adresse').trim();
  const isWhole = URL.parse(address)?.protocol.match(/^https?:$/u) != null;
  return {
    address,
    errors: isWhole ? null : { adresse: 'Cette adresse n’est pas complète : elle commence par https://.' },
  };
};

interface ImportTakers {
  readonly imports: Pick<Importing<unknown>, 'receive'>;
  readonly start: (source: ImportSource, label: string) => Promise<Response>;
  /** Shows the page again with what is wrong with the file. */
  readonly refuse: (errors: FormErrors, status: 413 | 422) => Promise<Response>;
}

/** Keeps the file that a form sends, and starts its import. */
export const receiveImport = (c: Ctx, { imports, start, refuse }: ImportTakers): Promise<Response> =>
  receiveFile(c, {
    async take({ name, bytes }) {
      try {
        return await start(await imports.receive(name, bytes), name.slice(0, 100));
      } catch (error) {
        if (error instanceof SaidToPeople) return refuse({ fichier: error.message }, 413);
        throw error;
      }
    },
    refuse: (fichier) => refuse({ fichier }, 422),
  });
