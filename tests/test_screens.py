"""Each kind of page still looks as it did when someone last looked: the first screen, by day and night, phone and desktop.

`make screens` takes the reference pictures again; look at the differences before committing them.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT

REFERENCES = ROOT / "tests/screens"
RENEW = bool(os.environ.get("RENEW_SCREENS"))
# One page of each template.
KINDS = {
    "home": "",
    "practice": "practice/",
    "timer": "timer/10/",
    "benefit": "benefits/sleep/",
    "reading": "safety/",
    "teach": "teach/",
    "lost": "404.html",
    "embed": "embed/",
}
# What the app's manifest shows before it is installed: large pictures, published with the site.
SHOWN = ROOT / "overrides/assets/img"
FORMS = {"narrow": ((390, 844), 2, ("timer", "practice")), "wide": ((1440, 900), 1, ("timer", "practice"))}
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
# Pictures are compared at half their size, so that another build of the same browser may smooth its edges differently.
SCALE = 0.5
DIFFERENT = 40  # how far a color channel may be off, of 255, before a pixel counts
SHARE = 0.005  # how many pixels may count
TO_WEBP = """async ([png, scale, quality = 0.55]) => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const canvas = new OffscreenCanvas(image.width * scale, image.height * scale);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({type: "image/webp", quality})).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
SHARE_OF_DIFFERENCE = """async ([one, other, different]) => {
  const read = async (data) => {
    const image = await createImageBitmap(await (await fetch("data:image/webp;base64," + data)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.getContext("2d").getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await read(one), await read(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let count = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    if ([0, 1, 2].some((channel) => Math.abs(a.data[i + channel] - b.data[i + channel]) > different)) count += 1;
  }
  return count / (a.data.length / 4);
}"""


@pytest.fixture(scope="module")
def compare(chromium: Browser) -> Iterator[Page]:
    """A blank page that can read pictures: no image library is needed."""
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_each_kind_of_page_looks_as_it_did(chromium: Browser, compare: Page, server: str, size: str, scheme: Any) -> None:
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    changed = {}
    for kind, address in KINDS.items():
        page.goto(server + address)
        page.evaluate("document.fonts.ready")
        png = page.screenshot(animations="disabled", caret="hide")
        picture = compare.evaluate(TO_WEBP, [base64.b64encode(png).decode(), SCALE])
        reference = REFERENCES / f"{kind}-{size}-{'day' if scheme == 'light' else 'night'}.webp"
        if RENEW:
            REFERENCES.mkdir(exist_ok=True)
            reference.write_bytes(base64.b64decode(picture))
        known = base64.b64encode(reference.read_bytes()).decode()
        share = compare.evaluate(SHARE_OF_DIFFERENCE, [picture, known, DIFFERENT])
        if share > SHARE:
            changed[reference.name] = f"{share:.1%} of the picture"
    context.close()
    assert changed == {}, "look at these pages; if they are as they should be, run `make screens`"


@pytest.mark.parametrize("form", FORMS)
def test_the_manifest_shows_the_pages_as_they_are(chromium: Browser, compare: Page, server: str, form: str) -> None:
    (width, height), scale, kinds = FORMS[form]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    changed = {}
    for kind in kinds:
        page.goto(server + KINDS[kind])
        page.evaluate("document.fonts.ready")
        png = page.screenshot(animations="disabled", caret="hide")
        picture = compare.evaluate(TO_WEBP, [base64.b64encode(png).decode(), 1, 0.8])
        shown = SHOWN / f"screen-{kind}-{form}.webp"
        if RENEW:
            shown.write_bytes(base64.b64decode(picture))
        known = base64.b64encode(shown.read_bytes()).decode()
        share = compare.evaluate(SHARE_OF_DIFFERENCE, [picture, known, DIFFERENT])
        if share > SHARE:
            changed[shown.name] = f"{share:.1%} of the picture"
    context.close()
    assert changed == {}, "look at these pages; if they are as they should be, run `make screens`"
