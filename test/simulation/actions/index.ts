import { askHappenings } from '#test/simulation/actions/asks.ts';
import { amend, cancelOwn, noteCall, noteTwiceAtOnce, transfer } from '#test/simulation/actions/calls-noted.ts';
import { callDraftHappenings } from '#test/simulation/actions/call-drafts.ts';
import { closureHappenings } from '#test/simulation/actions/closures.ts';
import { deskHappenings } from '#test/simulation/actions/desk.ts';
import { driverHappenings } from '#test/simulation/actions/drivers.ts';
import { machineHappenings } from '#test/simulation/actions/machine.ts';
import { messageHappenings } from '#test/simulation/actions/messages.ts';
import { paperHappenings } from '#test/simulation/actions/paper.ts';
import { referentHappenings } from '#test/simulation/actions/referents.ts';
import { rideHappenings } from '#test/simulation/actions/rides.ts';
import { volunteerHappenings } from '#test/simulation/actions/volunteers.ts';
import type { Happening } from '#test/simulation/life.ts';

/** All that can happen, each as often as its weight says. A new feature adds its own lines. */
export const HAPPENINGS: readonly Happening[] = [
  noteCall,
  noteTwiceAtOnce,
  amend,
  cancelOwn,
  transfer,
  ...deskHappenings,
  ...driverHappenings,
  ...machineHappenings,
  ...messageHappenings,
  ...askHappenings,
  ...rideHappenings,
  ...volunteerHappenings,
  ...closureHappenings,
  ...callDraftHappenings,
  ...paperHappenings,
  ...referentHappenings,
];
