//! Numbers against references computed elsewhere: a small extract that travels with the project,
//! and the shared data set when it is present beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use regulars::analysis::cohorts::Cohorts;
use regulars::analysis::concentration::{AbcShares, Concentration};
use regulars::analysis::conversion::{days_to_purchase, durations};
use regulars::analysis::flow::{Flow, LapseRule};
use regulars::analysis::rfm::Rfm;
use regulars::analysis::value_frequency::{CutChoice, Group, ValueFrequency};
use regulars::analysis::{CustomerBase, ViewFrame};
use regulars::base::{CalendarStep, Day, Money, Period, Quantity};
use regulars::dataset::{
    CustomerIx, Dataset, DatasetBuilder, Interner, RowCosts, RowDays, RowFlags, RowRecord, View,
};
use regulars::numerics::quantile::{median, quantile};
use regulars::numerics::survival::{kaplan_meier, median_day};
use serde_json::Value;

/// Where the columns of a reference file are, and how its days are written.
struct Layout {
    customer: usize,
    date: usize,
    amount: usize,
    month_first: bool,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path, layout: &Layout) -> Dataset {
    let mut ids = Interner::default();
    let mut builder = DatasetBuilder::new(0, false, [false; 3]);
    let mut reader = csv::Reader::from_path(path).unwrap();
    for (line, record) in reader.records().enumerate() {
        let record = record.unwrap();
        let day = if layout.month_first {
            let parts: Vec<i16> = record[layout.date]
                .split('/')
                .map(|part| part.parse().unwrap())
                .collect();
            Day::from_civil(parts[2], parts[0] as i8, parts[1] as i8)
        } else {
            Day::from_iso(&record[layout.date])
        };
        let amount = Money::from_units_f64(record[layout.amount].parse().unwrap());
        builder.push(
            RowRecord {
                customer: ids.intern(&record[layout.customer]),
                day: day.unwrap(),
                amount,
                source_row: line as u32 + 2,
                flags: if amount < Money::ZERO {
                    RowFlags::REFUND
                } else {
                    RowFlags::default()
                },
                quantity: Quantity::ONE,
                costs: RowCosts::default(),
                days: RowDays::default(),
            },
            &[],
        );
    }
    builder.finish(ids.finish(), None, Vec::new(), None)
}

/// The base over everything.
fn base(data: &Dataset) -> CustomerBase {
    base_as_of(data, *data.days().iter().max().unwrap())
}

/// The base over everything up to a day.
fn base_as_of(data: &Dataset, last: Day) -> CustomerBase {
    let first = *data.days().iter().min().unwrap();
    let view = View {
        as_of: Some(last),
        period: Period::new(first, last),
        ..View::default()
    };
    CustomerBase::build(data, &ViewFrame::resolve(&view, first, last), None)
}

fn json(path: &Path) -> Option<Value> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

#[track_caller]
fn close(what: &str, found: f64, expected: &Value, relative: f64) {
    let expected = expected.as_f64().unwrap();
    let error = (found - expected).abs() / expected.abs().max(1e-300);
    assert!(
        found == expected || error <= relative,
        "{what}: {found} is not {expected} (off by {error:e})"
    );
}

fn code(scores: regulars::analysis::rfm::Scores) -> String {
    let mut text = String::new();
    write!(text, "{}{}{}", scores.r, scores.f, scores.m).unwrap();
    text
}

