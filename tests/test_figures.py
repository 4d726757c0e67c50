"""The drawings: every one renders, says what it shows, keeps to the palette, and shows a body that a person could have."""

from __future__ import annotations

import math
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import brotli
import pytest

from macros.data import load
from macros.figures import NAMES, STAGED, figure_file, figure_svg, scenes_file
from macros.figures.body import UNITS_PER_CM, Body, Limb, between, reach
from macros.figures.moving import MOVES, moving_file, moving_still, poses
from macros.figures.palette import AIR, CLAY, COLORS, INK, WALLS
from macros.figures.people import ANA, BEN, CAI, PEOPLE, Person
from macros.figures.poses import bent, lying, resting
from macros.figures.postures import bending, facing, on_side, pressing, sitting, supine, swinging, turning
from macros.figures.props import REST, gap
from macros.figures.side import Pose
from macros.figures.stance import WAIST, Skeleton
from tests.conftest import ROOT
from tools.icons import favicon

CSS = ROOT / "overrides/assets/css/figures.css"
SVG = "{http://www.w3.org/2000/svg}"
POSES = [make(who) for make in (lying, resting) for who in PEOPLE]
WORDS = load(ROOT / "data").figures


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def points(svg: str) -> Iterator[complex]:
    """Every point that the paths of a drawing pass through, and the corners of its boxes, in path units."""
    raised = [0]
    for tag in re.findall(r"<[^>]+>", svg):
        if tag.startswith("<g"):
            lift = re.search(r'"translate\(0 (-?\d+)\)', tag)
            raised.append(raised[-1] + int(lift[1]) if lift else raised[-1])
        elif tag == "</g>":
            raised.pop()
        for data in re.findall(r' d="([^"]+)"', tag):
            at = 0j
            for command, text in re.findall(r"([Mcls])([-\d ]+)", data):
                numbers = [int(n) for n in re.findall(r"-?\d+", text)]
                size = {"M": 2, "l": 2, "s": 4, "c": 6}[command]
                for i in range(0, len(numbers), size):
                    step = complex(*numbers[i + size - 2 : i + size])
                    at = step if command == "M" else at + step
                    yield at + raised[-1] * 1j
        if tag.startswith("<rect"):
            x, y, width, height = (int(re.findall(rf' {key}="(-?\d+)"', tag)[0]) for key in ("x", "y", "width", "height"))
            yield from (complex(x, y + raised[-1]), complex(x + width, y + height + raised[-1]))


LOW_ONES = ("roll", "side-lying", "bed-roll")
"""Somebody lies flat in them: the frame is that of the drawings beside them."""


@pytest.mark.parametrize("name", NAMES)
class TestEveryDrawing:
    def test_is_well_formed_and_small(self, name: str) -> None:
        svg = figure_svg(name, WORDS[name])
        parse(svg)
        assert len(svg.encode()) < 4096
        assert len(figure_file(name, WORDS[name]).encode()) < 5 * 1024

    def test_names_itself_and_tells_how_to_take_the_pose(self, name: str) -> None:
        root = parse(figure_svg(name, WORDS[name]))
        text = WORDS[name]
        assert root.get("role") == "img"
        assert (root.findtext("title"), root.findtext("desc")) == (text.title, text.desc)
        assert 15 <= len(text.desc.split()) <= 60

    def test_is_skipped_by_screen_readers_where_it_decorates(self, name: str) -> None:
        root = parse(figure_svg(name))
        assert root.get("aria-hidden") == "true"
        assert root.get("role") is None
        assert root.find("title") is None and root.find("desc") is None

    def test_leaves_every_color_to_the_stylesheet(self, name: str) -> None:
        svg = figure_svg(name)
        assert not re.search(r"#[0-9a-f]{3}|fill=|stroke=|style|rgb|url\(| id=", svg)
        kinds = set(re.findall(r"\bf-(\w+)", svg))
        missing = {kind for kind in kinds if f".f-{kind}" not in CSS.read_text("utf-8")}
        assert not missing

    def test_fills_its_frame_and_stays_inside(self, name: str) -> None:
        svg = figure_svg(name)
        width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
        scale = float(re.findall(r"matrix\((\.?\d+)", svg)[0])
        drawn = [p * scale for p in points(svg)]
        slack = 10 if name.endswith("sit") else 3  # the ticks that say "touching" stand on the wall
        assert all(-slack <= p.real <= width + slack and -slack <= p.imag <= height + slack for p in drawn)
        if name != "hero":
            assert max(p.real for p in drawn) > 0.8 * width
            assert max(p.imag for p in drawn) > (0.45 if name in LOW_ONES else 0.7) * height

    def test_stands_alone_as_a_file(self, name: str) -> None:
        svg = figure_file(name, WORDS[name])
        root = parse(svg)
        assert "var(" not in svg and "light-dark" not in svg
        assert "prefers-color-scheme:dark" in svg
        assert root.findtext(f"{SVG}title") == WORDS[name].title


