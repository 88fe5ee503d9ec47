"""`make bench`: how fast the house is, beside what its database could do at most.

A home of its own (var/bench) is filled with 1,000, 50,000 and 500,000 instruments; the real
server with two workers is asked for its pages over 1 and 16 connections; the statements of each
page, captured from it, are given to pgbench in the same run. Results: var/bench.json and the
table in docs/performance.md. `make bench QUICK=1` stops at 50,000 and measures shorter.
"""
