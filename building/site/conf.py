"""How Sphinx builds the site: which pages, in which order, and where each noun of the front door goes.

Pages are Markdown as they stand in the repository, links and all: the source folder is the repository itself. The
order is here and not on the pages, so that they read well where they are not built. A page that is in no list stands
under "More".
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import dateline

ROOT = Path(__file__).resolve().parents[2]

project = "Dateline"
author = "The Dateline authors"
project_copyright = author
version = release = dateline.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
root_doc = "docs/index"
html_theme = "furo"
html_title = "Dateline"
html_show_sphinx = False
html_copy_source = False
html_static_path = ["static"]
html_css_files = ["site.css"]
templates_path: list[str] = []
myst_heading_anchors = 4
myst_enable_extensions = ["fieldlist"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "separated"
autodoc_default_options = {"exclude-members": "__init__, __new__"}
default_role = "code"
suppress_warnings = ["misc.highlighting_failure"]  # a block in a language of ours ("tsv", "page") is plain text
python_use_unqualified_type_names = True
maximum_signature_line_length = 100

_STARTS = ["political-science", "osint", "fact-checking", "python-and-spacy", "data-engineering", "datasette"]
NAVIGATION = {
    "Start here": ["docs/install", *(f"docs/start/{name}" for name in _STARTS)],
    "What goes in": ["docs/sources", "docs/many-machines", "docs/reading", "docs/language"],
    "What is coded": ["docs/events", "docs/ontology", "docs/actors"],
    "What comes out": [
        "docs/export",
        "docs/who",
        "docs/audit",
        "docs/networks-maps-proof",
        "docs/who",
        "docs/audit",
        "docs/serve",
        "docs/watch",
    ],
    "From Python": ["docs/python", "docs/api"],
    "How far to trust it": ["docs/figures", "src/dateline/language/weights/MODEL_CARD"],
    "Work on it": ["docs/architecture", "CONTRIBUTING", "training/README", "training/data/acts/DATA_CARD"],
    "The project": ["CHANGELOG", "SECURITY", "docs/licences", "examples/README", "src/dateline/coding/tables/README"],
}
_KNOWN = {name for names in NAVIGATION.values() for name in names} | {root_doc}
_WRITTEN = {path.relative_to(ROOT).with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
MORE = sorted(_WRITTEN - _KNOWN)
include_patterns = [*sorted(f"{name}.md" for name in _KNOWN if not name.startswith("docs/")), "docs/**"]
exclude_patterns = ["docs/**/*.json"]


def _add_navigation(_: Sphinx, name: str, content: list[str]) -> None:
    """Puts the lists of pages below the first page."""
    if name == root_doc:
        lists = NAVIGATION | ({"More": MORE} if MORE else {})
        for caption, names in lists.items():
            lines = "\n".join(f"/{page}" for page in names)
            content[0] += f"\n```{{toctree}}\n:caption: {caption}\n:hidden:\n\n{lines}\n```\n"


class Nouns(SphinxDirective):
    """Every noun of the front door, as autodoc writes a class, in the order of the alphabet."""

    def run(self) -> list[nodes.Node]:
        """The classes that `dateline.__all__` names, without those that have a place of their own on the page."""
        apart = {"Record", "Language", "Brief"}
        names = [name for name in sorted(dateline.__all__) if name[0].isupper() and name not in apart]
        lines = [line for name in names for line in (f".. autoclass:: dateline.{name}", "   :members:", "")]
        self.content = StringList(lines, source=self.get_source_info()[0])
        made: list[nodes.Node] = self.parse_content_to_nodes()
        return made


def setup(app: Sphinx) -> None:
    """Tells Sphinx of the above."""
    app.add_directive("dateline-nouns", Nouns)
    app.connect("source-read", _add_navigation)
