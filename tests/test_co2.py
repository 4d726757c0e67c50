"""What the bench tells of CO2 is the published formula, over our own bytes."""

from __future__ import annotations

import pytest

from tools.co2 import grams, told

# Sustainable Web Design, version 4: kWh for a gigabyte (data center, network, device), in use and in making them; grams for a kWh.
IN_USE, IN_MAKING, GRID = 0.055 + 0.059 + 0.080, 0.012 + 0.013 + 0.081, 494


def test_a_gigabyte_costs_what_the_model_says() -> None:
    found = grams({"gigabyte": 10**9, "nothing": 0})
    assert found["gigabyte"] == pytest.approx((IN_USE + IN_MAKING) * GRID, rel=0.05), "the grid's average is renewed each year"
    assert found["nothing"] == 0


def test_a_session_is_told_as_plainly_as_the_pages() -> None:
    said = told({"": 30_000, "practice/": 50_000}, 745_000, 10, 3_400_000)
    assert "`/` 0.0044 g, `/practice/` 0.0074 g." in said
    assert "10 minutes with its voice, streamed: 0.50 g, as much as 85 first visits" in said
