// A random walk over the whole session: the real modules on a modelled device, with a network and a worker that fail in every way.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { build } from '../../overrides/assets/js/timer/timeline.js';
import { usual } from '../../overrides/assets/js/timer/link.js';
import { SOUNDS, STATES, move } from '../../overrides/assets/js/timer/states.js';
import { score } from './score.js';
import { NETWORKS, WORKERS, World, rings } from './world.js';

new World().install();
const { step } = await import('../../overrides/assets/js/timer/steps.js');
const { Session } = await import('../../overrides/assets/js/timer/session.js');
const { asked, clips } = await import('../../overrides/assets/js/timer/bank.js');
await import('../../overrides/assets/js/timer/sounding.js');
await import('../../overrides/assets/js/timer/ensemble.js');

/** @type {string[]} */
const illegal = [];
globalThis.reportError = (error) => illegal.push(error.message);
process.on('unhandledRejection', (error) => illegal.push(String(error)));

/** After so many seconds without a change of the world every fallback has had its turn. */
const SETTLED = 40;

/** @param {{network?: string, worker?: string}} [how] */
function device(how = {}) {
  const world = Object.assign(new World(), how);
  world.install();
  clips.clear();
  asked.clear();
  return { world, session: new Session() };
}

const choice = fc.record({
  minutes: fc.constantFrom(3, 5, 7, 10),
  purpose: fc.constantFrom(...Object.keys(score.purposes)),
  version: fc.constantFrom(...Object.keys(score.versions)),
  settle: fc.constantFrom(0, 30, score.settle[0]),
  bells: fc.constantFrom('soft', 'clear', 'off'),
  voice: fc.boolean(),
});

/** @type {fc.Arbitrary<[string, any]>} */
const action = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('start'), choice) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('pass'), fc.double({ min: 0.1, max: 30, noNaN: true })) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('settle'), fc.constant(SETTLED)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('network'), fc.constantFrom(...NETWORKS)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('worker'), fc.constantFrom(...WORKERS)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('seek'), fc.double({ min: 0, max: 1, noNaN: true })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('step'), fc.constantFrom(1, -1)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('bells'), fc.constantFrom('soft', 'clear', 'off')) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('voice'), fc.boolean()) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('pause', 'resume', 'reset', 'taken', 'given', 'hide', 'faster'), fc.constant(0)) },
);

/** @param {World} world @param {any} session @param {string} name @param {any} value */
async function act(world, session, name, value) {
  const on = session.line && !session.over;
  if (name === 'start') session.start(score, usual(score, value), world);
  else if (name === 'pass' || name === 'settle') await world.pass(value);
  else if (name === 'network' || name === 'worker') world[name] = value;
  else if (name === 'seek' && on) session.seek(value * session.total);
  else if (name === 'step' && on) step(session, value);
  else if ((name === 'bells' || name === 'voice') && on) session.change(build(score, { ...session.asked.choice, [name]: value }));
  else if (name === 'pause') session.pause();
  else if (name === 'resume') session.resume();
  else if (name === 'reset') session.reset();
  else if (name === 'taken') world.audio.pause();
  else if (name === 'given' && session.state === 'paused' && world.audio.hasAttribute()) await world.audio.play();
  else if (name === 'hide') {
    world.document.hidden = !world.document.hidden;
    world.document.dispatchEvent(new Event('visibilitychange'));
  } else if (name === 'faster') {
    world.audio.playbackRate = 1.5;
    world.audio.dispatchEvent(new Event('ratechange'));
  }
  await world.pass(0.3);
}

/** @param {World} world @param {any} session @param {number} calm seconds since the last change @param {string} name */
function check(world, session, calm, name) {
  const { audio } = world;
  assert.deepEqual(illegal, []);
  assert.ok(session.state in STATES);
  if (!session.line) return;
  assert.ok(session.why === 'nearest' || session.state === 'paused' || session.line === session.asked, 'what is shown is what was asked for');
  if (session.state === 'paused') assert.ok(audio.paused, 'paused is paused');
  if (session.state === 'running' && !session.quiet && !audio.paused && audio.loaded === Infinity && !audio.loop)
    assert.ok(Math.abs(audio.currentTime - session.at) < 0.35, `after ${name} it shows ${session.at}, the sound is at ${audio.currentTime}`);
  if (session.state === 'running' && calm >= SETTLED) {
    const { choice, bells, total } = session.line;
    const next = bells.find((/** @type {any} */ bell) => bell.at > session.at + 1);
    if (choice.bells !== 'off' && next && world.worker === 'fresh' && session.at < total - 1)
      assert.ok(rings(world, session, next), `no bell at ${next.at}, it is ${session.at.toFixed(1)}; ${session.why || 'nothing said'}; ${audio.src}`);
    if (!session.quiet || session.why || choice.bells === 'off') return;
    assert.fail('a session without its sound says why');
  }
}

