"""The steps of a build, in order: `intake` reads, `mapping` resolves, maps and checks, `assembly` merges and stores.

Each takes the `Job` and leaves its work in the GRAPH folder and on the agenda, so that none needs another's memory.
"""
