//! Lists of customers with their totals: what they are taken for, what is said of them, and that
//! they say the same as the sales they were made of.

use regulars::engine::MemorySource;
use regulars::engine::terminal::{Answer, Arguments, Command, Refusal, analyse, parse};
use regulars::ingest::Recipe;
use regulars::sample::SampleKind;
use serde_json::Value;

fn arguments(line: &str) -> Arguments {
    match parse(line.split_whitespace().map(str::to_owned)) {
        Ok(Command::Analyse(arguments)) => *arguments,
        other => panic!("{line}: {other:?}"),
    }
}

fn answer(bytes: &[u8], line: &str, recipe: Option<Recipe>) -> Result<Answer, Refusal> {
    let source = MemorySource(bytes.to_vec());
    analyse(&arguments(line), recipe, vec![Box::new(source)])
}

fn json(bytes: &[u8], line: &str) -> Value {
    let answer = answer(bytes, line, None).unwrap_or_else(|refusal| panic!("{}", refusal.text()));
    serde_json::from_str(&answer.text).unwrap()
}

fn refused(text: &str, line: &str, recipe: Option<Recipe>) -> String {
    match answer(text.as_bytes(), line, recipe) {
        Ok(answer) => panic!("{}", answer.text),
        Err(refusal) => refusal.text(),
    }
}

/// The customer list that leaves the program comes back with the same figures.
#[test]
fn our_own_customer_list_says_what_its_sales_said() {
    let sales = SampleKind::Furniture.bytes();
    let line = "shop.csv --customers list.csv";
    let of_sales = answer(&sales, line, None).unwrap();
    let list = of_sales.customers.unwrap();
    let of_sales: Value = serde_json::from_str(&of_sales.text).unwrap();
    let of_list = answer(
        &list,
        "list.csv --as-of 2025-12-31 --customers again.csv",
        None,
    )
    .unwrap();
    let again = of_list.customers.unwrap();
    let of_list: Value = serde_json::from_str(&of_list.text).unwrap();

    let (sales, list_account) = (&of_sales["reconciliation"], &of_list["reconciliation"]);
    assert_eq!(list_account["amount_total"], sales["amount_total"]);
    assert_eq!(list_account["customers"], sales["customers"]);
    for (panel, stats) in [
        ("concentration", &["gini", "hhi", "top_10_share", "abc"][..]),
        ("rfm", &["grid", "segments"][..]),
        ("value_frequency", &["average_cut", "frequency_cut"][..]),
        ("visit_bands", &["bands", "norm_share"][..]),
        (
            "overview",
            &[
                "customers",
                "buyers",
                "revenue",
                "occasions",
                "repeat_share",
            ][..],
        ),
    ] {
        for stat in stats {
            assert_eq!(
                of_list["panels"][panel][stat], of_sales["panels"][panel][stat],
                "{panel}.{stat}"
            );
        }
    }
    // Means of doubles depend on the order of the customers in the last digit.
    let groups = |found: &Value| -> Vec<Value> {
        let rows = found["panels"]["value_frequency"]["groups"]
            .as_array()
            .unwrap();
        let kept =
            |row: &Value| serde_json::json!([row["group"], row["customers"], row["revenue"]]);
        rows.iter().map(kept).collect()
    };
    assert_eq!(groups(&of_list), groups(&of_sales));
    assert_eq!(
        of_list["panels"]["overview"]["months"],
        serde_json::json!([])
    );
    let missing = of_list["needs_single_purchases"].as_array().unwrap();
    assert!(missing.iter().any(|name| name == "overview.months"));
    assert!(of_sales.get("needs_single_purchases").is_none());

    // The mean of the repeats stands beside a sum, and is not told apart by those who bought once.
    let columns = |text: &[u8], kept: &[usize]| -> Vec<Vec<String>> {
        let text = String::from_utf8(text.to_vec()).unwrap();
        let mut rows: Vec<Vec<String>> = text
            .lines()
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                kept.iter().map(|&at| cells[at].to_owned()).collect()
            })
            .collect();
        rows.sort();
        rows
    };
    let kept = [0, 2, 3, 4, 5, 6, 7, 9, 13, 14, 15];
    assert_eq!(columns(&again, &kept), columns(&list, &kept));
}

