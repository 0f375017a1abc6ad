"""Reading what is new or changed, and forgetting what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dealgraph.pool import run_alone, run_tasks
from dealgraph.read.parts import Part, Span, batches, size_of
from dealgraph.read.sources import size_told
from dealgraph.steps.job import Job, Progress
from dealgraph.store.manifest import SourceResult
from dealgraph.workers import make_ready, read_parts


def take_in(job: Job) -> dict[str, int]:
    """Read what the agenda lists, unless it was read before; give how many files were read, unchanged, removed."""
    # What limits kept out is asked for again under others; what was read under them is the same filing.
    reader = job.reader + job.bounds
    todo, size = job.agenda.mark_unread(partial(job.manifest.known_mark, reader=reader))
    removed = job.manifest.remove(name for name in job.manifest.source_names() if not job.agenda.lists(name))
    call = partial(read_parts, extractor=job.extractor)
    known_members = partial(job.manifest.spans, reader=reader)
    work = batches(job.agenda.unread(), known_members, carry=not isinstance(job.crew, int))
    lost = partial(_lost, extractor=job.extractor)
    done = ended = filings = seen = 0
    for turn, results in enumerate(run_tasks(call, work, job.crew, lost, size_of)):
        if turn == 0 and isinstance(job.crew, int) and job.crew > 1:
            make_ready(job.shapes)
        job.manifest.put(results, reader)
        for result in results:
            filings += len(result.entries)
            seen += result.size
            if result.span is None or result.span.last:
                done += 1
                ended += size_told(result.fingerprint)
        job.tell(Progress("files", done, todo, ended / size if size else done / todo, filings, seen))
    return {"read": todo, "unchanged": job.agenda.count_sources() - todo, "removed": removed}


def _lost(batch: Sequence[Part], extractor: str) -> list[SourceResult]:
    """Read a batch whose worker died file by file, each in its own process; list those that bring it down."""
    call = partial(read_parts, extractor=extractor)
    one_by_one = [one for part in batch for one in part.split()]
    if len(one_by_one) > 1:
        return [r for one in one_by_one for r in run_alone(call, [one], partial(_lost, extractor=extractor))]
    (part,) = one_by_one
    where = part.members[0].name if part.members else part.source.name
    unread = ((where, "The process that read it died (it may need more memory than there is)"),)
    # The next build, perhaps with more memory, tries again: a file by its missing fingerprint, a member
    # as one of which none was read.
    mark, span = ("", None) if part.span is None else (part.mark, Span(part.span.first, 0, False))
    return [SourceResult(part.source.name, mark, (), unread, span)]
