"""Stand-in until the drawings land."""

NAMES: tuple[str, ...] = ("sit", "swing", "legs-up", "belly", "arms", "breathe", "bend", "roll", "sit-up", "wall", "chair", "bed", "hero")


def figure_svg(name: str, *, decorative: bool = False) -> str:
    """An empty drawing."""
    return f'<svg viewBox="0 0 320 220" aria-hidden="true" data-name="{name}"></svg>'
