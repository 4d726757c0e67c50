"""Makes the sounds in data/sound/ and says whose they are in data/voice/manifest.yml: what `make voice` runs.

Words are recorded again only where the cue's text changed, or where --retake names the clip. With --from, recordings of your
own take their place: one file for each clip, named like it (settle-sit.wav, settle-sit.chair.wav ...), in any format ffmpeg reads.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from macros.data import load
from macros.model import Slot
from macros.rules import Rules
from macros.sound.mpeg import FRAME, MS
from macros.sound.recordings import MANIFEST, Manifest, Recording, Speaker, clip_texts, read_manifest
from macros.sound.soundtrack import BED, TIMBRES, bell_clip, breath_clip
from macros.sound.tracks import made
from tools.sound import bed, bells, breath, engine, report, takes
from tools.sound.encoder import encode, read_recording
from tools.sound.listener import judge
from tools.sound.manifest import write_manifest
from tools.sound.signal import silence

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
SOUNDS = (".wav", ".flac", ".aiff", ".m4a", ".mp3", ".ogg")

KOKORO = Speaker(
    id="kokoro",
    name="Synthetic voice",
    license="Apache-2.0 (model and voice); the clips are CC BY 4.0",
    model=engine.MODEL,
    model_sha256=engine.MODEL_SHA256,
    voice=engine.VOICE,
    voice_sha256=engine.VOICE_SHA256,
    speed=engine.SPEED,
)


def main() -> int:
    options = arguments()
    (DATA / "sound").mkdir(exist_ok=True)
    (DATA / "voice").mkdir(exist_ok=True)
    texts = clip_texts(load(DATA).slots)
    if options.bells or not made_fit():
        make_all()
    old = read_manifest(DATA) if (DATA / MANIFEST).exists() else Manifest((), ())
    new = record_own(options, texts, old) if options.folder else record_voice(options, texts, old)
    new = replace(new, made=made_hashes())
    write_manifest(DATA / MANIFEST, new)
    for stray in sorted((DATA / "sound").glob("*.mp3")):
        if stray.stem not in (*texts, *made(load(DATA))):
            stray.unlink()
            print(f"{stray.stem}: no such words any more, removed")
    print(report.table(report.measure(new.clips, DATA / "sound", ROOT / ".cache/voice/heard.json")))
    return check_room(new)


def made_hashes() -> dict[str, str]:
    """Each clip that is made, not spoken, with the hash of its frames."""
    return {name: hashlib.sha256((DATA / "sound" / f"{name}.mp3").read_bytes()).hexdigest() for name in made(load(DATA))}


def made_sizes() -> dict[str, int]:
    """How many frames each clip has that is made, not spoken."""
    data = load(DATA)
    sizes = {bell_clip(bell.id, timbre): bells.ring_frames(bell) for bell in rung(data.rules) for timbre in TIMBRES}
    return sizes | {breath_clip(p.breath): breath.breath_frames(p.breath) for p in data.purposes.values()} | {BED: bed.FRAMES}


def rung(rules: Rules) -> tuple[bells.Rung, ...]:
    """The bells, and the soft stroke."""
    return (*rules.bells, rules.sign)


def made_fit() -> bool:
    """Whether all of them are there and as long as data/ says."""
    files = {DATA / "sound" / f"{name}.mp3": size for name, size in made_sizes().items()}
    return all(file.exists() and file.stat().st_size == size * FRAME for file, size in files.items())


def make_all() -> None:
    data = load(DATA)
    save(BED, encode(silence(bed.FRAMES * MS / 1000)))
    for bell in rung(data.rules):
        for timbre in TIMBRES:
            save(bell_clip(bell.id, timbre), encode(bells.ring(bell, timbre)))
    for one in {purpose.breath for purpose in data.purposes.values()}:
        save(breath_clip(one), encode(breath.breath(one)))


def record_voice(options: argparse.Namespace, texts: Mapping[str, str], old: Manifest) -> Manifest:
    """Speaks what is not yet spoken as it is written. A person's recordings are kept as long as their words are."""
    if unknown := [clip for clip in options.retake if clip not in texts]:
        raise SystemExit(f"No clip is called {unknown[0]!r}. The clips are: {', '.join(texts)}")
    again = set(texts if options.all else options.retake)
    kept = {clip.id: clip for clip in old.clips if clip.id not in again and _stands(clip, texts, old)}
    missing = {clip: text for clip, text in texts.items() if clip not in kept}
    if missing:
        voice, score = engine.Engine.load(ROOT / ".cache" / "voice"), judge()
        for clip, text in missing.items():
            take = takes.best(takes.spoken(text, slot_of(clip), voice, score), slot_of(clip).seconds)
            speed = None if take.speed == voice.speed else take.speed
            kept[clip] = replace(kept_as(clip, text, KOKORO.id, take.frames), speed=speed)
    return manifest({speaker.id: speaker for speaker in (*old.speakers, KOKORO)}, kept, texts)


