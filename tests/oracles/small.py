"""Reference values for small.csv, from the definitions alone (see README.md)."""
import csv
import json
import math
from datetime import date
from fractions import Fraction
from pathlib import Path

here = Path(__file__).parent
rows = [
    (r["customer_id"], date.fromisoformat(r["date"]), Fraction(r["amount"]))
    for r in csv.DictReader(open(here / "small.csv", encoding="utf-8"))
]
as_of = max(day for _, day, _ in rows)
ids = sorted({customer for customer, _, _ in rows})


def occasions(customer):
    """Days whose net amount is positive, or whose rows are all zero and none a return."""
    days = {}
    for who, day, amount in rows:
        if who == customer:
            days.setdefault(day, []).append(amount)
    return sorted(
        (day, sum(amounts))
        for day, amounts in days.items()
        if sum(amounts) > 0 or all(amount == 0 for amount in amounts)
    )


def median(values):
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


customers, gaps = {}, []
for customer in ids:
    found = occasions(customer)
    revenue = sum(amount for who, _, amount in rows if who == customer)
    entry = {"occasions": len(found), "revenue": float(revenue), "_revenue": revenue}
    if found:
        days = [day for day, _ in found]
        own = [(b - a).days for a, b in zip(days, days[1:])]
        gaps += own
        entry |= {
            "first_day": days[0].isoformat(),
            "last_day": days[-1].isoformat(),
            "silent_days": (as_of - days[-1]).days,
            "last_purchase_age_days": (days[-1] - days[0]).days,
            "age_days": (as_of - days[0]).days,
            "mean_repeat_value": float(sum(a for _, a in found[1:]) / (len(found) - 1)) if len(found) > 1 else 0.0,
            "own_gap_days": float(median(own)) if len(found) >= 4 else None,
            "_average": revenue / len(found),
        }
    customers[customer] = entry

buyers = [c for c in ids if customers[c]["occasions"]]


