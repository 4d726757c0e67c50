"""Where the marks of the two charts stand. Pure geometry: the words and the markup are in the templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.evidence.choose import Row
from macros.evidence.records import Duration, Grade, Tested
from macros.words import Words

__all__ = ["Chart", "Plot", "duration_plot", "evidence_chart"]

RADIUS = 12
STEP = 28
LEFT = 90
COLUMN = 90
# Dots beside each other in one cell of the chart.
ABREAST = 3
MOST = 30


@dataclass(frozen=True)
class Band:
    """One grade: a floor that its dots stand on."""

    grade: str
    bottom: int
    middle: int


@dataclass(frozen=True)
class Column:
    tested: Tested
    x: int


@dataclass(frozen=True)
class Dot:
    number: int
    grade: Grade
    x: int
    y: int


@dataclass(frozen=True)
class Chart:
    """Grade upward, directness to the right, one numbered dot a claim."""

    width: int
    height: int
    bands: tuple[Band, ...]
    columns: tuple[Column, ...]
    dots: tuple[Dot, ...]
    foot: int
    axis: int
    radius: int = RADIUS


def evidence_chart(rows: Sequence[Row], grades: Sequence[str]) -> Chart:
    """The rows of the evidence table as a chart. The least direct column is the first, beside the names of the grades."""
    tested: tuple[Tested, ...] = ("no", "partly", "yes")
    columns = tuple(Column(mark, LEFT + COLUMN * place + COLUMN // 2) for place, mark in enumerate(tested))
    bands, dots, y = [], [], 4
    for grade in grades:
        cells = [[row for row in rows if row.graded.grade == grade and row.tested == mark] for mark in tested]
        tall = max(1, *(-(-len(cell) // ABREAST) for cell in cells))
        bottom = y + tall * STEP + 8
        bands.append(Band(grade, bottom, bottom - tall * STEP // 2))
        for column, cell in zip(columns, cells, strict=True):
            for place, row in enumerate(cell):
                floor, along = divmod(place, ABREAST)
                beside = min(ABREAST, len(cell) - floor * ABREAST)
                x = column.x + round((along - (beside - 1) / 2) * STEP)
                dots.append(Dot(row.number, row.graded.grade, x, bottom - RADIUS - 4 - floor * STEP))
        y = bottom
    width = LEFT + COLUMN * len(columns)
    return Chart(width, y + 44, tuple(bands), columns, tuple(dots), y + 20, LEFT + (width - LEFT) // 2)


@dataclass(frozen=True)
class Tick:
    minutes: int
    x: float


@dataclass(frozen=True)
class Range:
    """One page: where its line starts and ends. None: the page gives no such limit."""

    least: float | None
    most: float | None
    y: float


@dataclass(frozen=True)
class Plot:
    """One line a page, over minutes; the band is what this site suggests."""

    width: int
    height: float
    top: int
    floor: float
    band: tuple[float, float]
    ticks: tuple[Tick, ...]
    rows: tuple[Range, ...]
    counts: tuple[tuple[str, int], ...]


def duration_plot(pages: Iterable[Duration], suggested: tuple[int, int], ui: Words) -> Plot:
    """The pages sorted by where they start; the table counts equal ranges, most frequent first."""
    width, top, step = 360, 26, 5.2

    def x(seconds: int) -> float:
        return round(8 + seconds / 60 * (width - 16) / MOST, 1)

    flat = sorted(pages, key=lambda p: (p.least if p.least is not None else -1, p.most if p.most is not None else 99999))
    drawn = [page for page in flat if page.least is not None or page.most is not None]
    rows = tuple(
        Range(
            x(page.least) if page.least is not None else None,
            x(page.most) if page.most is not None else None,
            round(top + step * (place + 1), 1),
        )
        for place, page in enumerate(drawn)
    )
    floor = round(top + step * (len(drawn) + 1), 1)
    counted = Counter(in_words(page, ui) for page in flat)
    counts = tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    ticks = tuple(Tick(minutes, x(minutes * 60)) for minutes in (0, 5, 10, 15, 20, 30))
    band = (x(suggested[0] * 60), x(suggested[1] * 60))
    return Plot(width, floor + 44, top, floor, band, ticks, rows, counts)


def in_words(page: Duration, ui: Words) -> str:
    """A page's recommendation as people say it."""
    least, most = page.least, page.most
    if page.note:
        return page.note
    if least is None and most is None:
        return ""
    if least is None:
        return ui.evidence.up_to.format(most=_minutes(most))
    if most is None:
        return ui.evidence.or_more.format(least=_minutes(least))
    if least % 60 or most % 60:
        return ui.evidence.seconds.format(least=least, most=most)
    return (ui.evidence.exactly if least == most else ui.evidence.between).format(least=_minutes(least), most=_minutes(most))


def _minutes(seconds: int | None) -> int:
    return (seconds or 0) // 60