test('what is not in a table is an error, and changes nothing', async () => {
  assert.equal(move(STATES, 'ready', 'start'), 'loading');
  assert.equal(move(STATES, 'done', 'pause'), 'done');
  assert.equal(move(SOUNDS, 'off', 'play'), 'off');
  assert.deepEqual(illegal.splice(0), ['done pause', 'off play']);
});

test('every state can be left, and every state can be reached', () => {
  for (const table of [STATES, SOUNDS]) {
    const reached = new Set(Object.values(table).flatMap((row) => Object.values(row)));
    for (const [state, row] of Object.entries(table)) {
      assert.ok(Object.keys(row).length > 0 && reached.has(state), state);
      for (const to of Object.values(row)) assert.ok(to in table, `${state} leads to ${to}`);
    }
  }
});

test('whatever a person, the system, the network and the worker do, the session stays one and rings', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...NETWORKS), fc.constantFrom(...WORKERS), choice, fc.array(action, { minLength: 3, maxLength: 14 }), async (network, worker, first, actions) => {
      const { world, session } = device({ network, worker });
      let calm = 0;
      try {
        for (const [name, value] of [/** @type {[string, any]} */ (['start', first]), ...actions]) {
          calm = name === 'pass' || name === 'settle' ? calm + value : 0;
          await act(world, session, name, value);
          check(world, session, calm, name);
        }
      } finally {
        session.reset();
        await world.pass(1);
      }
      assert.equal(session.state, 'ready');
    }),
    { numRuns: Number(process.env.RUNS ?? 150), includeErrorInReport: true },
  );
});

test('pressing pause while it loads, then carry on, keeps the place', async () => {
  const { world, session } = device({ network: 'stalled' });
  session.start(score, usual(score, { minutes: 7 }), world);
  await world.pass(0.5);
  session.pause();
  session.at = 120;
  session.resume();
  await world.pass(1);
  world.network = 'good';
  await world.pass(25);
  assert.equal(session.state, 'running');
  assert.ok(session.at > 120 && session.at < 147, `${session.at}`);
});

test('after a call the system gives the sound back, and the session follows', async () => {
  const { world, session } = device();
  session.start(score, usual(score, { minutes: 10 }), world);
  await world.pass(20);
  world.audio.pause();
  await world.pass(30);
  assert.equal(`${session.state} ${session.why}`, 'paused interrupted');
  await world.audio.play();
  await world.pass(1);
  assert.equal(session.state, 'running');
});

test('headphones out while it loads do not start the loudspeaker', async () => {
  const { world, session } = device({ network: 'slow' });
  session.start(score, usual(score, { minutes: 7 }), world);
  await world.pass(2);
  world.audio.pause();
  await world.pass(60);
  assert.equal(`${session.state} ${session.why}`, 'paused interrupted');
  assert.ok(world.audio.paused);
});

test('a class waits for nobody: who pauses comes back where it is, with bells and without', async () => {
  for (const bells of /** @type {const} */ (['clear', 'off'])) {
    const { world, session } = device({ worker: 'fresh' });
    const start = new Date(world.now - 60_000);
    const time = `${`${start.getHours()}`.padStart(2, '0')}:${`${start.getMinutes()}`.padStart(2, '0')}`;
    session.start(score, usual(score, { minutes: 10, bells, start: time }), world);
    await world.pass(5);
    const begun = world.now / 1000 - session.at;
    session.pause();
    await world.pass(100);
    session.resume();
    await world.pass(5);
    assert.ok(session.together);
    assert.ok(Math.abs(world.now / 1000 - session.at - begun) < 0.5, bells);
  }
});

test('before a class has begun, skip and back do nothing', async () => {
  const { world, session } = device({ worker: 'fresh' });
  const start = new Date(world.now + 600_000);
  const time = `${`${start.getHours()}`.padStart(2, '0')}:${`${start.getMinutes()}`.padStart(2, '0')}`;
  session.start(score, usual(score, { minutes: 10, start: time }), world);
  await world.pass(5);
  assert.equal(session.state, 'waiting');
  const left = -session.at;
  step(session, 1);
  step(session, -1);
  assert.equal(session.state, 'waiting');
  await world.pass(left + 5);
  assert.equal(session.state, 'running');
  assert.ok(session.together && rings(world, session, session.line?.bells[0] ?? build(score, usual(score)).bells[0]));
});

test('who goes back hears the bells that stood before the place where the sound came', async () => {
  const { world, session } = device({ network: '404' });
  session.start(score, usual(score, { minutes: 7 }), world);
  await world.pass(2);
  session.seek(200);
  world.worker = 'fresh';
  await world.pass(SETTLED);
  assert.equal(session.quiet, false);
  session.seek(20);
  await world.pass(1);
  const [first] = session.line.bells;
  assert.ok(first.at > 21 && rings(world, session, first), `no bell at ${first.at}; ${world.audio.src}`);
});
