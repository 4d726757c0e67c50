"""Every engine that the tests rely on opens a page of ours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.engines import firefox
from tests.engines.webkit import webkit

pytestmark = pytest.mark.browser


def test_chromium_opens_the_practice_page(page: Page, server: str) -> None:
    page.goto(f"{server}practice/")
    assert page.locator("h1").count() == 1


def test_firefox_opens_the_practice_page(server: str) -> None:
    assert firefox.run(f"{server}practice/", "return await page.$$eval('h1', (all) => all.length)") == 1


def test_webkit_opens_the_practice_page(server: str) -> None:
    with webkit() as browser:
        browser.open(f"{server}practice/")
        assert browser.run("return document.querySelectorAll('h1').length") == 1
