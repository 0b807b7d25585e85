"""From the record's flat tables to relations: what passed between two parties, and how a state divides its dealings.

Knows how to count, and nothing of storage: it takes pyarrow tables or Parquet files, and DuckDB does the sums.
docs/relations.md defines every figure.
"""

from dragoman.relations.balance import Balance, Partner, Slice, balance
from dragoman.relations.evenness import Evenness, evenness
from dragoman.relations.pairs import pairs
from dragoman.relations.passing import Act, Passed, passed
from dragoman.relations.periods import By
from dragoman.relations.tables import RelationsError, Tables

__all__ = ["Act", "Balance", "By", "Evenness", "Partner", "Passed", "RelationsError", "Slice", "Tables", "balance", "evenness", "pairs", "passed"]
