"""`make bench`: how fast the house is, beside what its database could do at most.

A home of its own (var/bench) is filled with 1,000, 50,000 and 500,000 instruments; the real
server with two workers is asked for its pages over 1 and 16 connections; the statements of each
page, captured from it, are given to pgbench in the same run. Results: var/bench.json and the
table in docs/performance.md. `make bench QUICK=1` stops at 50,000 and measures shorter.

The register is one that was lived in: every paper whose day nears has its task and its case
(`bench/settled.py`), so that the worker's hourly rounds find as little to do as in an ordinary hour.

A second home (var/bench-cases) is filled with 50,000 cases and the entries of the ledger that they
cause (`bench/cases.py`), each signed; the days of every case by stage and side are compared with the
engine (`bench/history.py`), and D of issue 3 is measured. `PART=cases` or `PART=instruments` does one
part; the page keeps what was measured last of the other.
"""
