"""Text to a spaCy `Doc` with our shipped English pipeline, and the predicate-argument layer that coding reads."""

from dateline.language.component import Component
from dateline.language.parse import Parse
from dateline.language.pipeline import Language, load
from dateline.language.syntax.layer import predicates
from dateline.language.syntax.predicates import Argument, Link, Predicate, Role

__all__ = ["Argument", "Component", "Language", "Link", "Parse", "Predicate", "Role", "load", "predicates"]