def test_drawings_are_the_same_every_time() -> None:
    code = "from macros.figures import *; print(*(figure_svg(n) + figure_file(n) for n in NAMES), sep='', end='')"
    fresh = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert fresh.stdout == "".join(figure_svg(name) + figure_file(name) for name in NAMES)


def test_no_two_drawings_share_their_words() -> None:
    texts = [WORDS[name] for name in NAMES]
    assert len({t.title for t in texts}) == len({t.desc for t in texts}) == len(NAMES)


def test_the_set_holds_steps_way_out_arms_and_versions() -> None:
    steps = {"sit", "swing", "legs-up", "arms", "belly", "breathe"}
    way_out = {"bend", "roll", "push-up", "sit-up"}
    versions = {"wall", "soft-knees", "chair", "bed", "cushion", "strap", "wide", "soles-together", "pillow", "side-lying"}
    assert steps | way_out | versions | {"hero"} <= set(NAMES)


def people(*names: str) -> set[str]:
    return {re.findall(r"fig--(\w+)", figure_svg(name))[0] for name in names}


def test_the_steps_and_the_way_out_show_several_people_one_older_and_one_broader() -> None:
    for named in (("sit", "swing", "legs-up", "belly", "breathe"), ("bend", "roll", "push-up", "sit-up")):
        assert len(people(*named)) >= 3
        assert {"cai", "ben"} <= people(*named)
    assert BEN.body.girth >= 1.15 and "hair" in dict(CAI.colors)
    assert len({dict(who.colors).get("skin") for who in PEOPLE}) == len(PEOPLE)


def test_steps_side_by_side_differ_in_more_than_their_arms() -> None:
    """At the size of a thumbnail an arm is a hair: people and marks tell the steps apart."""
    assert len({next(iter(people(name))) for name in ("legs-up", "belly", "breathe")}) == 3
    marks = {name: tuple(kind in figure_svg(name) for kind in ("f-mark", "f-breath")) for name in ("legs-up", "belly", "breathe")}
    assert len(set(marks.values())) == 3


class TestMistakes:
    def test_an_unknown_name_is_told_the_nearest_and_all_valid_ones(self) -> None:
        for call in (figure_svg, figure_file):
            with pytest.raises(ValueError, match=r"(?s)'leg-up'.*Did you mean 'legs-up'.*" + ", ".join(NAMES)):
                call("leg-up")

    def test_a_wall_out_of_reach_names_joint_value_and_range(self) -> None:
        with pytest.raises(ValueError, match=r"leg reach: 160\.0 units .* 40 to 146 units"):
            reach(0j, 160j, 90, Body())

    def test_a_knee_does_not_bend_backwards(self) -> None:
        with pytest.raises(ValueError, match=r"near leg knee flexion: -15\.0° .* 0 to 155°"):
            lying(ANA, leg=Limb(95, 80, 20))

    def test_an_elbow_does_not_bend_backwards(self) -> None:
        with pytest.raises(ValueError, match=r"near arm elbow flexion: -40\.0°"):
            lying(ANA, arm=Limb(180, 220, 220))

    def test_a_hip_does_not_fold_through_itself(self) -> None:
        with pytest.raises(ValueError, match="hip flexion"):
            lying(ANA, leg=Limb(10, 20, 300))

    def test_a_gap_is_a_hand_wide_and_no_more(self) -> None:
        with pytest.raises(ValueError, match=r"gap between hips and wall: 22\.7 cm .* 5 to 15 cm"):
            gap(40, REST)

    def test_a_build_is_one_that_the_outlines_can_follow(self) -> None:
        with pytest.raises(ValueError, match=r"girth: 2\.0 .* 0\.9 to 1\.3"):
            Body(girth=2)


