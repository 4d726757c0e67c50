"""What every room needs of files: a short name for a content, and a file that appears whole."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

__all__ = ["digest", "put_whole"]


def digest(*parts: str | bytes, length: int = 8) -> str:
    """A short name for a content: the same content, the same name."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part if isinstance(part, bytes) else part.encode())
    return whole.hexdigest()[:length]


def put_whole(file: Path, content: bytes) -> None:
    """Several builds may run at once: the whole file appears under its name, or none."""
    part = file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}")
    part.write_bytes(content)
    part.replace(file)
