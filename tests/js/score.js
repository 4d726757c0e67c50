// The score as the pages carry it, and routines to compare with, from the Python that makes the pages.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const python = existsSync(`${root}.venv/bin/python`) ? `${root}.venv/bin/python` : 'python3';
const ask = () => execFileSync(python, [`${root}tests/js/given.py`], { encoding: 'utf8', maxBuffer: 2 ** 28 });
/** GIVEN names a file with the answer, for who asks many times. @type {any} */
export const given = JSON.parse(process.env.GIVEN ? readFileSync(process.env.GIVEN, 'utf8') : ask());
/** @type {import('../../overrides/assets/js/timer/timeline.js').Score} */
export const score = given.score;