#[test]
fn the_small_extract_agrees_with_its_definitions() {
    let folder = root().join("tests/oracles");
    let layout = Layout {
        customer: 0,
        date: 1,
        amount: 2,
        month_first: false,
    };
    let data = read(&folder.join("small.csv"), &layout);
    let oracle = json(&folder.join("small.json")).unwrap();
    let base = base(&data);
    let rfm = Rfm::of(&base);
    let abc = Concentration::of(&data, &base);
    let classes = abc.classes(AbcShares::default());
    let groups = ValueFrequency::of(&base, CutChoice::default()).unwrap();

    assert_eq!(base.frame().as_of.to_string(), oracle["as_of"]);
    assert_eq!(
        oracle["customers"].as_object().unwrap().len(),
        data.customers()
    );
    for customer in data.customer_ixs() {
        let id = data.customer_id(customer);
        let expected = &oracle["customers"][id];
        assert_eq!(base.occasions(customer), expected["occasions"], "{id}");
        close(
            id,
            base.revenue(customer).to_units_f64(),
            &expected["revenue"],
            1e-12,
        );
        let number = |found: Option<f64>, key: &str| match found {
            None => assert!(expected[key].is_null(), "{id} {key}"),
            Some(found) => close(&format!("{id} {key}"), found, &expected[key], 1e-9),
        };
        number(base.silent_days(customer).map(f64::from), "silent_days");
        number(base.age_days(customer).map(f64::from), "age_days");
        number(base.own_gap_days(customer), "own_gap_days");
        let age = base.last_purchase_age_days(customer);
        number(age.map(f64::from), "last_purchase_age_days");
        let text = |found: Option<String>, key: &str| match found {
            None => assert!(expected[key].is_null(), "{id} {key}"),
            Some(found) => assert_eq!(expected[key], found, "{id} {key}"),
        };
        text(
            base.first_day(customer).map(|day| day.to_string()),
            "first_day",
        );
        text(
            base.last_day(customer).map(|day| day.to_string()),
            "last_day",
        );
        text(rfm.scores(customer).map(code), "rfm");
        text(
            groups.group(customer).map(|group| group.id().to_owned()),
            "group",
        );
        if base.occasions(customer) > 0 {
            number(base.mean_repeat_value(customer), "mean_repeat_value");
        }
        let rank = abc.ranking.iter().position(|&other| other == customer);
        text(rank.map(|rank| classes[rank].id().to_owned()), "abc");
    }
    for sums in abc.class_sums(AbcShares::default()) {
        let expected = &oracle["abc"][sums.class.id()];
        assert_eq!(sums.customers, expected["customers"]);
        close(
            "class",
            sums.revenue.to_units_f64(),
            &expected["revenue"],
            1e-12,
        );
    }
    for sums in groups.sums(&base) {
        let expected = &oracle["groups"][sums.group.id()];
        assert_eq!(sums.customers, expected["customers"]);
        close(
            "group",
            sums.revenue.to_units_f64(),
            &expected["revenue"],
            1e-12,
        );
    }
    for (percent, expected) in oracle["top_shares"].as_object().unwrap() {
        let found = abc.top_share(percent.parse().unwrap()).unwrap();
        close(percent, found, expected, 1e-12);
    }
    assert_eq!(abc.customers_for(0.8).unwrap(), oracle["customers_for_80"]);
    close("gini", abc.gini().unwrap(), &oracle["gini"], 1e-12);
    close("hhi", abc.hhi().unwrap(), &oracle["hhi"], 1e-12);
    close(
        "average cut",
        groups.average_cut,
        &oracle["average_cut"],
        0.0,
    );
    let gap = base.pooled_gap_days().unwrap();
    close("pooled gap", gap, &oracle["pooled_gap_days"], 0.0);
}

/// The calibration summary of the literature (repeats, age at the last purchase and age in weeks,
/// mean repeat value), two decimals: Fader & Hardie's table, not a computation of ours.
#[test]
fn the_small_extract_agrees_with_the_published_summary() {
    let folder = root().join("tests/oracles");
    let layout = Layout {
        customer: 0,
        date: 1,
        amount: 2,
        month_first: false,
    };
    let data = read(&folder.join("small.csv"), &layout);
    let base = base_as_of(&data, Day::from_iso("1997-09-30").unwrap());
    let mut table = csv::Reader::from_path(folder.join("cdnow_39_weeks.csv")).unwrap();
    let mut compared = 0;
    for record in table.records() {
        let record = record.unwrap();
        let number = |at: usize| record[at].parse::<f64>().unwrap();
        let id = format!("{:04}", number(0) as u32);
        let customer = data.customer_by_id(&id).unwrap();
        let weeks = |days: Option<i32>| f64::from(days.unwrap()) / 7.0;
        let found = [
            f64::from(base.repeat_purchases(customer).unwrap()),
            weeks(base.last_purchase_age_days(customer)),
            weeks(base.age_days(customer)),
            base.mean_repeat_value(customer).unwrap(),
        ];
        for (at, found) in (1..).zip(found) {
            let published = number(at);
            assert!(
                (found - published).abs() <= 0.005 + 1e-9,
                "{id} column {at}: {found} is not {published}"
            );
        }
        compared += 1;
    }
    assert_eq!(compared, 60);
}

