import assert from 'node:assert/strict';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { TestService } from '#test/helpers/test-service.ts';

/** Changes the profile of a territory as it stands; that of the tests unless another is named. */
export const changeTerritory = async (
  { service, territory }: TestService,
  changes: Partial<Territory>,
  slug = territory.slug,
): Promise<void> => {
  const outcome = await service.storage.atomicallyOnInstance(async ({ territories }) => {
    const found = await territories.findBySlug(slug);
    assert.ok(found, slug);
    return territories.save({ ...found, ...changes }, formatInstant(service.clock()));
  });
  // What a test believes it changed is not left as it was.
  assert.equal(outcome, 'saved');
};
