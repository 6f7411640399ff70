"""The pages of the server, one file a kind. What stands in `PAGES` is served, described in the API, and tested."""

from __future__ import annotations

from dateline.serving.pages import actor, home, outlet, place, query, report, search, story, why
from dateline.serving.showing import Page

_PAGED = ("page", "which page of the list, from 1 on")
_FILTERS = (
    ("words", "words of the evidence, as a line of a search"),
    ("actor", "a name or a key"),
    ("place", "a name or a number of GeoNames"),
    ("type", "a type of events, or the stance of a statement"),
    ("told", "how it is told: happened, planned, denied, ..."),
    ("from", "first day, month or year"),
    ("to", "last day, month or year"),
    ("outlet", "who printed it"),
    ("sure", "the least probability of an event"),
    _PAGED,
)

PAGES: tuple[Page, ...] = (
    Page("/", "The first page: figures, changes of status, stories.", home.home, home.Home, "home.html"),
    Page("/stories", "All stories.", home.stories, home.Stories, "stories.html",
         (("order", "sources (the default) or latest"), _PAGED)),
    Page("/search", "What fits a line of words and facets.", search.search, search.Search, "search.html",
         (("q", 'the line: words, actor:"...", place:..., type:..., told:..., day:..., outlet:..., sure:...'),
          ("in", "stories (the default), happenings, statements or reports"), _PAGED)),
    Page("/story/{id}", "A story.", story.story, story.StoryPage, "story.html",
         (("happening", "the id of a happening: its page of the list is shown"), _PAGED,
          ("said", "which page of what was said"), ("all", "yes: all of it on one page"))),
    Page("/report/{id}/why", "The reasons of the coder for a report.", why.reasons, why.Why, "why.html",
         (("at", "START-END: only the sentences at these code points"),)),
    Page("/report/{id}", "A report with all that was coded of it.", report.report, report.ReportPage, "report.html",
         (("at", "START-END: words to be shown"),)),
    Page("/actors", "Who takes part in most events, or whose name has some words in it.", actor.actors, actor.Actors,
         "actors.html", (("name", "words of the name"),)),
    Page("/actor", "A person, a state or a body.", actor.actor, actor.ActorPage, "actor.html",
         (("key", "a Wikidata id, the code of a state, name/state, or a name that only one bears"),
          ("part", "all (the default), did, had done to them"), _PAGED, ("said", "which page of what they said")),
         ("key",)),
    Page("/pair", "What two have to do with each other.", actor.pair, actor.PairPage, "pair.html",
         (("a", "the key of one"), ("b", "the key of the other"), _PAGED), ("a", "b")),
    Page("/place", "A place.", place.place, place.PlacePage, "place.html",
         (("key", "a number of GeoNames, or a name"), _PAGED), ("key",)),
    Page("/outlets", "All outlets.", outlet.outlets, outlet.Outlets, "outlets.html", (_PAGED,)),
    Page("/outlet", "An outlet.", outlet.outlet, outlet.OutletPage, "outlet.html",
         (("name", "the outlet's name"), _PAGED), ("name",)),
    Page("/query/happenings", "A table of happenings.", query.happenings, query.Query, "query.html", _FILTERS),
    Page("/query/events", "A table of events.", query.events, query.Query, "query.html", _FILTERS),
    Page("/query/statements", "A table of statements.", query.statements, query.Query, "query.html", _FILTERS),
)  # fmt: skip