@pytest.mark.parametrize("pose", POSES, ids=lambda pose: pose.who.name)
class TestAnatomyOfThePose:
    def test_knees_are_soft_but_not_bent(self, pose: Pose) -> None:
        for leg in (pose.leg, pose.leg2):
            assert 1 < leg.bend() < 20

    def test_hips_are_a_hand_from_the_wall_and_heels_on_it(self, pose: Pose) -> None:
        buttock = pose.hip.real - 20 * pose.body.girth
        assert 5 <= buttock / UNITS_PER_CM <= 15
        assert 10 <= pose.ankle(pose.leg).real <= 14

    def test_chin_is_level(self, pose: Pose) -> None:
        assert abs(pose.chin) < 10
        assert abs(pose.face - 90) < 10

    def test_neck_is_long(self, pose: Pose) -> None:
        cm = abs(pose.skull - pose.top) / UNITS_PER_CM
        assert 19 < cm < 24  # from between the shoulders to the middle of the skull

    def test_back_and_head_rest_on_the_floor(self, pose: Pose) -> None:
        assert 17 < pose.skull.imag - REST < 22
        assert abs(math.degrees(math.asin((pose.top - pose.hip).imag / abs(pose.top - pose.hip)))) < 4

    def test_feet_hang_loose(self, pose: Pose) -> None:
        for leg in (pose.leg, pose.leg2):
            assert 10 < 90 + between(leg.lower, leg.end) < 45


def test_soles_are_flat_on_the_wall_when_the_knees_bend() -> None:
    pose = bent(ANA, 44, 13 + 104j, 90)
    assert pose.leg.end == 90
    assert 60 < pose.leg.bend() < 120


class TestColors:
    def declared(self, block: str) -> dict[str, tuple[str, str]]:
        pairs = re.findall(r"--fig-(\w+): light-dark\((#\w+), (#\w+)\)", block)
        return {kind: (day, night) for kind, day, night in pairs}

    def test_stylesheet_and_files_agree(self) -> None:
        css = CSS.read_text("utf-8")
        root = self.declared(re.findall(r":root {(.*?)}", css, re.DOTALL)[0])
        assert root == {kind: pair for kind, pair in COLORS.items() if kind not in ("line", "wall", "floor")}

    @pytest.mark.parametrize("who", [who for who in PEOPLE if who.colors], ids=lambda who: who.name)
    def test_every_person_has_the_same_colors_on_page_and_in_files(self, who: Person) -> None:
        block = re.findall(rf"\.fig--{who.name} {{(.*?)}}", CSS.read_text("utf-8"), re.DOTALL)[0]
        assert self.declared(block) == dict(who.colors)

    def test_paper_and_forced_colors_redefine_every_fill(self) -> None:
        css = CSS.read_text("utf-8")
        for condition in ("print", r"\(forced-colors: active\)"):
            block = re.findall(rf"@media {condition} {{(.*?)\n  }}", css, re.DOTALL)[0]
            redefined = set(re.findall(r"--fig-(\w+):", block))
            assert {kind for kind in COLORS if kind != "floor"} <= redefined


def test_the_room_around_a_drawing_has_the_colors_of_the_site() -> None:
    """Cards and covers cannot ask the stylesheet."""
    names = {"practice": "wall-clay", "timer": "wall-lilac", "benefits": "wall-rose", "safety": "wall-ochre", "teach": "wall-sage"}
    day = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", (ROOT / "overrides/assets/css/tokens.css").read_text("utf-8")))
    mend = "macros/figures/palette.py: give WALLS, AIR, INK, CLAY and COLORS the colors of tokens.css"
    assert {room: day[name] for room, name in names.items()} == WALLS, mend
    assert (day["air"], day["ink"], day["clay"]) == (AIR, INK, CLAY), mend
    whole = dict(re.findall(r"--([\w-]+): light-dark\((#\w+, #\w+)\)", (ROOT / "overrides/assets/css/tokens.css").read_text("utf-8")))
    assert {kind: ", ".join(COLORS[kind]) for kind in ("line", "wall", "floor")} == {
        "line": whole["air"], "wall": whole["wall-clay"], "floor": whole["skirt"],
    }, mend


@pytest.mark.parametrize(
    ("file", "side"),
    [("favicon.png", 32), ("apple-touch-icon.png", 180), ("icon-192.png", 192), ("icon-512.png", 512), ("icon-maskable-512.png", 512)],
)
def test_icons_have_the_size_they_promise(file: str, side: int) -> None:
    png = (ROOT / "overrides/assets/img" / file).read_bytes()
    assert struct.unpack(">II", png[16:24]) == (side, side)
    assert len(png) < 8192


def test_favicon_is_lighter_where_the_browser_is_dark() -> None:
    svg = (ROOT / "overrides/assets/img/favicon.svg").read_text("utf-8")
    parse(svg)
    assert svg == favicon(), "run python tools/icons.py"
    assert "prefers-color-scheme:dark" in svg and len(svg) < 500


