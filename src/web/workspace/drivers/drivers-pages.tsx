import type { Hono } from 'hono';
import { every } from 'hono/combine';
import type { Env } from '#src/web/context.ts';
import type { FindHolder } from '#src/web/drivers/holder.ts';
import { storesOf } from '#src/web/tools.ts';
import { onCallScreens } from '#src/web/drivers/on-call-screens.tsx';
import { tripScreens } from '#src/web/drivers/trip-screens.ts';
import { requires } from '#src/web/guards/session.ts';
import { theirs } from '#src/web/guards/theirs.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';
import { erase, erasePage } from '#src/web/workspace/drivers/driver-erase-page.tsx';
import { issueLink } from '#src/web/workspace/drivers/driver-link-paper.tsx';
import { driverSheetPage, GONE } from '#src/web/workspace/drivers/driver-sheet-page.tsx';
import {
  askAgain,
  becomeDriver,
  consent,
  join,
  setAside,
  stillAgree,
  warn,
  welcome,
} from '#src/web/workspace/drivers/driver-sheet-posts.ts';
import { DRIVERS, driversListPage } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import { addDriver, newDriverPage } from '#src/web/workspace/drivers/new-driver-page.tsx';
import { changePerson, personFormPage } from '#src/web/workspace/drivers/person-form-page.tsx';
import { memberIdOf } from '#src/web/tools.ts';

/** The driver of the address, whose trips the team changes for them. */
const findForTeam: FindHolder = async (c) => {
  const driver = await storesOf(c).drivers.find(c.req.param('id') ?? '');
  if (!driver) return notFoundPage(c, GONE);
  const at = c.get('at');
  return {
    driver,
    by: { kind: 'member', id: memberIdOf(c) },
    base: `${DRIVERS}/${driver.person.id}`,
    frame: (title, children) => (
      <DeskPage at={at} title={`${fullName(driver.person)} : ${title}`} current={DRIVERS}>
        {children}
      </DeskPage>
    ),
    form: (action, children) => (
      <DeskForm at={at} action={action}>
        {children}
      </DeskForm>
    ),
  };
};

/** The desk's pages about the people who drive, and the sheet of anyone. */
export const driversPages = (app: Hono<Env>): void => {
  const list = `/:territoire${DRIVERS}`;
  const sheet = `${list}/:id`;
  const read = requires('read-people');
  const write = every(requires('write-people'), theirs);
  app.get(list, read, driversListPage);
  app.get(`${list}/nouveau`, write, newDriverPage);
  app.post(`${list}/nouveau`, write, addDriver);
  app.get(sheet, read, (c) => driverSheetPage(c, c.req.param('id')));
  app.get(`${sheet}/fiche`, write, personFormPage);
  app.post(`${sheet}/fiche`, write, changePerson);
  app.post(`${sheet}/accueil`, write, welcome);
  app.post(`${sheet}/consentements`, write, consent);
  app.post(`${sheet}/accord`, write, stillAgree);
  app.post(`${sheet}/ecart`, write, setAside);
  app.post(`${sheet}/solliciter`, write, askAgain);
  app.post(`${sheet}/conduit`, write, becomeDriver);
  app.post(`${sheet}/reunir`, write, join);
  app.post(`${sheet}/prevenir`, write, warn);
  app.post(`${sheet}/lien`, write, issueLink);
  app.get(`${sheet}/effacer`, write, erasePage);
  app.post(`${sheet}/effacer`, write, erase);
  tripScreens(app, sheet, write, findForTeam);
  onCallScreens(app, sheet, write, findForTeam);
};