#[test]
fn cdnow_agrees_with_the_shared_oracle() {
    let layout = Layout {
        customer: 0,
        date: 1,
        amount: 3,
        month_first: false,
    };
    check_shared("cdnow_sample", &layout);
}

#[test]
fn superstore_agrees_with_the_shared_oracle() {
    let layout = Layout {
        customer: 5,
        date: 2,
        amount: 17,
        month_first: true,
    };
    check_shared("superstore", &layout);
}

fn check_shared(name: &str, layout: &Layout) {
    let shared = root().join("../shared");
    let Some(oracle) = json(&shared.join(format!("oracles/{name}.json"))) else {
        println!("the shared data set is not beside the project: {name} was not compared");
        return;
    };
    let data = read(&shared.join(format!("data/{name}.csv")), layout);
    let base = base(&data);
    let input = &oracle["input"];
    assert_eq!(base.totals().rows, input["n_rows"]);
    assert_eq!(base.totals().customers, input["n_customers"]);
    assert_eq!(base.totals().occasions, input["n_purchase_days"]);
    let days = data.days().iter();
    assert_eq!(days.clone().min().unwrap().to_string(), input["first_date"]);
    assert_eq!(days.max().unwrap().to_string(), input["last_date"]);
    close(
        "total",
        base.totals().revenue.to_units_f64(),
        &input["total_amount"],
        1e-12,
    );
    check_summary(&data, &base, &oracle["summary_daily"]);
    check_rfm(&data, &base, &oracle["rfm"]);
    check_concentration(&data, &base, &oracle["customer_concentration"]);
    check_groups(&base, &oracle["groups_2x2"]);
    check_months(&base, &oracle["leaky_bucket_monthly"]["months"]);
    check_flow(&data, &base, &oracle["leaky_bucket_monthly"]["months"]);
    check_cohorts(&data, &base, &oracle["cohorts_monthly"]);
    check_second_purchase(&base, &oracle["survival"]["kaplan_meier_second_purchase"]);
    let gap = base.pooled_gap_days().unwrap();
    close(
        "usual gap",
        gap,
        &oracle["survival"]["interpurchase"]["median"],
        0.0,
    );
}

fn check_flow(data: &Dataset, base: &CustomerBase, oracle: &Value) {
    let flow = Flow::of(data, base, CalendarStep::Month, LapseRule::BoughtInPeriod).unwrap();
    let months = oracle.as_object().unwrap();
    assert_eq!(flow.periods.len(), months.len());
    for sums in &flow.periods {
        let expected = &months[&sums.period.to_string()];
        assert_eq!(sums.closing(), expected["active"], "{}", sums.period);
        assert_eq!(sums.new, expected["new"], "{}", sums.period);
        assert_eq!(sums.retained, expected["retained"], "{}", sums.period);
        assert_eq!(sums.returned, expected["reactivated"], "{}", sums.period);
        assert_eq!(sums.lost, expected["lost"], "{}", sums.period);
    }
}

fn check_cohorts(data: &Dataset, base: &CustomerBase, oracle: &Value) {
    let found = Cohorts::of(data, data.amounts(), base, CalendarStep::Month);
    assert_eq!(
        found.cohorts.len(),
        oracle["active"].as_object().unwrap().len()
    );
    for cohort in &found.cohorts {
        let id = cohort.period.to_string();
        let column = |name: &str| oracle[name][&id].as_array().unwrap();
        assert_eq!(column("active").len(), cohort.cells.len(), "{id}");
        for (age, cell) in cohort.cells.iter().enumerate() {
            assert_eq!(cell.active, column("active")[age], "{id} {age}");
            let place = format!("{id} {age}");
            let revenue = cell.money.to_units_f64();
            close(&place, revenue, &column("revenue")[age], 1e-9);
            let retention = cohort.retention(age).unwrap();
            close(&place, retention, &column("retention")[age], 1e-11);
        }
    }
}

