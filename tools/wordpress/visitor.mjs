// What a visitor meets in one browser: node visitor.mjs chrome|firefox PROGRAM < visits. Each line that comes in is a visit
// {address, width, scripts, waits}; each that goes out is what was found. Started by visits.py, which says what the words mean.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const HEIGHT = 900;
const PATIENCE = 15_000; // milliseconds for anything that a page does by itself
const ANSWER = 4000; // milliseconds before a press that did nothing is made again; on a key that turns over, a second one undoes the first
const [name, executablePath] = process.argv.slice(2);
const root = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // whose sandbox cannot start
const browser = await puppeteer.launch({
  browser: name,
  executablePath,
  headless: true,
  // Still pages: a theme that scrolls smoothly would move what is about to be pressed.
  args: name === "chrome" ? [...root, "--force-prefers-reduced-motion"] : [],
  extraPrefsFirefox: { "ui.prefersReducedMotion": 1, "app.update.enabled": false },
});

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** True as soon as the question has a true answer; false when it never has. */
async function becomes(question, patience = PATIENCE) {
  for (const end = Date.now() + patience; Date.now() < end; await wait(100)) {
    if (await question().catch(() => false)) return true;
  }
  return false;
}

/** A page at the address, and what its console and the frame's complained of, but for the blog's own files. */
async function opened({ address, width, scripts }) {
  const page = await browser.newPage();
  const own = new URL(address).origin;
  const errors = [];
  page.on("console", (message) => {
    const from = message.location()?.url ?? "";
    if (message.type() === "error" && !from.startsWith(own)) errors.push(`${message.text()} ${from}`);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.setViewport({ width, height: HEIGHT });
  if (!scripts) {
    await page.setRequestInterception(true);
    const script = (url) => url.startsWith(own) && new URL(url).pathname.endsWith(".js");
    page.on("request", (request) => (script(request.url()) ? request.abort() : request.continue()));
  }
  await page.goto(address, { waitUntil: "load" });
  return { page, errors };
}

/** What stands in the post where the link was. */
const seen = () => {
  const post = document.querySelector(".entry-content");
  const rect = (element) => element?.getBoundingClientRect();
  const frame = post.querySelector("iframe");
  const quote = post.querySelector("blockquote");
  const picture = post.querySelector("a > img");
  const shown = (element) => Boolean(element) && element.checkVisibility() && getComputedStyle(element).clip === "auto";
  return {
    frame: shown(frame),
    quote: shown(quote),
    picture: shown(picture) && picture.naturalWidth > 0,
    size: [frame, picture].filter(shown).map((element) => [rect(element).width, rect(element).height].map(Math.round))[0] ?? [0, 0],
    wide: document.documentElement.scrollWidth > innerWidth,
  };
};

const clock = () => document.querySelector(".timer__digits").textContent;
const visible = (selector) => [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());

/** The frame with the timer in it, in the middle of the window, once its script has come. */
async function timerOf(page) {
  const element = await page.$(".entry-content iframe");
  const frame = await element?.contentFrame();
  await element?.evaluate((one) => one.scrollIntoView({ block: "center" }));
  const ready = frame && (await becomes(() => frame.evaluate(() => document.querySelector(".timer__room")?.inert === false)));
  return ready ? frame : undefined;
}

/** Presses as a person would, on what can be seen of the selector, until the question has a true answer. */
function pressed(frame, selector, question) {
  return becomes(async () => {
    if (await question()) return true;
    const found = await frame.evaluateHandle(visible, selector);
    await found.asElement()?.click();
    return becomes(question, ANSWER);
  });
}

async function starts(page) {
  const frame = await timerOf(page);
  if (!frame) return false;
  await pressed(frame, "[data-act=go]", () => frame.evaluate(() => document.querySelector("[data-act=go]").dataset.face === "pause"));
  const before = await frame.evaluate(clock);
  return becomes(async () => (await frame.evaluate(clock)) !== before);
}

/** Where the way to the safety page leads: in this tab, or in a new one. */
async function leads(page) {
  const frame = await timerOf(page);
  if (!frame) return "";
  const before = new Set(await browser.pages());
  const tab = async () => (await browser.pages()).find((one) => !before.has(one));
  const where = async () => ((await tab()) ?? page).url();
  await pressed(frame, "[data-act=ask]", async () => (await frame.evaluateHandle(visible, "a[href*=safety]")).asElement());
  await pressed(frame, "a[href*=safety]", async () => (await where()).includes("/safety/"));
  const there = await where();
  await (await tab())?.close();
  return there;
}

/** Until the post is as it will stay. */
async function settled(page, { scripts, waits }) {
  const now = () => page.evaluate(seen);
  await becomes(async () => !waits || ((one) => one.picture || one.frame || (!scripts && one.quote))(await now()));
  return now();
}

for await (const line of createInterface({ input: process.stdin })) {
  const visit = JSON.parse(line);
  const { page, errors } = await opened(visit);
  const found = { ...(await settled(page, visit)), errors, started: false, there: "" };
  if (found.frame) found.started = await starts(page);
  await page.close();
  const again = (await opened(visit)).page; // a timer that runs asks before it lets go of its page
  await settled(again, visit);
  if (found.frame) found.there = await leads(again);
  else if (found.quote || found.picture) {
    const away = async () => again.url() !== visit.address && Boolean(await again.title());
    await pressed(again.mainFrame(), ".entry-content a", away);
    found.there = again.url();
  }
  await again.close();
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
await browser.close();
