"""Pictures of pages, made small and compared in a browser: no image library is needed."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from playwright.sync_api import Page

RENEW = bool(os.environ.get("RENEW_SCREENS"))
MEND = "look at these; if they are as they should be, run `make screens`"
DIFFERENT = 40  # how far a color channel may be off, of 255, before a pixel counts
SHARE = 0.005  # how many pixels may count
# Several pictures of one size become one, side by side.
TO_WEBP = """async ([pngs, scale, quality]) => {
  const images = await Promise.all(pngs.map(async (png) => createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob())));
  const wide = Math.floor(images[0].width * scale);
  const canvas = new OffscreenCanvas(wide * images.length, images[0].height * scale);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  images.forEach((image, place) => context.drawImage(image, place * wide, 0, wide, canvas.height));
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


def changed(compare: Page, pngs: list[bytes], reference: Path, scale: float, quality: float = 0.55) -> str:
    """How much of the reference picture these differ from, in words; "" where they do not. `compare` is a blank page.
    Pictures are compared small, so that another build of the same browser may smooth its edges differently."""
    picture = compare.evaluate(TO_WEBP, [[base64.b64encode(png).decode() for png in pngs], scale, quality])
    if RENEW:
        reference.parent.mkdir(parents=True, exist_ok=True)
        reference.write_bytes(base64.b64decode(picture))
    known = base64.b64encode(reference.read_bytes()).decode()
    share = compare.evaluate(SHARE_OF_DIFFERENCE, [picture, known, DIFFERENT])
    return f"{share:.1%} of {reference.name}" if share > SHARE else ""
