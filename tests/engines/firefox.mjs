// Runs one piece of test code in Debian's Firefox over WebDriver BiDi: node firefox.mjs FIREFOX ADDRESS < code. Prints its answer as JSON.
import puppeteer from "puppeteer-core";
import { text } from "node:stream/consumers";

const [executablePath, address] = process.argv.slice(2);
const code = await text(process.stdin);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  extraPrefsFirefox: { "media.autoplay.default": 0, "media.autoplay.blocking_policy": 0, "app.update.enabled": false },
});
try {
  const page = await browser.newPage();
  await page.goto(address, { waitUntil: "load" });
  const AsyncFunction = (async () => {}).constructor;
  const answer = await new AsyncFunction("page", "browser", code)(page, browser);
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`);
} finally {
  await browser.close();
}
