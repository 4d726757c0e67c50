// Lighthouse for many addresses: a line with an address comes in, a line with its report for a phone goes out. Each gets a
// fresh browser; only Lighthouse itself stays, since loading it takes longer than loading a page. Started by lighthouse.py.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const PATIENCE = 240_000; // milliseconds for one report

for await (const address of createInterface({ input: process.stdin })) {
  const browser = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: process.argv.slice(2), logLevel: "silent" });
  const late = setTimeout(() => {
    console.error(`no report within ${PATIENCE / 1000} s`);
    browser.kill();
    process.exit(1);
  }, PATIENCE);
  try {
    const run = await lighthouse(address, { port: browser.port, logLevel: "error", disableFullPageScreenshot: true });
    process.stdout.write(`${JSON.stringify(run.lhr)}\n`);
  } finally {
    clearTimeout(late);
    browser.kill();
  }
}
