import {
  indexAgreesWithTheDatabase,
  noTripIsTooMany,
  peopleAreAllThere,
  tripsAreAsAcknowledged,
} from '#test/simulation/invariants/of-drivers.ts';
import {
  callsAreAllThere,
  everyOpenRequestIsOnTheDesk,
  noClosedRequestHasAnUnsettledReturn,
  noDriverOfARideSaidNoAfter,
  noOccasionHasTwoDrivers,
  noPromiseOutlivesItsRequest,
  noPromiseWithoutRequest,
  noRequestIsTooMany,
  ridesAreOfWhatWasAsked,
  whatWasAcknowledgedIsThere,
} from '#test/simulation/invariants/of-requests.ts';
import {
  noMessageIsCreatedTwice,
  noMessageIsSaidSentThatDidNotLeave,
  noSmsLeavesTwice,
  noSmsThatLeftWaits,
  whatDidNotLeaveSaysWhy,
} from '#test/simulation/invariants/of-messages.ts';
import { noCarIsPromisedToMoreThanItsSeats } from '#test/simulation/invariants/of-promised-rides.ts';
import {
  noYesIsLost,
  nobodyIsAgreedByAMessageAlone,
  theOthersAskedAreTold,
} from '#test/simulation/invariants/of-asks.ts';
import {
  noConfirmedDriverIsToldInSilence,
  nobodyIsToldByAMessageThatDidNotArrive,
  whatWasToldStaysTold,
} from '#test/simulation/invariants/of-tellings.ts';
import {
  absencesAreAllThere,
  noProposedPromiseFallsWhileTheTeamIsAway,
} from '#test/simulation/invariants/of-absences.ts';
import { everyCallIsItsMembersOnly, noCallIsLostBeforeItsWeek } from '#test/simulation/invariants/of-call-drafts.ts';
import { paperIsTypedBackOnce } from '#test/simulation/invariants/of-paper.ts';
import type { Seen } from '#test/simulation/seen.ts';

/** One idea that holds after each step; each sentence tells where it does not. */
export type Invariant = (seen: Seen) => readonly string[];

export const INVARIANTS: readonly Invariant[] = [
  whatWasAcknowledgedIsThere,
  noRequestIsTooMany,
  callsAreAllThere,
  noPromiseWithoutRequest,
  noPromiseOutlivesItsRequest,
  noClosedRequestHasAnUnsettledReturn,
  ridesAreOfWhatWasAsked,
  noOccasionHasTwoDrivers,
  noDriverOfARideSaidNoAfter,
  everyOpenRequestIsOnTheDesk,
  tripsAreAsAcknowledged,
  noTripIsTooMany,
  peopleAreAllThere,
  indexAgreesWithTheDatabase,
  noCarIsPromisedToMoreThanItsSeats,
  noMessageIsCreatedTwice,
  noSmsLeavesTwice,
  noSmsThatLeftWaits,
  noMessageIsSaidSentThatDidNotLeave,
  whatDidNotLeaveSaysWhy,
  noYesIsLost,
  nobodyIsAgreedByAMessageAlone,
  theOthersAskedAreTold,
  nobodyIsToldByAMessageThatDidNotArrive,
  noConfirmedDriverIsToldInSilence,
  whatWasToldStaysTold,
  noProposedPromiseFallsWhileTheTeamIsAway,
  absencesAreAllThere,
  everyCallIsItsMembersOnly,
  noCallIsLostBeforeItsWeek,
  paperIsTypedBackOnce,
];
