// The picture of time: a body along the floor and up the wall. It empties from the heels.

/**
 * Lay the body into its room. All sizes in CSS pixels; the head lies right, the feet lean on the wall at the left.
 * @param {HTMLElement} room
 * @param {{wide: number, high: number, least: number, thin: number, flat: boolean, parts: number[]}} how the air's width and height, the room's smaller side, the body's share of the usual thickness (a line of time where somebody is drawn), lying flat when done, where the parts end
 * @returns {(gone: number) => void} empty it to this share of the session
 */
export function layBody(room, { wide, high, least, thin, flat, parts }) {
  const figure = /** @type {SVGElement} */ (room.querySelector('.timer__body'));
  const part = (/** @type {string} */ name) => /** @type {SVGPathElement} */ (figure.querySelector(`.timer__${name}`));
  // As --limb and --thin in timer.css, timer-night.css and timer-stage.css; asking for it would cost a layout.
  const limb = Math.max(22, Math.min(54, least * 0.082)) * thin;
  const half = limb / 2;
  const skull = limb * 0.58;
  const bend = limb * 0.95;
  // Nobody is much longer than their legs: on a wide floor the body stays in proportion.
  const span = Math.min(wide - half, thin < 0.4 ? wide : Math.max(high * (high < 420 ? 2.3 : 1.75), 300));
  const neck = span - limb * 1.1 - skull * 2;
  const floor = high - half;
  const top = half + 10;
  const line = (/** @type {number} */ over) =>
    flat ? `M${neck + over} ${floor}H${limb * 1.1 - over}` : `M${neck + over} ${floor}H${half + bend}Q${half} ${floor} ${half} ${floor - bend}V${top - over}`;
  const set = (/** @type {Element} */ one, /** @type {Record<string, string | number>} */ values) => {
    for (const name in values) one.setAttribute(name, `${values[name]}`);
  };
  const sizes = { crook: span - limb * 1.3, dome: Math.min((span - limb * 1.3) * 0.96, (high - limb) * 1.9), high };
  for (const [name, value] of Object.entries(sizes)) room.style.setProperty(`--${name}`, `${value}px`);
  set(figure, { viewBox: `0 0 ${wide} ${high}` });
  for (const path of figure.querySelectorAll('path')) {
    const hollow = path.matches('.timer__void');
    set(path, { d: line(hollow || path.matches('.timer__shape') ? 0 : half), 'stroke-width': limb - (hollow ? Math.min(5, limb / 3) : 0) });
  }
  set(part('head'), { cx: neck + half + skull + limb * 0.3, cy: high - skull, r: skull });

  // From the neck to the heels; round the corner, a parabola of two equal legs, it is 0.3768 of a leg less than along both.
  // Reckoned, since asking the browser costs a layout.
  const length = flat ? neck - limb / 10 : neck + floor - top + half - 0.3768 * bend;
  const total = parts[2];
  // Along the body from the shoulder: coming out, legs up, settling.
  const cuts = [0, (total - parts[1]) / total, (total - parts[0]) / total, 1];
  set(part('notch'), { 'stroke-dasharray': `0 ${cuts[1] * length} 3 ${(cuts[2] - cuts[1]) * length - 3} ${cuts[2] < 1 ? 3 : 0} ${2 * length}` });
  return (gone) =>
    ['out', 'pose', 'settle'].forEach((name, i) => {
      const left = flat ? +!i : Math.max(0, Math.min(cuts[i + 1], 1 - gone) - cuts[i]);
      const { style } = part(name);
      style.strokeDasharray = `0 ${flat ? 0 : cuts[i] * length} ${left * length} ${2 * length}`;
      style.visibility = left * length > 0.5 ? '' : 'hidden';
    });
}