fn check_second_purchase(base: &CustomerBase, oracle: &Value) {
    let waits = durations(base, |customer| days_to_purchase(base, customer, 2));
    assert_eq!(waits.count(), oracle["n"]);
    assert_eq!(waits.events(), oracle["events"]);
    let points = kaplan_meier(&waits);
    let median = median_day(&points).map(f64::from);
    assert_eq!(median, oracle["median"].as_f64());
    let tolerance = |name: &str| oracle["tolerance"][name].as_f64().unwrap();
    for (day, expected) in oracle["points"].as_object().unwrap() {
        let point = points[day.parse::<usize>().unwrap()];
        assert_eq!(point.at_risk, expected["at_risk"], "day {day}");
        let (low, high) = point.band.unwrap();
        for (found, name, within) in [
            (point.survival, "S", tolerance("S_abs")),
            (low, "lo", tolerance("ci_abs")),
            (high, "hi", tolerance("ci_abs")),
        ] {
            let expected = expected[name].as_f64().unwrap();
            assert!(
                (found - expected).abs() <= within,
                "day {day} {name}: {found} is not {expected}"
            );
        }
    }
}

/// A quantity of a customer.
type Column = fn(&CustomerBase, CustomerIx) -> f64;

fn check_summary(data: &Dataset, base: &CustomerBase, oracle: &Value) {
    let relative = oracle["tolerance"]["monetary_rel"].as_f64().unwrap();
    let columns: [(&str, Column); 4] = [
        ("frequency", |base, customer| {
            f64::from(base.repeat_purchases(customer).unwrap())
        }),
        ("recency", |base, customer| {
            f64::from(base.last_purchase_age_days(customer).unwrap())
        }),
        ("T", |base, customer| {
            f64::from(base.age_days(customer).unwrap())
        }),
        ("monetary_value", |base, customer| {
            base.mean_repeat_value(customer).unwrap()
        }),
    ];
    assert_eq!(base.totals().customers, oracle["n_customers"]);
    let repeaters = base.buyer_ixs().filter(|&ix| base.occasions(ix) > 1);
    assert_eq!(repeaters.count() as u64, oracle["n_repeat_customers"]);
    for (name, column) in columns {
        let values: Vec<f64> = data.customer_ixs().map(|ix| column(base, ix)).collect();
        check_distribution(name, values, &oracle["columns"][name], relative);
        for (id, expected) in oracle["customers"].as_object().unwrap() {
            let customer = data.customer_by_id(id).unwrap();
            close(id, column(base, customer), &expected[name], relative);
        }
    }
}

/// Number, sum, mean, median and ends of a quantity over customers.
fn check_distribution(name: &str, mut values: Vec<f64>, expected: &Value, relative: f64) {
    assert_eq!(values.len() as u64, expected["n"], "{name}");
    let sum: f64 = values.iter().sum();
    close(name, sum, &expected["sum"], relative);
    let mean = sum / values.len() as f64;
    close(name, mean, &expected["mean"], relative);
    close(
        name,
        median(&mut values).unwrap(),
        &expected["median"],
        relative,
    );
    let least = values.iter().copied().fold(f64::MAX, f64::min);
    close(name, least, &expected["min"], relative);
    let largest = values.iter().copied().fold(f64::MIN, f64::max);
    close(name, largest, &expected["max"], relative);
}

/// Customers who bought in each month.
fn check_months(base: &CustomerBase, oracle: &Value) {
    let months = oracle.as_object().unwrap();
    assert_eq!(base.months().len(), months.len());
    for sums in base.months() {
        let month = sums.month.to_string();
        assert_eq!(sums.buyers, months[&month]["active"], "{month}");
    }
}

