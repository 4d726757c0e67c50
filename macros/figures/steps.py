"""The steps of getting in and staying: one function a drawing."""

from __future__ import annotations

from macros.figures.body import Limb
from macros.figures.people import Person
from macros.figures.poses import lying, on_mat, posed, resting
from macros.figures.postures import sitting, swinging, turning
from macros.figures.props import REST, arrow, breath, clock, contact, gap, mat, shadow


def sit(who: Person) -> str:
    """Sitting sideways, one hip at the wall."""
    return mat() + shadow(4, 98) + posed(who, sitting(who)) + contact(REST + 18)


def turn(who: Person) -> str:
    """Leaning back on one hand, one leg up, turning to the wall."""
    return mat() + shadow(14, 98) + posed(who, turning(who)) + arrow(14 + 20j, 14 + 92j)


def swing(who: Person) -> str:
    """Leaning back on the forearms while the legs climb: from the floor the feet go up, to the floor the head goes down."""
    up, down = arrow(12 + 20j, 12 + 92j), arrow(200 + 112j, 214 + 76j, 204 + 38j)
    return mat() + shadow(18, 158) + posed(who, swinging(who)) + up + down


def legs_up(who: Person) -> str:
    """Both legs rest on the wall; the gap behind the hips is marked, and that it may be wider."""
    pose = lying(who, 18, arm=Limb(200, 176, 180, (0.7, 0.8)), hand="flat")
    return on_mat(pose) + gap(18, REST + 12) + arrow(70 + 84j, 148 + 84j, both=True)


def arms_by_sides(who: Person) -> str:
    """The pose, palms up."""
    return on_mat(lying(who))


def hands_on_belly(who: Person) -> str:
    """The pose, hands on the belly."""
    return on_mat(resting(who))


def breathe(who: Person) -> str:
    """The pose, time passing and breath rising."""
    pose = resting(who)
    return breath(complex(pose.hip.real + 46, REST)) + clock(170 + 153j) + on_mat(pose)


def hero(who: Person) -> str:
    """The person alone, for the room that a page is."""
    return mat(5, 244) + shadow(10, 198) + resting(who).draw()