#[test]
fn a_period_needs_single_purchases() {
    let text =
        "customer,n,first,last,total\na,2,2024-01-01,2024-02-01,30\nb,1,2024-03-01,2024-03-01,9\n";
    let found = json(text.as_bytes(), "list.csv --as-of 2024-03-31");
    assert_eq!(found["view"]["as_of"], "2024-03-31");
    assert_eq!(found["view"]["period"], "2024-01-01..2024-03-31");
    for line in [
        "list.csv --param view.period=2024-01-01..2024-01-31",
        "list.csv --as-of 2024-02-01",
    ] {
        let said = refused(text, line, None);
        assert!(said.contains("no single purchases"), "{said}");
    }
}

const MODELS: &str = "ID,x,t_x,T,mean\n1,2,30.43,38.86,22.35\n2,0,0.00,38.86,0\n3,1,1.71,38.86,11.77\n4,0,0.00,30.00,0\n";

#[test]
fn times_need_a_unit_and_a_day() {
    let said = refused(MODELS, "cdnow.csv --today 1997-10-01", None);
    assert!(said.contains("In which unit"), "{said}");
    assert!(said.contains(r#""weeks""#), "{said}");
    let mut recipe = recipe_of(MODELS);
    recipe.rules.totals.age_unit = Some(regulars::ingest::AgeUnit::Weeks);
    let said = refused(MODELS, "cdnow.csv --today 1997-10-01", Some(recipe.clone()));
    assert!(said.contains("Up to which day"), "{said}");
    assert!(said.contains("1997-09-30"), "{said}");
    recipe.rules.totals.counted_to = regulars::base::Day::from_iso("1997-09-30");
    let list = answer(
        MODELS.as_bytes(),
        "cdnow.csv --customers out.csv --panel quality",
        Some(recipe),
    )
    .unwrap();
    let text = String::from_utf8(list.customers.unwrap()).unwrap();
    let largest = text.lines().nth(1).unwrap();
    // 30.43 weeks are 213 days, 38.86 are 272; the first purchase's money is not known.
    assert!(
        largest.starts_with("1,,1997-01-01,1997-08-02,3,2,213,272,22.35,44.70,"),
        "{largest}"
    );
}

fn recipe_of(text: &str) -> Recipe {
    let printed = answer(text.as_bytes(), "a.csv --print-recipe", None).unwrap();
    regulars::engine::terminal::recipe_from_json(&printed.text).unwrap()
}

/// Customers who bought once tell meanings apart that headers leave open.
#[test]
fn customers_who_bought_once_decide() {
    use regulars::ingest::{CountedFrom, MeanOf};
    let of_all = recipe_of(
        &MODELS
            .replace("38.86,0\n", "38.86,5\n")
            .replace("30.00,0", "30.00,6"),
    );
    assert_eq!(of_all.rules.totals.mean_of, Some(MeanOf::AllPurchases));
    let of_repeats = recipe_of(MODELS);
    assert_eq!(
        of_repeats.rules.totals.mean_of,
        Some(MeanOf::RepeatPurchases)
    );
    // Counted from one on, `x` is the number of all purchases.
    let counted = recipe_of(
        "id,x,first,last,total\na,1,2024-01-01,2024-01-01,3\nb,2,2024-01-01,2024-02-01,4\n",
    );
    assert_eq!(counted.columns[1].role.id(), "occasions");
    // Recency of RFM: of those who bought once it is their age.
    let backwards = recipe_of("id,n,recency,age_days,total\na,1,50,50,3\nb,2,10,90,4\n");
    assert_eq!(
        backwards.rules.totals.last_purchase_from,
        Some(CountedFrom::CountedTo)
    );
    let open = refused(
        "id,n,recency,age_days,total\na,3,50,60,3\nb,2,10,90,4\n",
        "a.csv",
        None,
    );
    assert!(open.contains("“recency”"), "{open}");
    let mean = refused(
        "id,orders,first,last,mean\na,3,2024-01-01,2024-02-01,3\nb,2,2024-01-01,2024-02-01,4\n",
        "a.csv",
        None,
    );
    assert!(mean.contains("average of"), "{mean}");
}

/// Sales with columns about the customer stay sales, and a file without its days asks for them.
#[test]
fn only_lists_of_customers_are_taken_for_lists() {
    let sales = recipe_of(
        "customer,date,amount,orders,first purchase,last purchase\na,2024-01-01,3,2,2024-01-01,2024-02-01\na,2024-02-01,4,2,2024-01-01,2024-02-01\n",
    );
    let roles: Vec<&str> = sales
        .columns
        .iter()
        .map(|column| column.role.id())
        .collect();
    assert_eq!(
        roles,
        ["customer", "date", "amount", "order", "ignore", "ignore"]
    );
    let said = refused("customer,orders,total\na,3,10\nb,2,20\n", "a.csv", None);
    assert!(said.contains("day of the purchase"), "{said}");
}

/// The three figures of RFM are enough for RFM; what they cannot say is named.
#[test]
fn a_list_without_first_purchases_says_what_it_can() {
    let text = "Customer;Last purchase;Orders;Total\n\
                A1;2024-03-01;4;1200.50\nA2;2024-01-15;1;80.00\nA3;2023-11-30;2;310.25\n";
    let found = json(text.as_bytes(), "list.csv --as-of 2024-03-31");
    assert_eq!(found["reconciliation"]["amount_total"], 1590.75);
    assert_eq!(found["reconciliation"]["customers"], 3);
    let segments = found["panels"]["rfm"]["segments"].as_array().unwrap();
    let customers: i64 = segments
        .iter()
        .filter_map(|row| row["customers"].as_i64())
        .sum();
    assert_eq!(customers, 3);
    assert_eq!(
        found["needs_first_days"],
        serde_json::json!(["value_frequency", "visit_bands", "value"])
    );
    let none = serde_json::json!([]);
    assert_eq!(found["panels"]["value_frequency"]["groups"], none);
    assert_eq!(found["panels"]["visit_bands"]["bands"], none);
    let with_first = "customer,n,first,last,total\na,2,2024-01-01,2024-02-01,30\n";
    let found = json(with_first.as_bytes(), "list.csv");
    assert!(found.get("needs_first_days").is_none());
}

#[test]
fn recency_in_days_needs_only_the_day_it_is_counted_to() {
    let text = "customer_id,recency_days,frequency,total\nA1,30,4,1200.50\nA2,76,1,80.00\n";
    let said = refused(text, "rfm.csv", None);
    assert!(said.contains("Up to which day"), "{said}");
    assert!(!said.contains("In which unit"), "{said}");
    let mut recipe = recipe_of(text);
    recipe.rules.totals.counted_to = regulars::base::Day::from_iso("2024-03-31");
    let line = "rfm.csv --customers out.csv --panel rfm";
    let list = answer(text.as_bytes(), line, Some(recipe)).unwrap();
    let list = String::from_utf8(list.customers.unwrap()).unwrap();
    // The first purchase of who bought once is the last one; of others nobody knows.
    assert!(list.contains("A1,,,2024-03-01,4,3,"), "{list}");
    assert!(
        list.contains("A2,,2024-01-15,2024-01-15,1,0,0,76,"),
        "{list}"
    );
}

/// “Monetary” is a sum in some lists and a mean in others.
#[test]
fn a_word_for_sums_and_means_is_asked() {
    let rfm = "customer,recency_days,frequency,monetary\nA1,30,4,1200.50\nA2,76,1,80.00\n";
    let said = refused(rfm, "rfm.csv", None);
    assert!(said.contains("the sum of a customer’s purchases"), "{said}");
    // A mean of nothing of those who bought once is that of the repeated purchases.
    let lifetimes = "id,frequency,recency_weeks,T,monetary_value\n1,2,30.43,38.86,22.35\n2,0,0,38.86,0\n3,1,1.71,38.86,11.77\n4,0,0,30,0\n";
    let said = refused(lifetimes, "lifetimes.csv", None);
    assert!(!said.contains("the sum of"), "{said}");
    let zeros = "customer,recency_days,frequency,total\nA1,30,3,1200.50\nA2,76,0,80.00\n";
    assert_eq!(recipe_of(zeros).columns[2].role.id(), "repeat_purchases");
}

#[test]
fn a_list_without_any_day_says_what_is_missing() {
    let said = refused("customer,purchases,total\na,3,10\nb,2,20\n", "a.csv", None);
    assert!(said.contains("day"), "{said}");
}
