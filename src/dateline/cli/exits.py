"""What the user sees when something is wrong: one sentence that says what to do next, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from dateline.cli.printing import give_up_printing, harmless
from dateline.errors import DatelineError

P = ParamSpec("P")

MISFITS = 1
WRONG = 2
STOPPED = 130


def end_plainly(command: Callable[P, None]) -> Callable[P, None]:
    """Ends a command with a sentence and an exit code where a user's input, a record or the disk is at fault."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except DatelineError as error:
            _end(str(error), WRONG)
        except BrokenPipeError:  # `dateline ... | head` has seen enough
            give_up_printing()
            raise typer.Exit(0) from None
        except OSError as error:
            if error.filename is None:
                give_up_printing()
            what = f": {error.filename}" if error.filename else ""
            _end(f"{error.strerror or error}{what}. Check the name, the rights and the space.", WRONG)
        except KeyboardInterrupt:
            _end("stopped. What was counted is kept; run the same command again to go on.", STOPPED)

    return wrapped


def print_remark(remark: str) -> None:
    """Tells the user on standard error of something that stops nothing."""
    print(f"dateline: {harmless(remark)}", file=sys.stderr, flush=True)


def print_written(path: object, what: str = "") -> None:
    """Tells the user on standard error that a file was written, and how much is in it."""
    print(f"Written: {harmless(str(path))}" + (f", {what}" if what else ""), file=sys.stderr, flush=True)


def _end(message: str, code: int) -> None:
    print(f"dateline: {harmless(message)}", file=sys.stderr)
    raise typer.Exit(code) from None
