import { livesOn } from '#test/simulation/long/lives-on.ts';

livesOn('sqlite', 1500);
