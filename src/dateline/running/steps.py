"""One page through reading and coding, wherever that happens to run."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import DatelineError, LanguageError
from dateline.model import Coding, Page, Report, Skipped, why_uncoded
from dateline.running.faults import FAULT_OF_OURS, skip_page
from dateline.running.keepable import why_unkeepable
from dateline.running.user_tables import user_actors, user_ontology

if TYPE_CHECKING:
    from dateline.coding import Sighting
    from dateline.language import Language
    from dateline.running.limits import Settings

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page; `page` is None where the source broke before any bytes came. `why` is None where it
    was not asked for."""

    page: Page | None
    result: Report | Skipped
    coding: Coding | None = None
    why: tuple[Sighting, ...] | None = None


@cache
def language(name: str) -> Language:
    """The language pipeline, loaded once a process. Raises LanguageError."""
    try:
        from dateline.language import load  # a worker loads it, the process that only records does not

        return load(name)
    except Exception as error:
        advice = f"Install it (python -m spacy download {name}), or leave --language away."
        raise LanguageError(f"the language pipeline {name!r} cannot be loaded: {error}. {advice}") from error


def understand(page: Page, settings: Settings) -> Outcome:
    """Reads and codes one page. Raises DatelineError (no such language, a table that cannot be used), MemoryError; any
    other fault becomes a Skipped that says where."""
    try:
        return _understand(page, settings)
    except (DatelineError, MemoryError):
        raise
    except Exception as error:
        if _is_memory(error):
            raise MemoryError from error
        return Outcome(page, skip_fault(page, error))


def _understand(page: Page, settings: Settings) -> Outcome:
    from dateline.reading import NO_MEMORY, read

    report = read(page, as_is=settings.as_is, published=settings.published)
    if isinstance(report, Skipped):
        if report.reason == NO_MEMORY:
            raise MemoryError  # whether the page is at fault is decided by who knows the worker
        return Outcome(page, report)
    if held := why_unkeepable(report):
        return Outcome(page, skip_page(page, "its text cannot be kept", f"it holds {held}"))
    if not settings.coding:
        return Outcome(page, report)
    if reason := why_uncoded(report):
        uncoded = Coding(report.id, uncoded=reason).with_report(report)
        return Outcome(page, report, uncoded, () if settings.why else None)
    from dateline.coding import code, why

    words = language(settings.language).read(report.text, report.parsed_parts)
    actors = user_actors(settings.actors) if settings.actors else None
    ontology = user_ontology(settings.ontology) if settings.ontology else None
    answers = why(report, words, actors=actors, ontology=ontology) if settings.why else None
    return Outcome(page, report, code(report, words, actors=actors, ontology=ontology), answers)


def skip_fault(page: Page, error: Exception) -> Skipped:
    """The page as Skipped for a fault of ours, with where it is."""
    return skip_page(page, FAULT_OF_OURS, _place(error))


def _is_memory(error: Exception) -> bool:
    # onnxruntime and lxml report a failed allocation as an error of their own.
    words = str(error).lower()
    return "bad_alloc" in words or "failed to allocate" in words or "out of memory" in words


def _is_ours(file: str) -> bool:
    # The package's own folder, not any of that name: a checkout or a user's files may lie below a folder "dateline".
    return not file.startswith("<") and Path(file).resolve().is_relative_to(_PACKAGE)


def _place(error: Exception) -> str:
    """The error and the last line of ours that it came through: enough to find it, and the same on every machine."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = next((f for f in reversed(frames) if _is_ours(f.filename)), None)
    where = f" at {Path(ours.filename).parent.name}/{Path(ours.filename).name}:{ours.lineno}" if ours else ""
    return f"{type(error).__name__}: {error}{where}"[:500]
