"""From samples to bare frames, and back."""

from __future__ import annotations

import subprocess

import numpy as np

from macros.sound.mpeg import FRAME, FRAME_SAMPLES, RATE, info_frame, read_frames
from tools.sound.bed import room_tone_from
from tools.sound.shape import LOUDNESS, finish
from tools.sound.signal import Sound, loudness

__all__ = ["DELAY", "decode", "encode", "encode_spoken", "read_recording"]

DELAY = 1105
"""Samples from what goes into the encoder to what comes out of any decoder: 576 in the encoder, 529 in the decoder."""

WARM_UP = 20
"""Frames of room tone encoded before and after each sound and thrown away: neighbors overlap by a frame."""


def encode(sound: Sound) -> bytes:
    """`sound` on the room tone, as whole frames that can stand anywhere in the loop. Its first sample sounds `DELAY` later."""
    frames = -(-len(sound) // FRAME_SAMPLES)
    edge = WARM_UP * FRAME_SAMPLES
    mixed = room_tone_from(-edge, frames * FRAME_SAMPLES + 2 * edge)
    mixed[edge : edge + len(sound)] += sound
    encoded = _run(
        *("-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "-", "-c:a", "libmp3lame", "-b:a", "32k", "-compression_level", "0"),
        *("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
        *("-f", "mp3", "-"),
        stdin=mixed.astype("<f4").tobytes(),
    )
    read_frames(encoded)
    return encoded[WARM_UP * FRAME : (WARM_UP + frames) * FRAME]


def encode_spoken(spoken: Sound, wanted: float = LOUDNESS) -> bytes:
    """Speech as a finished clip of `wanted` LUFS where it counts: after decoding."""
    aim = wanted
    for _ in range(3):
        clip = encode(finish(spoken, aim))
        error = wanted - loudness(decode(clip))
        if abs(error) < 0.1:
            break
        aim += error
    return clip


def decode(frames: bytes, rate: int = RATE) -> Sound:
    """What a player hears, the decoder's own delay included, at `rate` samples a second."""
    track = info_frame(len(frames) // FRAME) + frames
    return _samples(_run("-f", "mp3", "-i", "-", "-f", "f32le", "-ac", "1", "-ar", str(rate), "-", stdin=track))


def read_recording(path: str) -> Sound:
    """Someone's own recording, of whatever rate, as mono at 24 kHz."""
    return _samples(_run("-i", path, "-f", "f32le", "-ac", "1", "-ar", str(RATE), "-"))


def _samples(raw: bytes) -> Sound:
    return np.frombuffer(raw, "<f4").astype(np.float64)


def _run(*arguments: str, stdin: bytes | None = None) -> bytes:
    import imageio_ffmpeg  # here, so that tests can import this module without it

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace").strip())
    return done.stdout
