// The embed's manners towards the page around it: its colors and wall as asked, its links in a new tab, its height told.

/** Room enough for the digits and the keys. */
const HEIGHT = 480;

const page = document.documentElement;
const wish = new URLSearchParams(location.search);
const scheme = { light: 'default', dark: 'slate' }[wish.get('theme') ?? ''];
if (scheme) page.dataset.mdColorScheme = scheme;
const wall = /^(clay|rose|ochre|lilac|sage)$/.exec(wish.get('wall') ?? '');
if (wall) page.style.setProperty('--wall', `var(--wall-${wall[0]})`);

// Looks that nothing shows before the first touch: options, lights out, who lies in the room.
const looks = /** @type {HTMLTemplateElement | null} */ (document.querySelector('.embed__later'));
for (const name of ['pointerover', 'pointerdown', 'focusin']) addEventListener(name, () => looks && document.head.append(looks.content), { once: true });

// WordPress hands every frame a secret and listens to whoever knows it.
const secret = new URLSearchParams(location.hash.replace(/^#\??/, '')).get('secret');
const tell = (/** @type {object} */ message) => parent !== window && parent.postMessage({ ...message, secret }, '*');
const tellHeight = () => {
  tell({ type: 'legs-up:height', value: HEIGHT });
  tell({ message: 'height', value: HEIGHT });
};
addEventListener('load', tellHeight);
// Its script may come after this frame, and then has missed the height: it says when it listens.
addEventListener('message', ({ source, data }) => source === parent && data?.message === 'ready' && tellHeight());
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a');
  if (!link) return;
  // WordPress opens no window from its frames; it takes the page there itself when it is told.
  if (secret) event.preventDefault();
  link.target = '_blank';
  link.rel = 'noopener';
  tell({ message: 'link', value: link.href });
});