def record_own(options: argparse.Namespace, texts: Mapping[str, str], old: Manifest) -> Manifest:
    """Takes the files of a folder as the voice of the clips they are named after."""
    files = {path.stem: path for path in sorted(Path(options.folder).iterdir()) if path.suffix.lower() in SOUNDS}
    for stem in files:
        if stem not in texts:
            raise SystemExit(f"{files[stem]}: no clip is called {stem!r}. The clips are: {', '.join(texts)}")
    if not files:
        raise SystemExit(f"{options.folder}: no recordings here. Name them like the clips: {', '.join(texts)}")
    name, terms = options.by, options.license
    if not (name and terms):
        raise SystemExit('Say whose voice it is and what may be done with it: make voice FROM=folder BY="Your Name" LICENSE="CC BY 4.0"')
    speaker = known_or_new(name, terms, old.speakers)
    clips = {clip.id: clip for clip in old.clips}
    for stem, path in files.items():
        clips[stem] = kept_as(stem, texts[stem], speaker.id, takes.leveled(slot_of(stem), read_recording(str(path))))
    left = [clip for clip in texts if clip not in files]
    if left:
        print(f"Not in the folder, left as they are: {', '.join(left)}")
    return manifest({known.id: known for known in (*old.speakers, speaker)}, clips, texts)


def known_or_new(name: str, terms: str, speakers: tuple[Speaker, ...]) -> Speaker:
    """The person's record in the manifest, or a new one under a free id."""
    for known in speakers:
        if (known.name, known.license, known.model) == (name, terms, None):
            return known
    taken = {known.id for known in speakers}
    return Speaker(next(f"own-{n}" for n in count(1) if f"own-{n}" not in taken), name, terms)


def kept_as(clip: str, text: str, speaker: str, frames: bytes) -> Recording:
    """The clip's record, once its sound is saved."""
    save(clip, frames)
    length = len(frames) // FRAME
    return Recording(clip, text, speaker, length * MS / 1000, length, hashlib.sha256(frames).hexdigest())


def slot_of(clip: str) -> Slot:
    """The cue that a clip belongs to."""
    return load(DATA).slots[clip.split(".")[0]]


def manifest(speakers: Mapping[str, Speaker], clips: Mapping[str, Recording], texts: Mapping[str, str]) -> Manifest:
    """In the order of the cues, with the speakers who speak."""
    ordered = tuple(clips[clip] for clip in texts if clip in clips)
    heard = {clip.speaker for clip in ordered}
    return Manifest(tuple(s for s in speakers.values() if s.id in heard), ordered)


def check_room(made: Manifest) -> int:
    """Says which cues need more seconds in data/cues.yml than they have."""
    short = 0
    for slot in load(DATA).slots.values():
        longest = max((c.seconds for c in made.clips if c.id.split(".")[0] == slot.id), default=0)
        if longest > slot.seconds:
            short += 1
            print(f"data/cues.yml: {slot.id}: its longest recording lasts {longest:.1f} s: raise `seconds` to {-int(-longest // 1)}")
    return 1 if short else 0


def save(name: str, frames: bytes) -> None:
    (DATA / "sound" / f"{name}.mp3").write_bytes(frames)
    print(f"{name}: {len(frames) // FRAME * MS / 1000:.1f} s", flush=True)


def _stands(clip: Recording, texts: Mapping[str, str], old: Manifest) -> bool:
    path = DATA / "sound" / f"{clip.id}.mp3"
    same = texts.get(clip.id) == clip.text and path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == clip.sha256
    speaker = next(s for s in old.speakers if s.id == clip.speaker)
    return same and (speaker.model is None or speaker == KOKORO)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="folder", help="a folder with recordings of your own")
    parser.add_argument("--by", help="whose voice they are")
    parser.add_argument("--license", help="what may be done with them, for example CC BY 4.0")
    parser.add_argument("--retake", nargs="*", default=[], metavar="CLIP", help="speak these again, though their words stand")
    parser.add_argument("--all", action="store_true", help="record every cue again")
    parser.add_argument("--bells", action="store_true", help="make the bells and the room tone again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
