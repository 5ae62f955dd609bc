import { livesOn } from '#test/simulation/long/lives-on.ts';

livesOn('sqlite', 10_000);
