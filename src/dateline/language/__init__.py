"""Text to a spaCy `Doc` with our shipped English pipeline, and the predicate-argument layer that coding reads."""

from .predicates import Argument, Link, Predicate, Role  # isort: skip  # the function below takes the submodule's name
from .component import Component
from .layer import predicates
from .pipeline import Language, load

__all__ = ["Argument", "Component", "Language", "Link", "Predicate", "Role", "load", "predicates"]
