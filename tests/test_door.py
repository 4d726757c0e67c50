"""What stands at the door of the repository: workflows, issue forms and hooks run the same commands as a person."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.calls import MACROS
from tests.conftest import ROOT
from tools import macro_table

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")


def jobs_of(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text("utf-8"))["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_uses_only_actions_pinned_by_hash_with_their_version_beside_it(path: Path) -> None:
    used = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert used
    for line in used:
        assert re.fullmatch(r" +(?:- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_rights_but_those_of_its_job(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {}
    assert all(job["permissions"] and job["timeout-minutes"] for job in jobs_of(path))


def test_only_publishing_may_write_and_only_pages_and_its_attestation() -> None:
    rights = {path.stem: job["permissions"] for path in WORKFLOWS for job in jobs_of(path)}
    assert rights == {
        "pages": {"contents": "read", "pages": "write", "id-token": "write", "attestations": "write"},
        "tests": {"contents": "read"},
    }


def test_workflows_build_and_test_with_the_same_commands_as_a_person() -> None:
    run = {path.stem: [step.get("run") for job in jobs_of(path) for step in job["steps"]] for path in WORKFLOWS}
    assert "make build" in run["pages"]
    assert "bash .ci/run" in run["tests"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_one_that_its_host_can_show(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "body"} <= set(form)
    ids = [field["id"] for field in form["body"]]
    assert len(ids) == len(set(ids))
    for field in form["body"]:
        assert field["type"] in ("input", "textarea", "checkboxes")
        assert field["attributes"]["label"]
        assert ("options" in field["attributes"]) == (field["type"] == "checkboxes")
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_someone_can_report_a_wrong_claim_and_a_silent_phone() -> None:
    assert [form.stem for form in FORMS] == ["claim", "silent"]


def test_hooks_run_commands_that_the_makefile_has() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert {hook["entry"] for hook in hooks} == {"make lint", "make types", "make quick"}
    for hook in hooks:
        done = subprocess.run([*hook["entry"].split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_table_of_macros_is_what_the_macros_say_of_themselves() -> None:
    text = macro_table.FILE.read_text("utf-8")
    assert macro_table.written(text) == text
    assert all(f"`{{{{ {name}(" in text for name in MACROS)
