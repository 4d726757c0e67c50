"""A person seen from the front: sitting, or lying with the legs spread on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.figures.body import place
from macros.figures.curves import Point
from macros.figures.hair import behind_face
from macros.figures.limbs import near_arm
from macros.figures.outlines import (
    FRONT_EAR,
    FRONT_FACE,
    FRONT_HAIR,
    FRONT_HIPS,
    FRONT_NECK,
    FRONT_SHIRT,
    Outline,
    flip,
    whole,
)
from macros.figures.paths import path, shape
from macros.figures.people import Person


@dataclass(frozen=True)
class Front:
    """A figure around its pelvis.

    who     the person
    at      where the middle of the pelvis is, room units
    crown   direction the crown of the head points: 90 upright, 0 lying on a side, -90 head down
    scale   of the whole figure

    Outlines given to its methods are local: x to a side, y from the pelvis down to the feet.
    """

    who: Person
    at: Point
    crown: float = 90
    scale: float = 1

    def put(self, outline: Sequence[Point]) -> list[Point]:
        """Return a local outline in room coordinates."""
        return place(outline, self.at, self.crown + 90, self.scale)

    def path(self, outline: Sequence[Point], sharp: Sequence[int] = ()) -> str:
        """Return closed path data for a local outline."""
        return path(self.put(outline), sharp)

    def both(self, outline: Outline, sharp: Sequence[int] = ()) -> str:
        """Return path data for a local outline and its mirror image."""
        return self.path(outline, sharp) + self.path(flip(outline), sharp)

    def head(self, y: float = -121, lift: float = 0, mouth: bool = True) -> str:
        """Return the head with its middle at height `y`.

        `lift` moves the features towards the chin: the head seen from the crown, whose `mouth` is then hidden.
        """

        def on(outline: Sequence[Point], shift: float = 0) -> Outline:
            return [p + 1j * (y + shift) for p in outline]

        hair = [p + 1j * lift * (i in (0, 1, 2, 10, 11)) for i, p in enumerate(whole(FRONT_HAIR))]
        eye = on([3.4 + 1j, 5.8 + 2.5j, 8.2 + 1j], lift)
        lines = [eye, flip(eye)] + [on([-3 + 9.4j, 0 + 10.8j, 3 + 9.4j], lift)] * mouth
        return (
            behind_face(self.who.hair, lambda z: self.put(on(z)), self.scale)
            + shape("skin", self.path(on(whole(FRONT_NECK))))
            + shape("skin", self.both(on(FRONT_EAR)) + self.path(on(whole(FRONT_FACE))))
            + shape("hair", self.path(on(hair), (3, 9)))
            + shape("face", "".join(path(self.put(z), closed=False) for z in lines))
        )

    def arms(self, *arms: tuple[Outline, float, str, int]) -> tuple[str, str]:
        """Return the sleeves of some arms, as path data for the shirt, and what of the arms is drawn later.

        Each is given by its local shoulder, elbow and wrist, the local direction of the fingers, the hand, and -1 to mirror it.
        """
        parts = [near_arm(z[0], z[1], z[2], end, hand, turn, self.put) for z, end, hand, turn in arms]
        return "".join(sleeve for sleeve, _ in parts), "".join(bare for _, bare in parts)

    def trunk(self, thighs: str, sleeves: str = "") -> str:
        """Return hips joined to the thighs, then the shirt joined to its sleeves."""
        return shape("cloth", self.path(whole(FRONT_HIPS)) + thighs) + shape("top", self.path(whole(FRONT_SHIRT), (2, 20)) + sleeves)
