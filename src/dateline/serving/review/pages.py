"""The pages of review, as `serving.pages` has those of reading."""

from __future__ import annotations

from dateline.serving.review import figures_page, log_page, queue_page, record_page, whole_page
from dateline.serving.review.work import Work, WorkPage, work_page
from dateline.serving.showing import Page

_BY = ("by", "who asks")

_PAGES: tuple[Page, ...] = (
    Page("/judge", "What to judge next: the least sure and weightiest events.", queue_page.queue_page,
         queue_page.QueuePage, "review_queue.html", (_BY,)),
    Page("/judge/sample", "A random sample to be judged.", queue_page.sample_page, queue_page.QueuePage,
         "review_queue.html",
         (("sample", "the name of a sample"), ("size", "how many are drawn (100)"), ("seed", "of the draw (1)"),
          ("kind", "event (the default) or statement"), ("type", "draw of one type alone"), _BY)),
    Page("/judge/log", "Every judgement.", log_page.log_page, log_page.LogPage, "review_log.html",
         (("stale", "yes: only what does not hold any more"), ("of", "only this person's"),
          ("page", "which page of the list, from 1 on"))),
    Page("/judge/figures", "Precision by type, and agreement of reviewers.", figures_page.figures_page,
         figures_page.FiguresPage, "review_figures.html", (("sample", "the name of one sample"),)),
    Page("/judge/record/{id}", "An event or a statement to be judged.", record_page.record_page,
         record_page.RecordPage, "review_record.html", (("sample", "the sample it is judged for"),)),
    Page("/judge/story/{id}", "A story to be split or joined.", whole_page.story_page, whole_page.WholePage,
         "review_whole.html"),
    Page("/judge/lineage/{id}", "A lineage to be split or joined.", whole_page.lineage_page, whole_page.WholePage,
         "review_whole.html"),
    Page("/judge/happening/{id}", "A happening to be split or joined.", whole_page.happening_page,
         whole_page.WholePage, "review_whole.html"),
    Page("/judge/actor", "An actor to be split or joined.", whole_page.actor_page, whole_page.WholePage,
         "review_whole.html", (("key", "the key of the actor"),), ("key",)),
)  # fmt: skip


def review_pages(work: Work) -> tuple[Page, ...]:
    """All pages of review; `work` is what is done for those who judge."""
    what = "Long work: linking anew, judgements that are brought in."
    return (*_PAGES, Page("/judge/work", what, work_page(work), WorkPage, "review_work.html"))
