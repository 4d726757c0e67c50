"""The macros about evidence and safety that writers call, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from macros.data import Data
from macros.evidence.charts import duration_plot as plot_of
from macros.evidence.charts import evidence_chart as chart_of
from macros.evidence.choose import REFERENCES, benefit_of, by_level, claims_of, elsewhere, listed, sources_of, table
from macros.evidence.choose import cards as cards_of
from macros.evidence.counts import as_word, counts, of_durations
from macros.evidence.records import Group
from macros.links import Session, session_path
from macros.render import Place, html
from macros.routines import build_routine
from macros.schema import pick

__all__ = ["EVIDENCE_MACROS"]


def snippet(template: str, data: Data, place: Place, /, **names: object) -> str:
    """A template of this part: it knows the evidence, and where a mark for a reference leads from this page."""
    here = listed(data.evidence, place.url)

    def cite_href(reference: str) -> str:
        return f"#ref-{reference}" if reference in here else f"{place.root}{REFERENCES}#ref-{reference}"

    return html(template, data, place, evidence=data.evidence, cite_href=cite_href, **names)


def claims(data: Data, place: Place, benefit: str, /) -> str:
    """What else people say of one benefit: the answer and its grade, with the studies folded; and what other pages hold."""
    chosen = pick("claims", "benefit", benefit, data.evidence.benefits)
    others = [claim for claim in claims_of(data.evidence, chosen) if claim.id != data.evidence.benefits[chosen].claim]
    return snippet("claims.html", data, place, claims=others, elsewhere=elsewhere(data.evidence, chosen))


def known(data: Data, place: Place, benefit: str, /) -> str:
    """What is known of one benefit: its leading claim in three lines, with its grade, and the studies folded."""
    chosen = data.evidence.benefits[pick("known", "benefit", benefit, data.evidence.benefits)]
    return snippet("known.html", data, place, benefit=chosen, claim=data.evidence.claims[chosen.claim])


def start(data: Data, place: Place, benefit: str, /) -> str:
    """The Start button of a benefit page: it starts the timer of the page, and without scripts it leads to the timer's own."""
    chosen = data.evidence.benefits[pick("start", "benefit", benefit, data.evidence.benefits)]
    purpose = data.purposes[chosen.id]
    path = session_path(Session(purpose.minutes, purpose, data.versions[purpose.version]), data.rules)
    return snippet("start.html", data, place, purpose=purpose, aim=chosen.aim, path=path)


def guided(data: Data, place: Place, /, *, purpose: str) -> str:
    """How long the slow breathing of a session is guided, beside how long it lasted in the studies where it worked."""
    why = data.purposes[pick("guided", "purpose", purpose, data.purposes)]

    def breathes(minutes: int) -> int:
        phases = build_routine(data.library, minutes, purpose, why.version).phases
        return next(phase.seconds for phase in phases if phase.id == "breathe")

    longer = next((minutes for minutes in range(why.minutes, data.rules.lengths.most + 1) if breathes(minutes) >= STUDIED), None)
    return snippet("guided.html", data, place, seconds=breathes(why.minutes), studied=STUDIED, longer=longer)


def studies(data: Data, place: Place, /) -> str:
    """The studies of this pose, one by one."""
    return snippet("studies.html", data, place, studies=data.evidence.studies.values())


def count(data: Data, _place: Place, what: str, /, *, style: str = "digits") -> str:
    """How many there are of something, inside a sentence: in digits, as a word, or as a Word that begins a sentence."""
    lengths = {"shortest": data.rules.lengths.least, "longest": data.rules.lengths.most, "usual": data.purposes["general"].minutes}
    known = {**counts(data.evidence), **lengths}
    number = known[pick("count", "what", what, known)]
    chosen = pick("count", "style", style, ("digits", "word", "Word"))
    return f"{number:,}" if chosen == "digits" else as_word(number, data.ui.evidence.numbers, capital=chosen == "Word")


def cards(data: Data, place: Place, /) -> str:
    """The five benefits as cards, strongest evidence first."""
    return snippet("cards.html", data, place, cards=cards_of(data.evidence))


def scale(data: Data, place: Place, /) -> str:
    """The five grades: what each means and the words it may use."""
    return snippet("scale.html", data, place)


def cautions(data: Data, place: Place, /, *, benefit: str = "") -> str:
    """Who should take care, in four levels, each row folded; with `benefit`, the short box and what matters most for that page."""
    if not benefit:
        return snippet("cautions.html", data, place, levels=by_level(data.evidence))
    chosen = pick("cautions", "benefit", benefit, data.evidence.benefits)
    rows = [caution for _, level in by_level(data.evidence) for caution in level if chosen in caution.benefits]
    return snippet("cautions_short.html", data, place, cautions=rows, boxes=data.evidence.safety_box.values(), more=True, heading="h3")


def safety_box(data: Data, place: Place, /) -> str:
    """The short safety box; everywhere but on the safety page it leads there."""
    boxes = data.evidence.safety_box.values()
    return snippet("safety_box.html", data, place, boxes=boxes, more=place.url != "safety/", heading="h2")


def ask_first(data: Data, place: Place, /) -> str:
    """The list of cautions in one line that leads to the safety page."""
    return snippet("ask_first.html", data, place)


