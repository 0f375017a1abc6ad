"""Fuzz a target with atheris: `python -m tests.fuzz.run reader --seconds 900`.

Seeds are cut from the real filings beside the checkout and from the cases kept here; what is made of them stays in
the work folder, outside of the project. A finding does not end the run: the first input of each kind of failure (the
exception and the line that raised it) is kept in WORK/found/TARGET, and the run goes on.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import random
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CASES = Path(__file__).parent / "cases"
#: Bytes of an input at most, and seeds that are cut from real filings.
LONGEST = {"reader": 16_000, "extractor": 8_000, "nquads": 600, "parameters": 1_500}
SEEDS = 400
#: Real files by target, under ../shared; the last bytes of each target's input are their text.
PLACES = {"reader": ("filings",), "extractor": ("filings/8k", "gold/docs")}
PHRASES = (
    "milestone payment of $5 million", "up to $200 million", "[***]", "license agreement", "Arbor Bio, Inc.",
    '("Arbor")', "Elder plc", "AB-101, an anti-CD19 antibody", "received", "will pay", "terminated", "Phase 2",
    "January 1, 2001", "royalties of 5% to 10%", "(in thousands)", "$", "\n\n", "\t", "\n", "“", "not", "if",
    "upon approval by the FDA", "<table><tr><td>", "</DOCUMENT>", "<TYPE>EX-10.1", "<PAGE>", "&nbsp;", "\u202e",
)  # fmt: skip


def seeds(target: str) -> Iterator[bytes]:
    """Give the kept cases and windows of real filings, the same ones each time."""
    yield from (p.read_bytes() for p in sorted((CASES / target).glob("*")))
    chance = random.Random(target)
    if target not in PLACES:
        yield from (chance.randbytes(LONGEST[target] // 2) for _ in range(20))
        yield from (b"\x02\x00" + bytes([n, 0]) + b"Arbor Bio" for n in range(20))
        yield from (b"\x01" + p.read_bytes() for p in sorted((ROOT / "queries").glob("*.rq")))
    files = [
        p for place in PLACES.get(target, ()) for p in sorted((SHARED / place).rglob("*")) if p.is_file()
    ]
    chance.shuffle(files)
    for n, path in enumerate(files[:SEEDS]):
        data = path.read_bytes()
        start = 0 if n % 2 else chance.randrange(max(1, len(data)))
        yield bytes([n % 8]) + data[start : start + LONGEST[target] - 1]


def splice(data: bytes, most: int, seed: int, *, bytewise: Callable[[bytes, int], bytes]) -> bytes:
    """Mutate text by its sentences and phrases, or let the fuzzer change its bytes."""
    chance = random.Random(seed)
    if len(data) < 2 or chance.random() < 0.4:
        return bytes(bytewise(data, most))
    pieces = re.split(rb"(?<=[.;,:\s])", data[1:])
    for _ in range(chance.randrange(1, 5)):
        at, other = chance.randrange(len(pieces) + 1), chance.randrange(len(pieces))
        act = chance.randrange(4)
        if act == 0:
            pieces.insert(at, chance.choice(PHRASES).encode())
        elif act == 1:
            pieces[other:other] = pieces[other : other + chance.randrange(1, 12)] * chance.randrange(1, 4)
        elif act == 2 and len(pieces) > 12:
            del pieces[other : other + chance.randrange(1, 12)]
        else:
            pieces.insert(at, pieces[other])
    return (data[:1] + b"".join(pieces))[:most]


class Watch:
    """Runs a target, keeps what fails, counts, and ends the process when time is up."""

    def __init__(self, target: str, call: Callable[[bytes], None], work: Path, seconds: float) -> None:
        self.target, self.call, self.seconds = target, call, seconds
        self.found, self.log = work / "found" / target, work / "rounds.jsonl"
        self.found.mkdir(parents=True, exist_ok=True)
        self.executions, self.kinds = 0, dict[str, int]()
        self.begun = time.process_time()

    def __call__(self, data: bytes) -> None:
        self.executions += 1
        try:
            self.call(data)
        except Exception as error:  # whatever it is, it is what is looked for
            self.keep(data, error)
        if time.process_time() - self.begun > self.seconds:
            self.end()

    def keep(self, data: bytes, error: Exception) -> None:
        """Write the first input of each kind of failure, with what was said."""
        last = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if not (place := self.found / kind).exists():
            place.write_bytes(data)
            place.with_name(f"{kind}.trace").write_text("".join(traceback.format_exception(error)), "utf-8")

    def end(self) -> None:
        """Note what was done and end; the fuzzer itself would not come back here."""
        done = {"target": self.target, "executions": self.executions, "seconds": round(time.process_time())}
        line = json.dumps({**done, "findings": self.kinds})
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{line}\n")
        print(line, flush=True)
        os._exit(1 if self.kinds else 0)


def main() -> None:
    """Fuzz one target for some time."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("target", choices=LONGEST)
    parser.add_argument("--seconds", type=float, default=900, help="of processor time")
    parser.add_argument("--work", type=Path, required=True, help="folder for the corpus, findings and counts")
    chosen = parser.parse_args()

    import atheris

    # What is fuzzed must be loaded under the eye of what watches its branches.
    with atheris.instrument_imports(include=["dealgraph"]):
        from tests.fuzz.targets import TARGETS

    corpus = chosen.work / "corpus" / chosen.target
    corpus.mkdir(parents=True, exist_ok=True)
    for n, seed in enumerate(seeds(chosen.target)):
        (corpus / f"seed-{n:04}").write_bytes(seed)
    watch = Watch(chosen.target, TARGETS[chosen.target], chosen.work.resolve(), chosen.seconds)
    options = [f"-max_len={LONGEST[chosen.target]}", "-timeout=120", "-rss_limit_mb=3000", "-len_control=0"]
    options += [f"-artifact_prefix={watch.found}/", str(corpus)]
    # `Mutate` is another function once the fuzzer runs.
    mutator = functools.partial(splice, bytewise=lambda data, most: atheris.Mutate(data, most))
    atheris.Setup(
        [sys.argv[0], *options], watch, **({"custom_mutator": mutator} if chosen.target in PLACES else {})
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
