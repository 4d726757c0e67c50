"""Every drawing by name, with the words that let you take the pose without seeing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from macros.figures import steps, versions, way_out
from macros.figures.paths import QUARTERS
from macros.figures.people import ANA, BEN, CAI, DEE, Person


@dataclass(frozen=True)
class FigureText:
    """What a drawing shows: `title` names it, `desc` says how to take the pose from words alone."""

    title: str
    desc: str


@dataclass(frozen=True)
class Scene:
    """A drawing: its words, the function that draws it, the person in it, and the frame it stands in.

    `width` and `height` are those of the viewBox, `scale` the viewBox units to one room unit.
    `framed` says that wall and floor are where the page has them: left and below.
    """

    text: FigureText
    draw: Callable[[Person], str]
    who: Person = ANA
    width: int = 240
    height: int = 216
    scale: float = 1
    framed: bool = True

    def drawing(self) -> str:
        """Return the drawing, turned from room coordinates (y up, quarters of a unit) to its viewBox."""
        scale = f"{self.scale / QUARTERS:g}".removeprefix("0")
        return f'<g transform="matrix({scale} 0 0-{scale} 0 {self.height})">{self.draw(self.who)}</g>'


def find(name: str) -> Scene:
    """Return a drawing by name. ValueError for an unknown one, with the nearest and all the valid names."""
    if name not in SCENES:
        near = get_close_matches(name, SCENES, 1, 0.4)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"No figure is called {name!r}.{hint} Valid names: {', '.join(SCENES)}.")
    return SCENES[name]


TALL, LOW, CHAIR, BED = (240, 216), (304, 156), (272, 184), (308, 248)
"""Frames (width and height) for legs on the wall, for the way out, for a chair and for a bed: cropped to the people in them."""


def _scene(
    draw: Callable[[Person], str], title: str, desc: str, who: Person = ANA, frame: tuple[int, int] = TALL, *, framed: bool = True
) -> Scene:
    return Scene(FigureText(title, desc), draw, who, *frame, framed=framed)


SCENES: dict[str, Scene] = {
    "sit": _scene(
        steps.sit,
        "Sit side-on to the wall",
        "A person sits on a mat, seen from the front, the wall at one side. One hip and shoulder are close to the "
        "wall. Both knees are bent and drawn up, feet flat on the floor; one arm holds the knees, the other hand "
        "rests on the floor on the side away from the wall.",
    ),
    "turn": _scene(
        steps.turn,
        "Lean back, one leg up",
        "A person leans back on the hand that is away from the wall and turns to face the wall. An arrow rises from the "
        "floor: one leg has swung up, its heel on the wall. The other knee is bent, its foot still on the floor.",
    ),
    "swing": _scene(
        steps.swing,
        "Swing your legs up, lower your back",
        "A person leans back on both forearms, elbows under the shoulders, facing the wall. One leg is up along the wall, the "
        "other foot is on its way. Two arrows show the turn: from the floor the feet go up, to the floor the head goes down.",
        BEN,
    ),
    "legs-up": _scene(
        steps.legs_up,
        "Rest your legs on the wall",
        "A person lies on the back, head on the floor, with both legs resting up the wall, heels on it, knees soft. A mark shows "
        "a hand's width of space between hips and wall; an arrow with two heads says that closer and farther are both fine.",
        CAI,
    ),
    "arms": _scene(
        steps.arms_by_sides,
        "Arms by your sides",
        "A person lies on the back, legs resting up the wall with soft knees. The arms lie on the floor a little "
        "away from the body, palms up. The neck is long and the chin level.",
        DEE,
    ),
    "belly": _scene(
        steps.hands_on_belly,
        "Hands on your belly",
        "A person lies on the back, legs resting up the wall with soft knees. The elbows rest on the floor beside "
        "the ribs and both hands lie on the belly, to feel it rise and fall.",
        DEE,
    ),
    "breathe": _scene(
        steps.breathe,
        "Stay and breathe",
        "A person rests with legs up the wall, hands on the belly, eyes closed. The belly rises like a low sun with "
        "each breath, and a clock marks the time from 5 to 15 minutes.",
    ),
    "bend": _scene(
        way_out.bend,
        "Bend your knees",
        "Still lying on the back, the person has bent both knees toward the belly and put both feet flat on the wall.",
        DEE,
        (272, 156),
    ),
    "slide": _scene(
        way_out.slide,
        "Let your feet slide down",
        "Lying on the back, the person has let both feet slide down the wall, knees folded over the belly, arms by the sides. "
        "An arrow shows the way the feet went.",
        DEE,
        LOW,
    ),
    "roll": _scene(
        way_out.roll,
        "Roll to one side",
        "The person lies on one side, both knees bent and resting on each other, the head on the lower arm, which is stretched "
        "out along the floor. The upper hand rests on the floor in front of the chest.",
        CAI,
        LOW,
    ),
    "push-up": _scene(
        way_out.push_up,
        "Press up with your hands",
        "From lying on one side, the person presses both hands into the floor and comes up sideways. The knees stay bent, one "
        "hip stays on the floor, and the head hangs and comes last.",
        BEN,
        LOW,
    ),
    "sit-up": _scene(
        way_out.sit_up,
        "Sit for a moment",
        "The person sits upright on the mat with crossed legs, hands resting on the knees, eyes closed, the head up last.",
        frame=(240, 192),
    ),
    "wall": _scene(
        steps.arms_by_sides,
        "Legs up the wall",
        "A person lies on the floor in the shape of an L: back and head on a mat, hips a hand's width from the "
        "wall, legs resting straight up the wall with soft knees, arms by the sides, palms up.",
    ),
    "slanting": _scene(
        versions.slanting,
        "Legs slanting, farther from the wall",
        "A person lies on the back with the hips about a forearm's length from the wall. The legs are straight, knees soft, "
        "and slant up to the wall, where the heels rest. Arms by the sides, palms up.",
        DEE,
        (272, 216),
    ),
    "soft-knees": _scene(
        versions.soft_knees,
        "Soft knees, farther from the wall",
        "A person lies on the back with the hips about a foot (30 cm) from the wall. The legs slope up to it, "
        "knees softly bent, heels on the wall at the height of a table. Arms by the sides, palms up.",
        CAI,
        (272, 216),
    ),
    "chair-sit": _scene(
        versions.before_chair,
        "Sit on the floor by the chair",
        "A person sits on the floor facing a chair that stands against the wall, knees bent, feet flat on the floor in front of "
        "it. Both hands rest on the floor behind the hips.",
        BEN,
        CHAIR,
    ),
    "chair-lie": _scene(
        versions.calf_by_calf,
        "Lie back, one calf on the seat",
        "A person leans back on both forearms in front of a chair. One calf already lies on the seat, knee bent at a right "
        "angle; the other foot is still on the floor.",
        BEN,
        CHAIR,
    ),
    "chair": _scene(
        versions.on_chair,
        "Calves on a chair",
        "A person lies on the back in front of a chair. Thighs go straight up, knees are bent at a right angle, "
        "and the calves rest on the seat. Arms by the sides, palms up.",
        BEN,
        CHAIR,
    ),
    "chair-bend": _scene(
        versions.off_chair,
        "Take your feet off the seat",
        "Lying on the back in front of a chair, the person draws the knees toward the belly and has lifted both feet off the "
        "seat; an arrow shows the way. The arms rest by the sides.",
        BEN,
        CHAIR,
    ),
    "bed-sit": _scene(
        versions.bed_sit,
        "Sit on the bed, side-on to the wall",
        "A person sits on a bed whose head stands at the wall, one hip close to the wall, knees bent, feet on the mattress. "
        "One hand rests on the mattress on the side away from the wall.",
        CAI,
        BED,
    ),
    "bed-swing": _scene(
        versions.bed_swing,
        "Swing your legs up, lower your back to the bed",
        "A person on a bed leans back on both forearms, facing the wall at its head. One leg is up along the wall, the other is "
        "on its way. Arrows show that the feet go up and the head goes down.",
        CAI,
        BED,
    ),
    "bed": _scene(
        versions.bed,
        "On your bed",
        "A person lies lengthwise on a bed whose head stands at the wall, hips close to the wall, legs resting up it, knees "
        "soft. A thin pillow lies under the head; arms by the sides, palms up.",
        CAI,
        BED,
    ),
    "bed-bend": _scene(
        versions.bed_bend,
        "Bend your knees on the bed",
        "Lying along the bed on the back, the person has bent both knees toward the belly and put both feet flat on the wall.",
        CAI,
        BED,
    ),
    "bed-roll": _scene(
        versions.bed_roll,
        "Roll toward the middle of the bed",
        "The person lies on one side along the bed, turned to its middle, both knees bent, the head resting on the lower arm. "
        "The upper hand lies on the mattress in front of the chest.",
        CAI,
        BED,
    ),
    "bed-push-up": _scene(
        versions.bed_push_up,
        "Press up from the bed",
        "From lying on one side on the bed, the person presses both hands into the mattress and comes up sideways, knees "
        "still bent, the head last.",
        CAI,
        BED,
    ),
    "bed-sit-up": _scene(
        versions.bed_sit_up,
        "Sit on the edge of the bed",
        "The person sits upright on the edge of the bed, both feet on the floor, hands resting on the thighs, the head up last.",
        CAI,
        BED,
    ),
    "cushion": _scene(
        versions.cushion,
        "A folded blanket under your hips",
        "A person lies with legs up the wall. A folded blanket under the hips lifts them a little; shoulders and "
        "head are on the floor. Hands on the belly.",
        CAI,
        (240, 224),
    ),
    "strap": _scene(
        versions.strap,
        "A strap around your thighs",
        "A person lies with legs up the wall. A soft strap around both thighs, above the knees, holds the legs "
        "together so that they can let go. Arms by the sides, palms up.",
        BEN,
    ),
    "wide": _scene(
        versions.wide,
        "Legs wide",
        "Seen from the front and from above: a person lies with the hips at the wall, legs opened to a V that "
        "rests on the wall. Arms out to the sides, palms up.",
        DEE,
        (320, 220),
        framed=False,
    ),
    "soles-together": _scene(
        versions.soles_together,
        "Soles together",
        "Seen from the front and from above: a person lies with the hips at the wall, the soles of the feet "
        "together on the wall, knees falling open to both sides. Arms out to the sides, palms up.",
        BEN,
        (320, 220),
        framed=False,
    ),
    "pillow": _scene(
        versions.under_head,
        "A small pillow under your head",
        "A person lies with legs up the wall, knees soft. A small pillow under the head keeps the chin level and "
        "the neck long. Arms by the sides, palms up.",
        DEE,
    ),
    "side-lying": _scene(
        versions.side_lying,
        "On your side, no wall needed",
        "A person lies on one side with both knees bent, a cushion under the head and another between the knees. "
        "The lower arm is stretched out under the head, the upper hand rests on the floor in front of the chest.",
        CAI,
        LOW,
    ),
    "hero": Scene(
        FigureText(
            "Legs Up the Wall",
            "A person lies on the floor at the foot of a wall, eyes closed, hands on the belly, both legs resting straight up the wall.",
        ),
        steps.hero,
        width=660,
        height=500,
        scale=2.4,
    ),
}
