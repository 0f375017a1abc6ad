"""The steps of a build, in order: `intake`, `identity`, `mapping` with checking, and `assembly`.

Each takes the `Job` and leaves its work in the GRAPH folder and on the agenda, so that none needs another's memory.
"""
