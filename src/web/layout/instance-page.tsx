import type { PropsWithChildren } from 'hono/jsx';
import { assetPath } from '#src/web/assets.ts';
import { Document, Mark } from '#src/web/layout/document.tsx';
import { WhatItIs } from '#src/web/layout/what-it-is.tsx';

/** A page of the instance, outside any territory: help, list of territories, errors. */
export const InstancePage = (
  props: PropsWithChildren<{
    title: string;
    heading?: boolean;
    noindex?: boolean;
    nonce: string;
    root: (page: string) => string;
  }>,
) => (
  <Document
    title={props.title === 'Lotocar' ? 'Lotocar' : `${props.title} – Lotocar`}
    accent="#1d5c63"
    nonce={props.nonce}
    noindex={props.noindex ?? false}
    asset={(name) => props.root(assetPath(name))}
  >
    <header class="top">
      <div class="top-inner">
        <a class="brand" href={props.root('')}>
          <Mark />
          <span>Lotocar</span>
        </a>
      </div>
    </header>
    <main id="contenu" tabindex={-1}>
      {props.heading !== false && <h1>{props.title}</h1>}
      {props.children}
    </main>
    <footer class="bottom">
      <WhatItIs name="Lotocar" />
      <ul>
        <li>
          <a href={props.root('/aide')}>Aide</a>
        </li>
        <li>
          <a href={props.root('/instance')}>À propos de ce site</a>
        </li>
      </ul>
    </footer>
  </Document>
);
