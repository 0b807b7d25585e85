"""From the record's flat tables to relations: what passed between two parties, and how a state divides its dealings.

Knows how to count, and nothing of storage: it takes pyarrow tables or Parquet files, and DuckDB does the sums.
docs/relations.md defines every figure.
"""

from dragoman.relations.balance import Balance, Partner, Slice, balance
from dragoman.relations.division import Shared, divided
from dragoman.relations.evenness import Evenness, evenness
from dragoman.relations.pairs import pairs
from dragoman.relations.passing import Act, Passed, passed
from dragoman.relations.periods import By
from dragoman.relations.tables import RelationsError, Tables
from dragoman.relations.tallied import balance_in, passed_in

__all__ = [
    "Act", "Balance", "By", "Evenness", "Partner", "Passed", "RelationsError", "Shared", "Slice", "Tables", "balance", "balance_in", "divided",
    "evenness", "pairs", "passed", "passed_in",
]  # fmt: skip
