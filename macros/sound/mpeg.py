"""The one sound format of the site, and what must be true of every frame.

MPEG-2 Layer III, 24 kHz, mono, 32 kbit/s: a frame is 96 bytes and 24 ms. Without a bit reservoir each frame stands on
its own, so frames of different recordings can follow one another without being encoded again.
"""

from __future__ import annotations

__all__ = ["FRAME", "FRAME_SAMPLES", "MS", "RATE", "ceil_frames", "frame_at", "info_frame", "read_frames", "softer"]

RATE = 24_000
"""Samples a second."""

FRAME = 96
"""Bytes in a frame."""

FRAME_SAMPLES = 576
"""Samples in a frame."""

MS = 24
"""Milliseconds in a frame."""

HEADER = bytes((0xFF, 0xF3, 0x44, 0xC4))
SIDE_INFO = 9


def frame_at(seconds: int) -> int:
    """The frame nearest to a whole second, halves rounded up: at most 12 ms away."""
    return (seconds * 1000 + MS // 2) // MS


def ceil_frames(seconds: int) -> int:
    """Enough frames for `seconds`."""
    return -(-seconds * 1000 // MS)


def info_frame(frames: int) -> bytes:
    """The frame before all others: it makes no sound and tells players how much follows, `frames` and bytes.

    WebKit refuses a joined file without it. There is no room for a seek table, and none is needed: every frame is as
    long as every other.
    """
    fields = (0b0011).to_bytes(4, "big") + frames.to_bytes(4, "big") + ((frames + 1) * FRAME).to_bytes(4, "big")
    return (HEADER + bytes(SIDE_INFO) + b"Info" + fields).ljust(FRAME, b"\0")


def softer(frame: bytes, steps: int) -> bytes:
    """`frame`, `steps` times 1.5 dB softer.

    A frame of this format says once how loud all of it is: eight bits of its side info, 30 bits after its header.
    """
    at = len(HEADER) + 3
    gain = int.from_bytes(frame[at : at + 2], "big")
    loud = max(0, (gain >> 2 & 0xFF) - steps)
    return frame[:at] + (gain & ~(0xFF << 2) | loud << 2).to_bytes(2, "big") + frame[at + 2 :]


def read_frames(sound: bytes) -> int:
    """How many frames `sound` holds.

    Raises:
        ValueError: for anything but whole frames of the site's format, each standing on its own.
    """
    if len(sound) % FRAME:
        raise ValueError(f"{len(sound)} bytes are not whole frames of {FRAME}")
    for start in range(0, len(sound), FRAME):
        if sound[start : start + 4] != HEADER:
            raise ValueError(f"frame {start // FRAME} starts with {sound[start : start + 4].hex()}, not {HEADER.hex()}")
        if sound[start + 4]:
            raise ValueError(f"frame {start // FRAME} borrows {sound[start + 4]} bytes from the frames before it")
    return len(sound) // FRAME
