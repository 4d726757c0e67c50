"""The steps of getting in and staying: one function a drawing."""

from __future__ import annotations

from dataclasses import replace

from macros.figures.body import Limb, reach
from macros.figures.front import Front
from macros.figures.limbs import capsule
from macros.figures.outlines import STANDING_TOES, whole
from macros.figures.paths import shape
from macros.figures.people import Person
from macros.figures.poses import HIP, lying, on_mat, resting
from macros.figures.props import REST, arrow, breath, clock, contact, gap, mat, shadow
from macros.figures.side import Pose


def sit(who: Person) -> str:
    """Sitting sideways, one hip at the wall."""
    person = Front(who, complex(38.5, REST + 20))
    shins = person.both(capsule(15 - 50j, 16.5 + 2j, 11.4, 7, 0.8, cut=True), (3, 4))
    toes = [17 + 12.6j + p * 1.15 for p in whole(STANDING_TOES)]
    return (
        mat(5, 238)
        + shadow(4, 98)
        + person.head()
        + person.trunk(person.both(capsule(17.6 + 1j, 15 - 50j, 18.4, 11)))
        + person.arm([-31 - 78j, -42 - 32j, -50 + 11j], 178)
        + shape("skin", person.both(toes))
        + shape("cloth", shins)
        + person.arm([29 - 79j, 31 - 42j, 0 - 33j], 184)
        + contact(REST + 18)
    )


def swing(who: Person) -> str:
    """Leaning back on the forearms while the legs climb."""
    hip = complex(38, REST + HIP)
    pose = Pose(
        who,
        hip,
        torso=26,
        leg=reach(hip, complex(13, REST + 112), 90, who.body),
        leg2=Limb(96, 102, 32),
        arm=Limb(282, 183, 182),
        face=148,
        neck=58,
        curl=-4,
        hand="flat",
        shoulder=9 - 1j,
    )
    return on_mat(pose, 10, 148) + arrow(138 + 127j, 108 + 165j, 56 + 193j)


def legs_up(who: Person) -> str:
    """One leg rests on the wall, the other arrives; the gap behind the hips is marked."""
    pose = lying(who, 18, arm=Limb(204, 174, 180, (0.6, 0.8)), hand="flat")
    arriving = reach(pose.hip, complex(14, REST + 122), 88, who.body)
    return on_mat(replace(pose, leg2=arriving)) + gap(18, REST + 12) + arrow(98 + 128j, 88 + 166j, 60 + 190j)


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
