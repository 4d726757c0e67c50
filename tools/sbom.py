"""Writes the software bill of materials as CycloneDX JSON, read off the lock files: `make sbom`, or `python -m tools.sbom FILE`.

`scope` tells what goes into the published site or makes it (required) from what only checks it (optional).
"""

from __future__ import annotations

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any

__all__ = ["bill", "from_file", "from_npm", "from_python"]

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
OPTIONAL = ("requirements-dev.lock", "requirements-mutants.lock", "requirements-zensical.lock")
PYTHON_LOCKS = {"requirements.lock": "required", **dict.fromkeys(OPTIONAL, "optional")}
Component = dict[str, Any]


def from_python(lock: str, scope: str) -> list[Component]:
    """The packages of one hashed requirements file, with every hash that it allows."""
    out: list[Component] = []
    for line in lock.splitlines():
        if found := PINNED.match(line):
            name, version = found[1].lower(), found[2]
            purl = f"pkg:pypi/{name}@{version}"
            out.append({"type": "library", "bom-ref": purl, "purl": purl, "name": name, "version": version, "scope": scope, "hashes": []})
        elif digest := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            out[-1]["hashes"].append({"alg": "SHA-256", "content": digest[1]})
    return out


def from_npm(lock: str) -> list[Component]:
    """The packages of package-lock.json: all of them only check the site."""
    out: list[Component] = []
    for path, package in json.loads(lock)["packages"].items():
        if not path or "version" not in package:
            continue
        name = path.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
        component: Component = {"type": "library", "bom-ref": purl, "purl": purl, "name": name, "version": package["version"], "scope": "optional"}
        if "license" in package:
            component["licenses"] = [{"license": {"name": package["license"]}}]
        algorithm, _, digest = str(package.get("integrity", "")).partition("-")
        if algorithm == "sha512":
            component["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}]
        out.append(component)
    return out


def from_file() -> Component:
    """What lies in the site as a file of its own, changed as its head says: the hash is that of the file it was made from."""
    purl = "pkg:npm/%40breezystack/lamejs@1.2.7"
    return {
        "type": "library",
        "bom-ref": purl,
        "purl": purl,
        "name": "@breezystack/lamejs",
        "version": "1.2.7",
        "scope": "required",
        "licenses": [{"license": {"name": "LGPL-3.0"}}],
        "hashes": [{"alg": "SHA-256", "content": "1c5f944911ccf2f6e29ab36c2e568363210ab16f50c0d76077060f40ecf91d28"}],
    }


def bill(root: Path) -> dict[str, Any]:
    """One component a package and version; required wins over optional."""
    found: dict[str, Component] = {from_file()["bom-ref"]: from_file()}
    for name, scope in PYTHON_LOCKS.items():
        if (root / name).is_file():
            for component in from_python((root / name).read_text("utf-8"), scope):
                found.setdefault(component["bom-ref"], component)
    for component in from_npm((root / "package-lock.json").read_text("utf-8")):
        found.setdefault(component["bom-ref"], component)
    site = {"type": "application", "bom-ref": "legs-up-the-wall", "name": "legs-up-the-wall", "version": "1.0.0"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": site},
        "components": [found[key] for key in sorted(found)],
    }


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = bill(ROOT)
    target.write_text(json.dumps(whole, indent=1) + "\n", "utf-8")
    print(f"{target}: {len(whole['components'])} packages")
