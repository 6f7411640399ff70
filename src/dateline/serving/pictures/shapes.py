"""Elements of SVG. Everything that comes from a record is escaped; looks come from the style sheet, by class."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def element(name: str, inside: str | Markup = "", /, **attributes: object) -> Markup:
    """One element. `class_` is written as class, `text_anchor` as text-anchor; None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{escape(inside)}</{name}>")  # all that is put in is escaped


def picture(
    width: float,
    height: float,
    parts: Iterable[Markup],
    title: str,
    *,
    class_: str = "",
    left: float = 0,
    top: float = 0,
) -> Markup:
    """An SVG that grows and shrinks with its place. `title` is read out in place of it."""
    return element(
        "svg",
        Markup("").join((element("title", title), *parts)),
        viewBox=" ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in (left, top, width, height)),
        class_=f"picture {class_}".strip(),
        role="group",
        aria_label=title,
        preserveAspectRatio="xMidYMid meet",
    )


def linked(address: str, inside: Markup, label: str = "") -> Markup:
    """Something of a picture that leads to a page of ours."""
    return element("a", inside, href=address, aria_label=label or None)


def shorten(words: str, most: int) -> str:
    """Words that fit into a picture."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def fold(words: str, wide: int, most: int = 2) -> tuple[str, ...]:
    """Words on at most so many lines of so many code points, cut between words where that can be, the last shortened
    where not all find room; one line at least."""
    rest = " ".join(words.split())
    lines: list[str] = []
    while len(rest) > wide and len(lines) + 1 < most:
        at = rest.rfind(" ", 0, wide + 1)
        lines.append(rest[: at if at > 0 else wide])
        rest = rest[len(lines[-1]) :].lstrip()
    return (*lines, shorten(rest, wide))


def _number(value: object) -> object:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
