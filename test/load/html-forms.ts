/** A form as a browser reads it: where it goes, and what it sends when nothing is touched. */
export interface HtmlForm {
  readonly action: string;
  readonly fields: URLSearchParams;
  /** Values that a radio, a box or a list offers, by name. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const text = (html: string): string =>
  html.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
  return found ? text(found[1] ?? '') : undefined;
};

const readForm = (head: string, body: string): HtmlForm => {
  const fields = new URLSearchParams();
  const choices = new Map<string, string[]>();
  const offer = (name: string, value: string): void => void choices.set(name, [...(choices.get(name) ?? []), value]);
  for (const [, input, select, list = '', textarea, area = ''] of body.matchAll(
    /(<input\b[^>]*>)|(<select\b[^>]*>)([^]*?)<\/select>|(<textarea\b[^>]*>)([^<]*)<\/textarea>/g,
  )) {
    const tag = input ?? select ?? textarea ?? '';
    const name = attribute(tag, 'name');
    if (name === undefined) continue;
    if (textarea !== undefined) fields.append(name, text(area));
    else if (select !== undefined) {
      const options = [...list.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
      for (const option of options) offer(name, attribute(option, 'value') ?? '');
      const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0];
      if (chosen !== undefined) fields.append(name, attribute(chosen, 'value') ?? '');
    } else {
      const type = attribute(tag, 'type') ?? 'text';
      const value = attribute(tag, 'value');
      if (type === 'radio' || type === 'checkbox') {
        offer(name, value ?? 'on');
        if (attribute(tag, 'checked') !== undefined) fields.append(name, value ?? 'on');
      } else if (type !== 'submit' && type !== 'file') fields.append(name, value ?? '');
    }
  }
  return { action: attribute(head, 'action') ?? '', fields, choices };
};

/** The forms of a page that are posted, in order. */
export const formsOf = (html: string): readonly HtmlForm[] =>
  [...html.matchAll(/(<form\b[^>]*>)([^]*?)<\/form>/g)]
    .filter(([, head = '']) => attribute(head, 'method') === 'post')
    .map(([, head = '', body = '']) => readForm(head, body));

/** Where the links of a page go. */
export const linksOf = (html: string): readonly string[] =>
  [...html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)].map(([, address = '']) => text(address));
