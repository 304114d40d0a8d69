"""The same work in Polars and DuckDB: read the file, per-customer summary, RFM quintiles, cohorts;
and the customer-base models of `lifetimes` on that summary.

Usage: python peers.py FILE [REPEATS]. Prints one JSON line a tool: seconds of each run, best first,
and figures that must agree with ours. A tool that is not installed is said so, not skipped in
silence.
"""

import json
import sys
import time


def with_polars(path):
    import polars as pl

    rows = pl.read_csv(path, try_parse_dates=True, schema_overrides={"customer": pl.String})
    as_of = rows["date"].max()
    customers = rows.group_by("customer").agg(
        pl.col("date").min().alias("first"),
        pl.col("date").max().alias("last"),
        pl.col("date").n_unique().alias("occasions"),
        pl.col("amount").sum().alias("revenue"),
    )
    count = customers.height

    def score(column, largest_best):
        worse = (pl.col(column).rank("min", descending=not largest_best) - 1).cast(pl.Int64)
        return (1 + 5 * worse // count).clip(1, 5)

    rfm = customers.with_columns(
        (pl.lit(as_of) - pl.col("last")).dt.total_days().alias("recency")
    ).with_columns(
        score("recency", False).alias("r"),
        score("occasions", True).alias("f"),
        score("revenue", True).alias("m"),
    )
    grid = rfm.group_by("r", "f").agg(pl.len(), pl.col("revenue").sum())
    month = pl.col("date").dt.year() * 12 + pl.col("date").dt.month()
    first_month = pl.col("first").dt.year() * 12 + pl.col("first").dt.month()
    cohorts = (
        rows.join(customers.select("customer", "first"), on="customer")
        .with_columns(first_month.alias("cohort"), (month - first_month).alias("age"))
        .group_by("cohort", "age")
        .agg(pl.col("customer").n_unique().alias("active"), pl.col("amount").sum())
    )
    return {
        "rows": rows.height,
        "customers": count,
        "revenue": round(customers["revenue"].sum(), 2),
        "cells": grid.height,
        "cohort_cells": cohorts.height,
    }


def with_duckdb(path):
    import duckdb

    db = duckdb.connect()
    db.execute(
        "create table rows as select * from read_csv(?, types={'customer': 'VARCHAR'})", [path]
    )
    db.execute(
        """create table customers as
           select customer, min(date) as first, max(date) as last,
                  count(distinct date) as occasions, sum(amount) as revenue
           from rows group by customer"""
    )
    grid = db.execute(
        """with n as (select count(*) as n from customers),
           scored as (select
             least(5, 1 + 5 * (rank() over (order by last) - 1) // n) as r,
             least(5, 1 + 5 * (rank() over (order by occasions) - 1) // n) as f,
             least(5, 1 + 5 * (rank() over (order by revenue) - 1) // n) as m,
             revenue from customers, n)
           select r, f, count(*), sum(revenue) from scored group by r, f"""
    ).fetchall()
    cohorts = db.execute(
        """select date_trunc('month', first) as cohort, datediff('month', first, date) as age,
                  count(distinct customer), sum(amount)
           from rows join customers using (customer) group by 1, 2"""
    ).fetchall()
    count, revenue = db.execute("select count(*), sum(revenue) from customers").fetchone()
    rows = db.execute("select count(*) from rows").fetchone()[0]
    return {
        "rows": rows,
        "customers": count,
        "revenue": round(float(revenue), 2),
        "cells": len(grid),
        "cohort_cells": len(cohorts),
    }


def with_lifetimes(path):
    """Fits and predicts; what reading and summing up take is not counted."""
    import warnings

    import polars as pl
    from lifetimes import BetaGeoFitter, GammaGammaFitter, ParetoNBDFitter
    from lifetimes.utils import ConvergenceError

    warnings.filterwarnings("ignore")
    rows = pl.read_csv(path, try_parse_dates=True, schema_overrides={"customer": pl.String})
    as_of = rows["date"].max()
    days = rows.group_by("customer", "date").agg(pl.col("amount").sum())
    first = days.group_by("customer").agg(pl.col("date").min().alias("first"))
    later = days.join(first, on="customer").filter(pl.col("date") > pl.col("first"))
    repeats = later.group_by("customer").agg(
        pl.len().alias("x"), pl.col("date").max().alias("last"), pl.col("amount").mean().alias("m")
    )
    weeks = first.join(repeats, on="customer", how="left").with_columns(
        pl.col("x").fill_null(0).cast(pl.Float64),
        ((pl.col("last").fill_null(pl.col("first")) - pl.col("first")).dt.total_days() / 7).alias("t_x"),
        ((pl.lit(as_of) - pl.col("first")).dt.total_days() / 7).alias("T"),
        pl.col("m").fill_null(0.0),
    )
    x, t_x, age, mean = (weeks[name].to_numpy() for name in ("x", "t_x", "T", "m"))
    seconds = {}
    start = time.perf_counter()
    model = BetaGeoFitter().fit(x, t_x, age)
    known = (x > 0) & (mean > 0)
    try:
        spend = GammaGammaFitter().fit(x[known], mean[known])
    except ConvergenceError:
        spend = GammaGammaFitter(penalizer_coef=0.01).fit(x[known], mean[known])
    model.conditional_probability_alive(x, t_x, age)
    model.conditional_expected_number_of_purchases_up_to_time(52, x, t_x, age)
    spend.conditional_expected_average_profit(x, mean)
    seconds["bg_nbd_and_gamma_gamma"] = round(time.perf_counter() - start, 3)
    start = time.perf_counter()
    model = ParetoNBDFitter().fit(x, t_x, age)
    model.conditional_probability_alive(x, t_x, age)
    model.conditional_expected_number_of_purchases_up_to_time(52, x, t_x, age)
    seconds["pareto_nbd"] = round(time.perf_counter() - start, 3)
    return {"customers": weeks.height, "seconds": seconds}


def main():
    path = sys.argv[1]
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for name, work in (("polars", with_polars), ("duckdb", with_duckdb)):
        try:
            module = __import__(name)
        except ImportError:
            print(json.dumps({"tool": name, "missing": True}))
            continue
        seconds = []
        figures = None
        for _ in range(repeats):
            start = time.perf_counter()
            figures = work(path)
            seconds.append(round(time.perf_counter() - start, 3))
        line = {"tool": name, "version": module.__version__, "seconds": sorted(seconds)}
        print(json.dumps({**line, "figures": figures}), flush=True)
    try:
        import lifetimes

        line = {"tool": "lifetimes", "version": lifetimes.__version__, **with_lifetimes(path)}
    except ImportError:
        line = {"tool": "lifetimes", "missing": True}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