def scores(value):
    """min(5, 1 + floor(5 * strictly worse / n)); a larger value is better."""
    return {
        c: min(5, 1 + 5 * sum(value(o) < value(c) for o in buyers) // len(buyers)) for c in buyers
    }


r = scores(lambda c: -customers[c]["silent_days"])
f = scores(lambda c: customers[c]["occasions"])
m = scores(lambda c: customers[c]["_revenue"])
for c in buyers:
    customers[c]["rfm"] = f"{r[c]}{f[c]}{m[c]}"

total = sum(customers[c]["_revenue"] for c in ids)
ranking = sorted(ids, key=lambda c: (-customers[c]["_revenue"], c))
ranking = [c for c in ranking if customers[c]["occasions"] or customers[c]["_revenue"] != 0]
n = len(ranking)
abc = {"a": [0, Fraction(0)], "b": [0, Fraction(0)], "c": [0, Fraction(0)]}
before, for_80 = Fraction(0), None
for rank, c in enumerate(ranking):
    money = customers[c]["_revenue"]
    share = before / total
    kind = "c" if money <= 0 else "a" if share < Fraction(80, 100) else "b" if share < Fraction(95, 100) else "c"
    customers[c]["abc"] = kind
    abc[kind][0] += 1
    abc[kind][1] += money
    before += money
    if for_80 is None and before / total >= Fraction(80, 100):
        for_80 = rank + 1
positive = sorted(max(Fraction(0), customers[c]["_revenue"]) for c in ranking)
gini = 2 * sum((i + 1) * x for i, x in enumerate(positive)) / (n * sum(positive)) - Fraction(n + 1, n)
hhi = sum((x / sum(positive)) ** 2 for x in positive)
tops = {
    str(p): float(sum(customers[c]["_revenue"] for c in ranking[: -(-p * n // 100)]) / total)
    for p in (1, 5, 10, 20, 50)
}

average_cut = median([customers[c]["_average"] for c in buyers])
occasions_cut = median([Fraction(customers[c]["occasions"]) for c in buyers])
groups = {k: [0, Fraction(0)] for k in ("much_often", "little_often", "much_rare", "little_rare")}
for c in buyers:
    kind = ("much" if customers[c]["_average"] > average_cut else "little") + "_"
    kind += "often" if customers[c]["occasions"] > occasions_cut else "rare"
    customers[c]["group"] = kind
    groups[kind][0] += 1
    groups[kind][1] += customers[c]["_revenue"]

# Months: who bought in each, and what was booked in it.
month = lambda day: day.year * 12 + day.month - 1
name = lambda number: f"{number // 12:04}-{number % 12 + 1:02}"
months = range(month(min(day for _, day, _ in rows)), month(as_of) + 1)
bought = {c: {month(day) for day, _ in occasions(c)} for c in ids}
booked = {c: {} for c in ids}
for who, day, amount in rows:
    booked[who][month(day)] = booked[who].get(month(day), 0) + amount
began = {c: min(bought[c]) for c in buyers}
flow, cohorts = {}, {}
for m in months:
    now = {c for c in buyers if m in bought[c]}
    before = {c for c in buyers if m - 1 in bought[c]}
    kinds = {
        "new": {c for c in now if began[c] == m},
        "retained": now & before,
        "returned": {c for c in now - before if began[c] < m},
        "lost": before - now,
    }
    money = lambda group, at=m: float(sum((booked[c].get(at, 0) for c in group), Fraction(0)))
    flow[name(m)] = {kind: len(group) for kind, group in kinds.items()}
    flow[name(m)] |= {"opening": len(before), "closing": len(now)}
    flow[name(m)] |= {f"revenue_{kind}": money(kinds[kind]) for kind in ("new", "retained", "returned")}
    flow[name(m)] |= {"revenue_lost": money(kinds["lost"], m - 1), "revenue_other": money(set(ids) - now)}
    if kinds["new"]:
        ages = range(m, months[-1] + 1)
        cohorts[name(m)] = {
            "active": [sum(at in bought[c] for c in kinds["new"]) for at in ages],
            "revenue": [money(kinds["new"], at) for at in ages],
        }

# Days to the second purchase (Kaplan-Meier, Greenwood's variance, complementary log-log band).
waits = []
for c in buyers:
    days = [day for day, _ in occasions(c)]
    waits.append(((days[1] if len(days) > 1 else as_of) - days[0], len(days) > 1))
waits = [(wait.days, happened) for wait, happened in waits]
survival, variance, curve = Fraction(1), Fraction(0), {}
for day in sorted({wait for wait, happened in waits if happened}):
    at_risk = sum(wait >= day for wait, _ in waits)
    events = sum(wait == day and happened for wait, happened in waits)
    survival *= Fraction(at_risk - events, at_risk)
    variance += Fraction(events, at_risk * (at_risk - events))
    log = math.log(survival)
    spread = math.exp(1.959963984540054 * math.sqrt(variance) / -log)
    curve[day] = {
        "at_risk": at_risk,
        "events": events,
        "survival": float(survival),
        "low": math.exp(log * spread),
        "high": math.exp(log / spread),
    }

pairs = lambda table: {k: {"customers": v[0], "revenue": float(v[1])} for k, v in table.items()}
json.dump(
    {
        "as_of": as_of.isoformat(),
        "total": float(total),
        "customers": {c: {k: v for k, v in e.items() if k[0] != "_"} for c, e in customers.items()},
        "pooled_gap_days": float(median(gaps)),
        "abc": pairs(abc),
        "customers_for_80": for_80,
        "top_shares": tops,
        "gini": float(gini),
        "hhi": float(hhi),
        "groups": pairs(groups),
        "average_cut": float(average_cut),
        "occasions_cut": float(occasions_cut),
        "flow": flow,
        "cohorts": cohorts,
        "second_purchase": curve,
    },
    open(here / "small.json", "w", encoding="utf-8"),
    indent=1,
)
