import type { Hono } from 'hono';
import type { Env } from '#src/web/context.ts';
import { onCallScreens } from '#src/web/drivers/on-call-screens.tsx';
import { tripScreens } from '#src/web/drivers/trip-screens.ts';
import { personalPage } from '#src/web/guards/security-headers.ts';
import { answerByLink, readByDriver } from '#src/web/public/answer-page.tsx';
import { cancelOwnRide, ownRidePage, toldByDriver } from '#src/web/public/driver-rides.tsx';
import { codePage, openByCode } from '#src/web/public/driver-code-page.tsx';
import { dataByLink } from '#src/web/public/driver-data-page.tsx';
import { eraseByLink, erasePageByLink } from '#src/web/public/driver-erase-page.tsx';
import { changeIdentityByLink, identityByLink } from '#src/web/public/driver-identity-page.tsx';
import { driverIntroPage } from '#src/web/public/driver-intro-page.tsx';
import { findByLink } from '#src/web/public/driver-link.tsx';
import { confirmByLink, consentByLink, linkPage } from '#src/web/public/driver-manage-page.tsx';
import { driverSignUpPage, signUpDriver } from '#src/web/public/driver-sign-up.tsx';
import { privacyPage } from '#src/web/public/privacy-page.tsx';
import { notedByPassenger } from '#src/web/public/noted-by-passenger.tsx';
import { termsPage } from '#src/web/public/terms-page.tsx';

/** The pages of drivers, under a territory, and the texts that everyone may read. */
export const driverPages = (app: Hono<Env>): void => {
  app.get('/:territoire/conducteurs', driverIntroPage);
  app.get('/:territoire/conducteurs/inscription', driverSignUpPage);
  app.post('/:territoire/conducteurs/inscription', personalPage, signUpDriver);
  app.get('/:territoire/code', codePage);
  app.post('/:territoire/code', personalPage, openByCode);
  app.get('/:territoire/lien/:token', personalPage, linkPage);
  app.post('/:territoire/lien/:token/accord', personalPage, confirmByLink);
  app.post('/:territoire/lien/:token/consentements', personalPage, consentByLink);
  app.post('/:territoire/lien/:token/reponse', personalPage, answerByLink);
  app.post(
    '/:territoire/lien/:token/bien-note',
    personalPage,
    async (c) => (await notedByPassenger(c)) ?? readByDriver(c),
  );
  app.get('/:territoire/lien/:token/convenu/:convenu', personalPage, ownRidePage);
  app.post('/:territoire/lien/:token/convenu/:convenu', personalPage, cancelOwnRide);
  app.post('/:territoire/lien/:token/convenu/:convenu/prevenue', personalPage, toldByDriver);
  app.get('/:territoire/lien/:token/coordonnees', personalPage, identityByLink);
  app.post('/:territoire/lien/:token/coordonnees', personalPage, changeIdentityByLink);
  app.get('/:territoire/lien/:token/mes-informations', personalPage, dataByLink);
  app.get('/:territoire/lien/:token/effacer', personalPage, erasePageByLink);
  app.post('/:territoire/lien/:token/effacer', personalPage, eraseByLink);
  tripScreens(app, '/:territoire/lien/:token', personalPage, findByLink);
  onCallScreens(app, '/:territoire/lien/:token', personalPage, findByLink);
  app.get('/:territoire/vie-privee', privacyPage);
  app.get('/:territoire/cgu', termsPage);
};
