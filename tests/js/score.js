// The score as the pages carry it, made by the Python that makes the pages (see tests/test_timer_modules.py).

import { readFileSync } from 'node:fs';

/** @type {any} */
export const given = JSON.parse(readFileSync(process.env.TIMER_TEST_DATA ?? '', 'utf8'));
/** @type {import('../../overrides/assets/js/timeline.js').Score} */
export const score = given.score;
