// What a person hears and reads in every failure: the table for `make faults`, from sessions on the modelled device of world.js.

import { fileURLToPath } from 'node:url';
import { usual } from '../../overrides/assets/js/timer/link.js';
import { score } from './score.js';
import { NETWORKS, WORKERS, World, rings } from './world.js';

new World().install();
const { Session } = await import('../../overrides/assets/js/timer/session.js');
const { asked, clips } = await import('../../overrides/assets/js/timer/bank.js');
await import('../../overrides/assets/js/timer/sounding.js');
await import('../../overrides/assets/js/timer/ensemble.js');

/** @typedef {{network: string, worker: string, when: string, session: string, carries: string, bell: boolean, place: number, why: string, back: string}} Outcome */

/** What is asked for: published, and mixed here; with the voice. */
const SESSIONS = { '10 min, published': { minutes: 10, voice: true }, '7 min, mixed': { minutes: 7, voice: true } };

/** @param {World} world @param {any} session */
function carries(world, session) {
  if (session.quiet) return 'quiet clock';
  const { src } = world.audio;
  if (session.why === 'nearest') return 'nearest track';
  if (!/^blob:|spliced/.test(src)) return 'published track';
  return session.why === 'unvoiced' ? 'bells, words on screen' : 'bells and voice';
}

/** @param {string} network @param {string} worker @param {string} name @param {'at Start' | 'at 1:00'} when @returns {Promise<Outcome>} */
async function fail(network, worker, name, when) {
  const world = new World();
  world.install();
  clips.clear();
  asked.clear();
  world.worker = worker;
  world.network = when === 'at Start' ? network : 'good';
  const session = new Session();
  const choice = usual(score, SESSIONS[/** @type {keyof typeof SESSIONS} */ (name)]);
  session.start(score, choice, world);
  await world.pass(60);
  world.network = network;
  // Someone goes to the middle; half a minute later every fallback has had its turn.
  if (when === 'at 1:00') session.seek(score.settle[0] + 60);
  await world.pass(40);
  const next = session.line?.bells.find((/** @type {any} */ bell) => bell.at > session.at);
  const first = { carries: carries(world, session), bell: !!next && rings(world, session, next), why: session.why };
  const place = session.quiet ? 0 : Math.abs(world.audio.currentTime - session.count());
  world.network = 'good';
  await world.pass(75);
  const back = carries(world, session);
  session.reset();
  await world.pass(1);
  return { network, worker, when, session: name, ...first, place, back };
}

/** Every failure. @returns {Promise<Outcome[]>} */
export async function faults() {
  const all = [];
  for (const network of NETWORKS)
    for (const worker of WORKERS)
      for (const name of Object.keys(SESSIONS)) for (const when of /** @type {const} */ (['at Start', 'at 1:00'])) all.push(await fail(network, worker, name, when));
  return all;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await faults();
  console.log('| Network | Worker | Session | Fails | Carried by | Next bell rings | Said | After the line is back |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const row of rows) console.log(`| ${row.network} | ${row.worker} | ${row.session} | ${row.when} | ${row.carries} | ${row.bell ? 'yes' : 'no'} | ${row.why || '-'} | ${row.back} |`);
  process.exit(0);
}
