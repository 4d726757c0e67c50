// The embed's manners towards the page around it: its colors and wall as asked, its links in a new tab, its height told.

/** Room enough for the digits and the keys. */
const HEIGHT = 480;

const page = document.documentElement;
const wish = new URLSearchParams(location.search);
const scheme = { light: 'default', dark: 'slate' }[wish.get('theme') ?? ''];
if (scheme) page.dataset.mdColorScheme = scheme;
const wall = /^(clay|rose|ochre|lilac|sage)$/.exec(wish.get('wall') ?? '');
if (wall) page.style.setProperty('--wall', `var(--wall-${wall[0]})`);

// WordPress hands every frame a secret and listens to whoever knows it.
const secret = new URLSearchParams(location.hash.replace(/^#\??/, '')).get('secret');
const tell = (/** @type {object} */ message) => parent !== window && parent.postMessage({ ...message, secret }, '*');
addEventListener('load', () => {
  tell({ type: 'legs-up:height', value: HEIGHT });
  tell({ message: 'height', value: HEIGHT });
});
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element && target.closest('a');
  if (!link) return;
  link.target = '_blank';
  link.rel = 'noopener';
  tell({ message: 'link', value: link.href });
});
