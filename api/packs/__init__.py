"""The evidence pack: one file that an auditor can work from, check and keep.

The assessment is made through `noting.Noting(engine)`, so that the pack holds what was asked. `pack.write` then makes the pack,
and `verify.verify` says whether it is still as it was made.
"""
