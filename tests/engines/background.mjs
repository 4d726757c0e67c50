// A session in a tab that is really hidden, in a Chromium that freezes silent pages as Android does:
// node background.mjs CHROMIUM ADDRESS SECONDS. Prints what the page shows and where its sound is, before and after.
import puppeteer from "puppeteer-core";

const [executablePath, address, seconds] = process.argv.slice(2);
// What test drivers switch off for their own peace is what this test is about.
const kept = ["--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "--mute-audio"];
const browser = await puppeteer.launch({
  executablePath,
  headless: false,
  ignoreDefaultArgs: kept,
  args: ["--no-sandbox", "--no-first-run", "--autoplay-policy=no-user-gesture-required", "--enable-features=stop-in-background"],
});
try {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const Real = window.Audio;
    window.Audio = function () {
      return (window.theAudio = new Real());
    };
    window.ticks = 0;
    window.frozen = 0;
    setInterval(() => (window.ticks += 1), 1000);
    document.addEventListener("freeze", () => (window.frozen += 1));
  });
  await page.goto(address, { waitUntil: "load" });
  await page.click("[data-act=go]");
  await new Promise((done) => setTimeout(done, 1500));
  const look = () =>
    page.evaluate(() => ({
      state: document.querySelector(".timer__room").dataset.state,
      digits: document.querySelector(".timer__digits").textContent,
      sound: window.theAudio.currentTime,
      paused: window.theAudio.paused,
      ticks: window.ticks,
      frozen: window.frozen,
      hidden: document.hidden,
      now: Date.now() / 1000,
    }));
  const before = await look();
  const other = await browser.newPage();
  await other.bringToFront();
  await new Promise((done) => setTimeout(done, 2000));
  const away = await page.evaluate(() => document.hidden);
  await new Promise((done) => setTimeout(done, Number(seconds) * 1000));
  await page.bringToFront();
  const after = await look();
  process.stdout.write(`${JSON.stringify({ before, away, after })}\n`);
} finally {
  await browser.close();
}