def care(data: Data, place: Place, /) -> str:
    """Safety before the steps: the one line, and the whole box folded under it."""
    return snippet("care.html", data, place, boxes=data.evidence.safety_box.values())


def signs(data: Data, place: Place, /) -> str:
    """When to come down: what you notice, what to do, why."""
    return snippet("signs.html", data, place, signs=data.evidence.signs.values())


def tingling(data: Data, place: Place, /) -> str:
    """The tingling plan, in three steps."""
    return snippet("tingling.html", data, place, stages=data.evidence.tingling.values())


def coming_out(data: Data, place: Place, /) -> str:
    """Each move on the way out, with its reason."""
    return snippet("coming_out.html", data, place, moves=data.evidence.coming_out.values())


def emergency(data: Data, place: Place, /) -> str:
    """Who to call, one line a place."""
    return snippet("emergency.html", data, place, rows=data.evidence.emergency.values())


def crisis(data: Data, place: Place, /) -> str:
    """Crisis help by place, inside a sentence: "988, by call or text, in the US; ..."."""
    return snippet("crisis.html", data, place)


def risks(data: Data, place: Place, /) -> str:
    """How risky yoga is, as far as anyone has counted."""
    return snippet("notes.html", data, place, notes=data.evidence.risks.values())


def questions(data: Data, place: Place, /, *, group: str) -> str:
    """The questions people ask about one thing, folded; inside, a one-sentence answer comes first."""
    chosen = pick("questions", "group", group, get_args(Group))
    rows = [question for question in data.evidence.questions.values() if question.group == chosen]
    return snippet("questions.html", data, place, questions=rows)


def modifications(data: Data, place: Place, /) -> str:
    """Every way to change the pose."""
    return snippet("modifications.html", data, place, modifications=data.evidence.modifications.values())


def distance(data: Data, place: Place, /) -> str:
    """Find your distance: a table, and with JavaScript three questions that shorten it."""
    minutes = data.purposes["general"].minutes
    paths = {v.id: session_path(Session(minutes, data.purposes["general"], v), data.rules) for v in data.versions.values()}
    return snippet("distance.html", data, place, rows=data.evidence.distances.values(), paths=paths)


def promises(data: Data, place: Place, /) -> str:
    """The rules this site is made by, with their sources."""
    return snippet("promises.html", data, place, promises=data.evidence.promises.values())


def cite(data: Data, place: Place, reference: str, /) -> str:
    """A reference by name, leading to its place in the list."""
    chosen = pick("cite", "reference", reference, data.evidence.references)
    return snippet("cite.html", data, place, reference=chosen)


def references(data: Data, place: Place, /) -> str:
    """On a benefit page what that page rests on; elsewhere every reference, with what it found."""
    benefit = benefit_of(data.evidence, place.url)
    chosen = sources_of(data.evidence, benefit) if benefit else list(data.evidence.references.values())
    return snippet("references.html", data, place, references=chosen, found=not benefit)


def reference_index(data: Data, place: Place, /) -> str:
    """Every reference by its name, at the address that it had before the list moved to a page of its own."""
    return snippet("reference_index.html", data, place, references=data.evidence.references.values(), page=place.root + REFERENCES)


def evidence_table(data: Data, place: Place, /) -> str:
    """Every claim with its grade and its mark; with JavaScript it sorts by any column."""
    return snippet("evidence_table.html", data, place, rows=table(data.evidence))


def evidence_chart(data: Data, place: Place, /) -> str:
    """Strength against directness, one numbered dot a claim. The table beside it holds the same."""
    return snippet("evidence_chart.html", data, place, chart=chart_of(table(data.evidence), list(data.evidence.grades)))


def duration_plot(data: Data, place: Place, /) -> str:
    """How long other pages tell people to stay, as a plot and as a table."""
    published = data.rules.lengths.published
    plot = plot_of(data.evidence.durations.values(), (min(published), max(published)), data.ui)
    counted = {name.replace("-", "_"): number for name, number in of_durations(data.evidence.durations.values()).items()}
    return snippet("duration_plot.html", data, place, plot=plot, counted=counted)


# Breathing practices that worked avoided sessions shorter than this (bentley-2023), in seconds.
STUDIED = 300

def report_error(data: Data, place: Place, /) -> str:
    """The way to report an error without an account, where mkdocs.yml (`extra.report`) or SITE_REPORT names one; nothing elsewhere."""
    return html("report.html", data, place, href=place.report)


EVIDENCE_MACROS: Mapping[str, Callable[..., str]] = {
    "claims": claims,
    "known": known,
    "start": start,
    "guided": guided,
    "studies": studies,
    "count": count,
    "cards": cards,
    "scale": scale,
    "cautions": cautions,
    "safety_box": safety_box,
    "ask_first": ask_first,
    "care": care,
    "signs": signs,
    "tingling": tingling,
    "coming_out": coming_out,
    "emergency": emergency,
    "crisis": crisis,
    "risks": risks,
    "questions": questions,
    "modifications": modifications,
    "distance": distance,
    "promises": promises,
    "cite": cite,
    "report_error": report_error,
    "references": references,
    "reference_index": reference_index,
    "evidence_table": evidence_table,
    "evidence_chart": evidence_chart,
    "duration_plot": duration_plot,
}
