"""The templates of the pages: those of this folder over those of the brief, with its filters."""

from __future__ import annotations

import functools

from jinja2 import ChoiceLoader, Environment, PackageLoader

from dateline.exporting import html
from dateline.exporting.marked import furniture_words, show_field
from dateline.exporting.phrases import kind_of, stance_words
from dateline.exporting.row_words import web_address
from dateline.serving import addresses
from dateline.serving.pages.report import anchor, marked, why_address
from dateline.serving.pictures import bars, days, lineages, network, world
from dateline.serving.words import day_words


@functools.cache
def environment() -> Environment:
    """Every word is escaped, and a name that is missing is an error."""
    environment = html.environment().overlay(
        loader=ChoiceLoader([PackageLoader("dateline.serving", "templates"), PackageLoader("dateline.exporting")])
    )
    environment.filters = {
        **environment.filters,
        "thousands": lambda number: f"{number:,}",
        "web_address": web_address,
        "day_words": day_words,
        "furniture_words": furniture_words,
        "kind_noun": lambda type_, mode=None: kind_of(type_, mode).noun,
        "stance_words": stance_words,
    }
    environment.globals = {
        **environment.globals,
        "at": addresses,
        "marked": marked,
        "anchor": anchor,
        "why_address": why_address,
        "show_field": show_field,
        "draw_bars": bars.draw,
        "draw_days": days.draw,
        "draw_lineages": lineages.draw,
        "draw_network": network.draw,
        "draw_world": world.draw,
    }
    return environment


def render(template: str, /, **values: object) -> str:
    """A template with its values, as text."""
    return environment().get_template(template).render(**values)


def prepare() -> None:
    """Reads all templates, which the first page of each kind would wait for otherwise."""
    held = environment()
    for name in held.list_templates(extensions=["html"]):
        held.get_template(name)
