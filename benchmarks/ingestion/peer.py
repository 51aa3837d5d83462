"""The peer: pandera on polars, the five checks of the wrong rows, good rows to Parquet. Prints JSON."""

import json
import resource
import sys

import pandera.polars as pa
import polars as pl

source, target = sys.argv[1:3]

# Broken rows must not stop the reading; short ones are filled with nulls, and told by that.
raw = pl.read_csv(source, infer_schema=False, truncate_ragged_lines=True)
typed = raw.with_columns(
    pl.col("amount").cast(pl.Decimal(18, 2), strict=False),
    pl.col("issued_on").str.to_date("%Y-%m-%d", strict=False),
    pl.col("quantity").cast(pl.Int64, strict=False),
)
schema = pa.DataFrameSchema(
    {
        "amount": pa.Column(nullable=False),
        "issued_on": pa.Column(pl.Date, nullable=False),
        "quantity": pa.Column(pl.Int64, pa.Check.in_range(0, 1_000_000), nullable=False),
        "status": pa.Column(str, pa.Check.isin(["有效发票", "作废发票"]), nullable=False),
        "region": pa.Column(str, pa.Check.str_matches(r"^\d{6}$"), nullable=False),
    }
)
try:
    schema.validate(typed, lazy=True)
    bad = []
except pa.errors.SchemaErrors as errors:
    bad = errors.failure_cases["index"].drop_nulls().unique().to_list()
good = typed.with_row_index("row").filter(~pl.col("row").is_in(bad))
good.write_parquet(target)
usage = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "rows": good.height,
            "bad": len(bad),
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakMemoryBytes": usage.ru_maxrss * 1024,
        }
    )
)
