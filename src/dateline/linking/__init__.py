"""Many reports in, stories out: copies and lineages, stories, happenings, utterances, and where reports differ.

Every function depends on the set of its inputs alone: order and repetition change nothing.
"""

from __future__ import annotations

from dateline.linking.assembly import link, tell
from dateline.linking.conflicts import Difference, differences
from dateline.linking.copies import text_reuse_of
from dateline.linking.descriptions import described_actors, description_of
from dateline.linking.grouping import pair_features
from dateline.linking.growing import Group, Growth, find_text_reuse, group_reports, grow
from dateline.linking.happenings import find_happenings, keep_sure
from dateline.linking.judged import Judged, Ties, naming_key
from dateline.linking.lineages import agencies, lineages
from dateline.linking.namings import join_country, join_namings
from dateline.linking.shelves import Link, Links, Pair, Shelf, Told, Weights, rank
from dateline.linking.sketches import Sketch
from dateline.linking.stories import group_stories, plain_words
from dateline.linking.utterances import find_utterances

__all__ = [
    "Difference",
    "Group",
    "Growth",
    "Judged",
    "Link",
    "Links",
    "Pair",
    "Shelf",
    "Sketch",
    "Ties",
    "Told",
    "Weights",
    "agencies",
    "described_actors",
    "description_of",
    "differences",
    "find_happenings",
    "find_text_reuse",
    "find_utterances",
    "group_reports",
    "group_stories",
    "grow",
    "join_country",
    "join_namings",
    "keep_sure",
    "lineages",
    "link",
    "naming_key",
    "pair_features",
    "plain_words",
    "rank",
    "tell",
    "text_reuse_of",
]
