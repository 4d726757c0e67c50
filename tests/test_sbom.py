"""The bill of materials names every locked package with its hashes."""

from __future__ import annotations

from tests.conftest import ROOT
from tools.sbom import bill, from_npm, from_python


def test_every_locked_package_is_on_the_bill_with_a_hash() -> None:
    components = bill(ROOT)["components"]
    names = {component["name"]: component for component in components}
    assert {"mkdocs", "mkdocs-material", "pydantic", "playwright", "lighthouse", "axe-core"} <= set(names)
    assert [component["name"] for component in components if not component.get("hashes")] == []
    assert names["mkdocs-material"]["scope"] == "required"
    assert names["pytest"]["scope"] == "optional"


def test_each_package_and_version_stands_there_once() -> None:
    references = [component["bom-ref"] for component in bill(ROOT)["components"]]
    assert len(references) == len(set(references))


def test_a_lock_file_is_read_package_by_package() -> None:
    one, two = from_python(f"a==1 \\\n    --hash=sha256:{'0' * 64}\nb==2 ; python_version < '4' \\\n    --hash=sha256:{'1' * 64}\n", "required")
    assert (one["purl"], two["purl"], two["hashes"][0]["content"]) == ("pkg:pypi/a@1", "pkg:pypi/b@2", "1" * 64)
    npm = '{"packages": {"": {}, "node_modules/@x/y": {"version": "3.0.0", "integrity": "sha512-AAAA", "license": "MIT"}}}'
    assert from_npm(npm)[0]["purl"] == "pkg:npm/%40x/y@3.0.0"
