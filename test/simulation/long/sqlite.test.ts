import { livesOn } from '#test/simulation/long/ten-thousand-steps.ts';

livesOn('sqlite');
