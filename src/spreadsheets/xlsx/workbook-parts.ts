import { kindOfFormat, kindOfKnownFormat, type NumberKind } from '#src/spreadsheets/xlsx/number-cell.ts';
import { readXml } from '#src/spreadsheets/xlsx/xml-events.ts';
import type { ZipParts } from '#src/spreadsheets/xlsx/zip-parts.ts';

/** What the sheets of a workbook share. */
export interface Workbook {
  /** Those that are shown, in the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly since1904: boolean;
  /** What a number stands for, by the style of its cell. */
  readonly kinds: readonly NumberKind[];
  readonly strings: readonly string[];
}

/** The name of a part that another refers to: "worksheets/sheet1.xml", "../sheet1.xml", "/xl/worksheets/sheet1.xml". */
const resolved = (from: string, target: string): string =>
  decodeURI(new URL(target, `zip:///${from}`).pathname).replace(/^\/+/, '');

const relationsOf = async (parts: ZipParts, part: string): Promise<ReadonlyMap<string, Relation>> => {
  const cut = part.lastIndexOf('/') + 1;
  const relations = new Map<string, Relation>();
  await readXml(parts.read(`${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`), {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      const type = attributes.get('Type') ?? '';
      relations.set(attributes.get('Id') ?? '', {
        type: type.slice(type.lastIndexOf('/') + 1),
        part: resolved(part, attributes.get('Target') ?? ''),
      });
    },
  });
  return relations;
};

interface Relation {
  readonly type: string;
  readonly part: string;
}

/** Reads what the sheets share; undefined when the zip holds no workbook. */
export const readWorkbook = async (parts: ZipParts): Promise<Workbook | undefined> => {
  const main = [...(await relationsOf(parts, '')).values()].find(({ type }) => type === 'officeDocument')?.part;
  if (main === undefined || !parts.names.has(main)) return undefined;
  const relations = await relationsOf(parts, main);
  const sheets: { name: string; part: string }[] = [];
  let since1904 = false;
  await readXml(parts.read(main), {
    open(name, attributes) {
      if (name === 'workbookPr') since1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '');
      const relation = name === 'sheet' ? relations.get(attributes.get('id') ?? '') : undefined;
      if (relation?.type === 'worksheet' && (attributes.get('state') ?? 'visible') === 'visible')
        sheets.push({ name: attributes.get('name') ?? '', part: relation.part });
    },
  });
  if (sheets.length === 0) return undefined;
  const partOf = (type: string): string =>
    [...relations.values()].find((relation) => relation.type === type)?.part ?? '';
  return {
    sheets,
    since1904,
    kinds: await readKinds(parts, partOf('styles')),
    strings: await readStrings(parts, partOf('sharedStrings')),
  };
};

const readKinds = async (parts: ZipParts, part: string): Promise<readonly NumberKind[]> => {
  const written = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let inside = false;
  await readXml(parts.read(part), {
    open(name, attributes) {
      if (name === 'cellXfs') inside = true;
      if (name === 'numFmt')
        written.set(Number(attributes.get('numFmtId')), kindOfFormat(attributes.get('formatCode') ?? ''));
      if (name === 'xf' && inside) {
        const id = Number(attributes.get('numFmtId') ?? 0);
        kinds.push(written.get(id) ?? kindOfKnownFormat(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inside = false;
    },
  });
  return kinds;
};

/** Texts that cells share; how they are pronounced (`rPh`) is no part of them. */
const readStrings = async (parts: ZipParts, part: string): Promise<readonly string[]> => {
  const strings: string[] = [];
  let [text, isText, isSound] = ['', false, false];
  await readXml(parts.read(part), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') isSound = true;
      if (name === 't') isText = !isSound;
    },
    text(more) {
      if (isText) text += more;
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isSound = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
};
