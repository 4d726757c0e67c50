"""A second engine looks over every page: IBM's Equal Access checker, beside axe (tests/test_access.py).

It calls a finding a failure, or something that a person should look at. We have looked: each kind stands here with what came of it,
and a kind that is not here fails. What is no longer found goes from the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT, missing
from tests.test_access import EVERY

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.slow]

ENGINE = ROOT / "node_modules/accessibility-checker-engine/ace.js"
RUN = """async () => (await new ace.Checker().check(document, ["IBM_Accessibility", "WCAG_2_2"])).results
  .filter(({value}) => !["PASS", "MANUAL"].includes(value[1]))
  .map(({ruleId, value, snippet}) => [`${ruleId} ${value[1] === "FAIL" ? "fails" : "is unsure"}`, snippet.slice(0, 120)])"""

LOOKED_AT = {
    # what it calls a failure, and is none
    "aria_content_in_landmark fails": "The skip link stands before all landmarks on purpose: it is the first thing that a key reaches.",
    "element_attribute_deprecated fails": "HTML defines it for a policy, and a host without headers needs it.",
    "element_tabbable_role_valid fails": "A table that scrolls is reached by key, or only pointers could scroll it.",
    "fieldset_legend_valid fails": "Each has a legend that is for screen readers alone, which it takes for absent.",
    # what it wants a person to see
    "element_tabbable_unobscured is unsure": "Links in lines of text; another test focuses every control and asks what lies over it.",
    "element_tabbable_visible is unsure": "The skip link shows when it has the focus; the same test holds that.",
    "form_submit_button_exists is unsure": "Choices take effect at once, so there is nothing to submit.",
    "input_fields_grouped is unsure": "The message and the frame code are two results, each under its own name.",
    "input_label_visible is unsure": "Icons with a name, and choices in a label or a group whose words stand beside them.",
    "list_structure_proper is unsure": "The dates at the foot: each term and its day in a group, as HTML allows.",
    "style_color_misuse is unsure": "It asks of every sheet. Grades are words and slats, chosen lengths have a line, links are underlined.",
    "text_block_heading is unsure": "Large letters that head nothing: taglines, digits, cues.",
    "text_contrast_sufficient is unsure": "It cannot measure on a gradient, the wall beside the words. axe can, by day and by night.",
    "text_quoted_correctly is unsure": "Single words in quotation marks, to say that they are somebody's words.",
    "text_sensory_misuse is unsure": "Little, large, right, lower, above: of amounts, breath and bodies, never of a place on the screen.",
}


def test_a_second_engine_finds_nothing_that_nobody_has_looked_at(open_page: Callable[..., Page], server: str) -> None:
    if not ENGINE.exists():
        missing("accessibility-checker-engine (npm ci)")
    page = open_page(bypass_csp=True)
    found: dict[str, list[str]] = defaultdict(list)
    for address in EVERY:
        page.goto(server + address)
        page.evaluate(ENGINE.read_text("utf-8"))
        for kind, snippet in page.evaluate(RUN):
            found[kind].append(f"/{address} {snippet}")
    assert {kind: places[:3] for kind, places in found.items() if kind not in LOOKED_AT} == {}
    assert set(LOOKED_AT) - set(found) == set(), "no longer found: take it out of the list"
