import { ALL_OFF, type Switches } from '#src/territory/switches.ts';
import { changeTerritory } from '#test/helpers/change-territory.ts';
import type { TestService } from '#test/helpers/test-service.ts';

/** Gives a territory these switches and no other; that of the tests unless another is named. */
export const setSwitches = (service: TestService, on: Partial<Switches>, slug?: string): Promise<void> =>
  changeTerritory(service, { switches: { ...ALL_OFF, ...on } }, slug);
