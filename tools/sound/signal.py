"""Small measures and shapes for mono sound at 24 kHz, samples from -1 to 1."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from macros.sound.mpeg import RATE

__all__ = ["Heard", "Sound", "db", "fade", "level", "loudness", "onset", "silence"]

Sound = npt.NDArray[np.float64]
Heard = Sound | npt.NDArray[np.float32]

BLOCK, STEP = int(0.4 * RATE), int(0.1 * RATE)


def silence(seconds: float) -> Sound:
    return np.zeros(round(seconds * RATE))


def db(value: float) -> float:
    """A level in decibels as a factor."""
    return float(10 ** (value / 20))


def level(sound: Heard) -> float:
    """RMS in dBFS."""
    return float(10 * np.log10(np.mean(np.square(sound, dtype=np.float64)) + 1e-20))


def fade(sound: Sound, into: float, out: float) -> Sound:
    """`sound` with raised-cosine edges of `into` and `out` seconds."""
    shaped = sound.copy()
    for seconds, edge in ((into, shaped), (out, shaped[::-1])):
        count = min(round(seconds * RATE), len(edge))
        edge[:count] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(count, 1))
    return shaped


def onset(sound: Heard, threshold: float, start: int = 0) -> int:
    """The first sample from `start` on around which 5 ms are louder than `threshold` dBFS; the end if none is."""
    width = RATE // 200
    power = np.convolve(np.square(sound[start:]), np.full(width, 1 / width), "full")[: len(sound) - start]
    loud = np.flatnonzero(power > db(threshold) ** 2)
    return start + (int(loud[0]) if len(loud) else len(sound) - start)


def loudness(heard: Heard) -> float:
    """Integrated loudness in LUFS (EBU R128, ITU-R BS.1770-4): K-weighting, blocks of 400 ms, both gates."""
    sound = np.pad(heard.astype(np.float64), (0, max(0, BLOCK - len(heard))))
    weighted = _k_weighted(sound)
    starts = range(0, len(weighted) - BLOCK + 1, STEP)
    power = np.array([np.mean(np.square(weighted[s : s + BLOCK])) for s in starts])
    power = power[_lufs(power) > -70]
    if not len(power):
        return -70.0
    gate = _lufs(np.array([power.mean()]))[0] - 10
    return float(_lufs(np.array([power[_lufs(power) > gate].mean()]))[0])


def _lufs(power: Sound) -> Sound:
    return -0.691 + 10 * np.log10(power + 1e-20)


def _k_weighted(sound: Sound) -> Sound:
    """The ear's weighting: a shelf for the head, a high-pass for the lows, applied to the spectrum."""
    size = 1 << (len(sound) + RATE).bit_length()
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    weighted = np.fft.irfft(np.fft.rfft(sound, size) * _shelf(z) * _high_pass(z), size)
    return weighted[: len(sound)]


def _shelf(z: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    gain, q, corner = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = np.tan(np.pi * corner / RATE)
    high = db(gain)
    middle = high**0.4996667741545416
    over = high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k
    under = 1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k
    return _response(over, under, z)


def _high_pass(z: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    q, corner = 0.5003270373238773, 38.13547087602444
    k = np.tan(np.pi * corner / RATE)
    under = 1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k
    return _response((under[0], -2 * under[0], under[0]), under, z)


def _response(
    over: tuple[float, float, float], under: tuple[float, float, float], z: npt.NDArray[np.complex128]
) -> npt.NDArray[np.complex128]:
    return (over[0] + over[1] * z + over[2] * z * z) / (under[0] + under[1] * z + under[2] * z * z)
