"""Two listeners that need no network: a recognizer, which says what it understood, and DNSMOS, which says how good it sounds.

Both come with their models in their own packages (pocketsphinx, about 37 MB; speechmos, about 9 MB). Neither is a person's ear: their
figures are there to compare one take of a sentence with another, and to say which clips to listen to first.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import numpy as np

from tools.sound.encoder import decode
from tools.sound.signal import db, loudness

__all__ = ["judge", "recognizer"]

HEARS_AT = 16_000
"""Samples a second that both want."""

LISTENS = 9.01
"""Seconds that DNSMOS hears at a time; a shorter clip is repeated."""

LEVEL = -23.0
"""LUFS at which every clip is judged, or a soft one would be called worse for being soft."""

SCALE = (-0.06766283, 1.11546468, 0.04602535)
"""From what the model gives to the overall score: the polynomial that its makers publish with it."""


def recognizer() -> Callable[[bytes], str]:
    """Gives the words that a clip's frames were taken for."""
    from pocketsphinx import Decoder  # here, so that tests can import this module without it

    decoder = Decoder(samprate=HEARS_AT, loglevel="FATAL")
    pause = b"\0" * HEARS_AT  # half a second before and after, or it misses the first word

    def hear(frames: bytes) -> str:
        sound = (np.clip(decode(frames, HEARS_AT), -1, 1) * 32767).astype("<i2").tobytes()
        decoder.start_utt()
        decoder.process_raw(pause + sound + pause, full_utt=True)
        decoder.end_utt()
        guess = decoder.hyp()
        return str(guess.hypstr) if guess else ""

    return hear


def judge() -> Callable[[bytes], float]:
    """Gives the overall score of a clip's frames, 1 to 5.

    Source: Reddy, Gopal, Cutler, DNSMOS P.835 (ICASSP 2022).
    """
    from onnxruntime import InferenceSession  # here, so that tests can import this module without it

    model = InferenceSession(str(files("speechmos") / "dnsmos_models/sig_bak_ovr.onnx"))
    least = round(LISTENS * HEARS_AT)

    def score(frames: bytes) -> float:
        sound = decode(frames, HEARS_AT) * db(LEVEL - loudness(decode(frames)))
        sound = np.tile(np.clip(sound, -1, 1), -(-least // len(sound)))
        heard = [sound[start : start + least] for start in range(0, len(sound) - least + 1, HEARS_AT)]
        raw = [model.run(None, {"input_1": part[None].astype(np.float32)})[0][0][2] for part in heard]
        return float(np.mean(np.polyval(SCALE, raw)))

    return score
