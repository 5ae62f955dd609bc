import MarkdownIt from 'markdown-it';
import { GUIDE, type GuidePageName, readGuidePage } from '#src/web/guide/guide-text.ts';

/** A page of the guide as it is shown. */
export interface GuidePage {
  readonly title: string;
  /** Its body, without its title. */
  readonly html: string;
}

/** Where a link to another page of the guide leads. */
type LinkTo = (name: GuidePageName) => string;

// HTML written in the Markdown is shown as text; the guide has no picture.
const markdown = new MarkdownIt({ html: false }).disable('image');

const nameIn = (href: string): GuidePageName | undefined => GUIDE.find((name) => href === `${name}.md`);

/** The pages link to one another as files do ("ouvrir.md"), so that they are also read where the sources are. */
const followLinks = (tokens: ReturnType<typeof markdown.parse>, linkTo: LinkTo): void => {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    const name = token.type === 'link_open' ? nameIn(String(token.attrGet('href'))) : undefined;
    if (name) token.attrSet('href', linkTo(name));
  }
};

/** Turns one page into HTML. Its first line is its title: "# Où l’ouvrir ?". */
export const renderGuide = (text: string, linkTo: LinkTo): GuidePage => {
  const [opening, title, , ...body] = markdown.parse(text, {});
  if (opening?.tag !== 'h1' || !title) throw new Error('a page of the guide begins with its title');
  followLinks(body, linkTo);
  return { title: title.content, html: markdown.renderer.render(body, markdown.options, {}) };
};

/** What each page is called, in order. */
export const guideTitles = (): readonly { readonly name: GuidePageName; readonly title: string }[] =>
  GUIDE.map((name) => ({ name, title: renderGuide(readGuidePage(name), () => '').title }));