class TestScenesOfTheTimer:
    def test_each_is_a_symbol_in_one_frame_without_wall_floor_or_color(self) -> None:
        root = parse(scenes_file())
        symbols = root.findall(f"{SVG}symbol")
        assert [symbol.get("id") for symbol in symbols] == [f"scene-{name}" for name in STAGED]
        assert {symbol.get("viewBox") for symbol in symbols} == {"0 0 320 240"}
        assert not re.search(r"#[0-9a-f]{3}|fill=|stroke=|style|rgb|url\(", scenes_file())

    def test_all_together_are_small(self) -> None:
        assert len(brotli.compress(scenes_file().encode(), quality=11)) < 25_000


@pytest.mark.parametrize("name", MOVES)
class TestMovingDrawings:
    def test_no_bone_grows_or_shrinks_on_the_way(self, name: str) -> None:
        who = MOVES[name].who
        for shot in poses(name):
            bones = Skeleton(who, shot.stance)
            for side in (0, 1):
                hip, knee, ankle = bones.leg(side)
                shoulder, elbow, wrist = bones.arm(side)
                lengths = ((knee - hip), (ankle - knee), (elbow - shoulder), (wrist - elbow))
                body = who.body
                wanted = (body.thigh, body.shin, body.upper_arm, body.forearm)
                assert [v.length() for v in lengths] == pytest.approx(wanted, abs=0.01)
                assert (bones.top - bones.waist).length() == pytest.approx(body.torso - WAIST, abs=0.01)

    def test_nobody_goes_through_wall_or_floor(self, name: str) -> None:
        for shot in poses(name):
            bones = Skeleton(MOVES[name].who, shot.stance)
            joints = [*bones.leg(0), *bones.leg(1), *bones.arm(0), *bones.arm(1)]
            assert min(joint.y for joint in joints) > 6
            assert min(joint.x for joint in joints) > 6
            assert bones.skull.y > REST + 16

    def test_named_postures_stay_long_enough_to_be_seen(self, name: str) -> None:
        shots = poses(name)
        assert all(shot.stays >= 1000 for shot in shots if shot.named)
        assert [shot.named for shot in shots][-1]
        # No flashes: never more than ten poses a second, and the eye follows the same body.
        assert min(shot.stays for shot in shots) >= 100

    def test_file_stands_alone_and_still_where_motion_is_not_wanted(self, name: str) -> None:
        svg = moving_file(name, WORDS[name])
        root = parse(svg)
        assert root.findtext(f"{SVG}title") == WORDS[name].title
        assert svg.count('class="pose') == len(poses(name))
        assert svg.count(" still") == 1
        assert "prefers-reduced-motion:reduce" in svg and "<script" not in svg

    def test_page_has_one_pose_until_somebody_asks(self, name: str) -> None:
        svg = moving_still(name, WORDS[name])
        parse(svg)
        assert len(svg.encode()) < 4096
        assert "<use" not in svg and "style" not in svg


def test_both_moves_together_weigh_less_than_fifteen_kilobytes() -> None:
    assert sum(len(brotli.compress(moving_file(name, WORDS[name]).encode(), quality=11)) for name in MOVES) < 15 * 1024


class TestStandingOnTheGround:
    """Where a posture says that hand, foot or head rests, it does: for the slightest and the broadest person."""

    @pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.name)
    def test_feet_rest_on_the_wall(self, who: Person) -> None:
        for make, sides in ((supine, (0, 1)), (bending, (0, 1)), (swinging, (0, 1)), (turning, (1,))):
            bones = Skeleton(who, make(who))
            for side in sides:
                assert 9 < bones.leg(side)[2].x < 20

    @pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.name)
    def test_hands_rest_on_the_floor(self, who: Person) -> None:
        for make, sides in ((sitting, (0,)), (turning, (0,)), (swinging, (0, 1)), (on_side, (0, 1)), (pressing, (0, 1)), (facing, (0, 1))):
            bones = Skeleton(who, make(who))
            for side in sides:
                assert REST + 2 < bones.arm(side)[2].y < REST + 16

    @pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.name)
    def test_head_rests_on_the_arm_of_somebody_who_lies_on_one_side(self, who: Person) -> None:
        bones = Skeleton(who, on_side(who))
        shoulder, elbow, wrist = bones.arm(0)
        assert shoulder.x + 20 < bones.skull.x < wrist.x - 20
        assert 12 < bones.skull.y - max(elbow.y, wrist.y) < 32