fn check_rfm(data: &Dataset, base: &CustomerBase, oracle: &Value) {
    let rfm = Rfm::of(base);
    let buyers: Vec<CustomerIx> = base.buyer_ixs().collect();
    let columns: [(&str, Column); 3] = [
        ("recency_days", |base, ix| {
            f64::from(base.silent_days(ix).unwrap())
        }),
        ("frequency", |base, ix| f64::from(base.occasions(ix))),
        ("monetary", |base, ix| base.revenue(ix).to_units_f64()),
    ];
    for (name, column) in columns {
        let mut values: Vec<f64> = buyers.iter().map(|&ix| column(base, ix)).collect();
        let edges = oracle["quintile_edges_linear_interpolation"][name]
            .as_array()
            .unwrap();
        for (at, edge) in (1..).zip(edges) {
            let found = quantile(&mut values, f64::from(at) / 5.0).unwrap();
            close(name, found, edge, 1e-9);
        }
        check_distribution(name, values, &oracle["totals"][name], 1e-9);
    }
    let expected = &oracle["variants"]["ties_together_min_rank"];
    let relative = oracle["tolerance"]["monetary_rel"].as_f64().unwrap();
    for (letter, counts) in expected["score_counts"].as_object().unwrap() {
        for score in 1..=5_u8 {
            let members = rfm.members(|scores| {
                score
                    == match letter.as_str() {
                        "R" => scores.r,
                        "F" => scores.f,
                        _ => scores.m,
                    }
            });
            let expected = counts[score.to_string()].as_u64().unwrap_or(0);
            assert_eq!(members.len() as u64, expected, "{letter}{score}");
        }
    }
    let cells = expected["cells"].as_object().unwrap();
    assert_eq!(cells.len() as u64, expected["n_cells"].as_u64().unwrap());
    for (cell, pair) in cells {
        let members = rfm.members(|scores| code(scores) == *cell);
        assert_eq!(members.len() as u64, pair[0], "{cell}");
        let revenue = Money::sum(members.iter().map(|&customer| base.revenue(customer)));
        close(cell, revenue.to_units_f64(), &pair[1], relative);
    }
    for (id, scores) in expected["customers"].as_object().unwrap() {
        let customer = data.customer_by_id(id).unwrap();
        let found = code(rfm.scores(customer).unwrap());
        let expected = scores
            .as_str()
            .map_or_else(|| scores.to_string(), str::to_owned);
        assert_eq!(found, expected, "{id}");
    }
}

fn check_concentration(data: &Dataset, base: &CustomerBase, oracle: &Value) {
    let abc = Concentration::of(data, base);
    let relative = oracle["tolerance"]["rel"].as_f64().unwrap();
    assert_eq!(abc.customers() as u64, oracle["n"]);
    close(
        "total",
        abc.total.to_units_f64(),
        &oracle["total"],
        relative,
    );
    for sums in abc.class_sums(AbcShares::default()) {
        let expected = &oracle["abc_crossing_in"][sums.class.id().to_uppercase()];
        assert_eq!(sums.customers, expected["n"]);
        close("share", sums.share, &expected["share"], relative);
        close(
            "revenue",
            sums.revenue.to_units_f64(),
            &expected["revenue"],
            relative,
        );
    }
    for (percent, expected) in oracle["pareto_top_share"].as_object().unwrap() {
        let number = percent.parse().unwrap();
        assert_eq!(abc.largest_percent(number), expected["n_ceil"]);
        let found = abc.top_share(number).unwrap();
        close(percent, found, &expected["share_ceil"], relative);
    }
    close("gini", abc.gini().unwrap(), &oracle["gini"], relative);
    assert_eq!(
        abc.customers_for(0.8).unwrap(),
        oracle["min_entities_for_80pct"]
    );
}

fn check_groups(base: &CustomerBase, oracle: &Value) {
    let found = ValueFrequency::of(base, CutChoice::default()).unwrap();
    let thresholds = &oracle["thresholds"];
    close(
        "average",
        found.average_cut,
        &thresholds["median_avg_order_value"],
        1e-9,
    );
    let occasions = found.frequency_cut * found.years;
    close(
        "frequency",
        occasions,
        &thresholds["median_frequency"],
        1e-9,
    );
    for sums in found.sums(base) {
        let name = match sums.group {
            Group::MuchOften => "high_freq_high_value",
            Group::LittleOften => "high_freq_low_value",
            Group::MuchRare => "low_freq_high_value",
            Group::LittleRare => "low_freq_low_value",
        };
        let expected = &oracle["gt_median_is_high"][name];
        assert_eq!(sums.customers, expected["n"], "{name}");
        close(
            name,
            sums.revenue.to_units_f64(),
            &expected["revenue"],
            1e-9,
        );
    }
}
