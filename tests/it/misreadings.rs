//! What was once read wrongly without a word: months of a wide table, marks of returns, rows that
//! name no currency.

use regulars::base::Money;
use regulars::i18n::{Message, Say as _, Speaker};
use regulars::ingest::{Import, IngestError, Recipe, RecipeChoice, read_all};

const GUESS: RecipeChoice<'static> = RecipeChoice::Guess { stored: &[] };

fn read(text: &str) -> Import {
    read_all(text.as_bytes(), GUESS, None).unwrap()
}

fn read_by(text: &str, recipe: &Recipe) -> Import {
    read_all(text.as_bytes(), RecipeChoice::Given(recipe), None).unwrap()
}

fn total(import: &Import) -> String {
    import.reconciliation.amount_total.to_string()
}

fn asked(import: &Import) -> Vec<&str> {
    import.questions.iter().map(|it| it.id.as_str()).collect()
}

/// The import that an answer leads to.
fn answered(text: &str, import: &Import, answer: usize) -> Import {
    read_by(text, &import.questions[0].answers[answer].1)
}

fn rows_of(import: &Import, group: &str) -> u64 {
    let mut groups = import.groups.iter();
    groups
        .find(|known| known.id == group)
        .map_or(0, |known| known.rows)
}

#[test]
fn a_month_that_cannot_be_read_is_refused_by_its_name() {
    let text = "Kunde;Jan 2024;Mrz 2024;Apr 2024\nA;1;2;3\nB;1;2;3\n";
    assert_eq!(total(&read(text)), "12");
    let text = "Kunde;Jan 2024;Feb 2024;Mzr 2024;Apr 2024\nA;1;2;3;4\nB;1;2;3;4\n";
    let refused = read_all(text.as_bytes(), GUESS, None).map(|import| import.recipe);
    let column = "Mzr 2024".to_owned();
    assert_eq!(refused, Err(IngestError::UnreadMonth { column }));
    let said = Message::from(refused.unwrap_err()).say(&Speaker::default());
    assert!(said.contains("“Mzr 2024”"), "{said}");
}

#[test]
fn rows_of_sums_and_averages_are_no_customers_unless_the_person_says_so() {
    let text = "Kunde;2024-01;2024-02;2024-03\nA;1;2;3\nB;1;2;3\nNord Gesamt;2;4;6\n\
                Durchschnitt;1;2;3\nUmsatz gesamt;2;4;6\n";
    let import = read(text);
    assert_eq!(total(&import), "12");
    assert_eq!(import.reconciliation.customers, 2);
    assert_eq!(rows_of(&import, "totals_row"), 3);
    let group = import.groups.iter().find(|group| group.id == "totals_row");
    let used = read_by(text, &group.unwrap().actions[0].1);
    assert_eq!(total(&used), "42");
    assert_eq!(rows_of(&used, "totals_used"), 9);
}

#[test]
fn a_yes_to_cancelled_is_asked_about_and_is_no_refund() {
    let text = "Kunde;Datum;Betrag;Storniert\nA;13.01.2024;10;nein\nB;14.01.2024;20;ja\n\
                A;15.01.2024;30;nein\n";
    let import = read(text);
    assert_eq!(
        (total(&import).as_str(), asked(&import)),
        ("60", vec!["void_rows"])
    );
    assert_eq!(total(&answered(text, &import, 0)), "40");
    assert_eq!(total(&answered(text, &import, 1)), "60");
}

#[test]
fn what_a_person_calls_a_return_is_read_by_its_codes() {
    let text = "Kunde;Datum;Betrag;Art\nA;13.01.2024;10;N\nB;14.01.2024;20;R\n";
    let import = read(text);
    assert_eq!(total(&import), "30");
    let mut recipe = import.recipe;
    recipe.columns[3].role = regulars::dataset::Role::ReturnFlag;
    assert_eq!(total(&read_by(text, &recipe)), "-10");
    let text = text
        .replace(";N\n", ";Rechnung\n")
        .replace(";R\n", ";Rechnungskorrektur\n");
    assert_eq!(total(&read(&text)), "-10");
}

#[test]
fn rows_that_name_no_currency_are_not_added_to_those_that_do() {
    let text = "Kunde;Datum;Betrag\nA;02.01.2024;10,00\nB;14.01.2024;20,00 $\nC;15.01.2024;30,00\n";
    let import = read(text);
    assert_eq!(asked(&import), ["currency"]);
    assert_eq!(import.reconciliation.currency, None);
    let read_with = |answer| {
        let import = answered(text, &import, answer);
        assert_eq!(asked(&import), [""; 0]);
        let code = import.reconciliation.currency.clone();
        (total(&import), code.map_or(String::new(), |code| code.0))
    };
    assert_eq!(read_with(0), ("60".to_owned(), "USD".to_owned()));
    assert_eq!(read_with(1), ("20".to_owned(), "USD".to_owned()));
    assert_eq!(read_with(2), ("40".to_owned(), String::new()));
}

#[test]
fn a_header_says_in_which_currency_the_other_rows_are() {
    let text =
        "Клієнт;Дата;Сума, грн\nА;02.01.2024;1000,00\nБ;14.01.2024;20,00 €\nА;15.01.2024;300,00\n";
    let import = read(text);
    assert_eq!(asked(&import), ["currency"]);
    let read_with = |answer| {
        let import = answered(text, &import, answer);
        let code = import.reconciliation.currency.clone();
        (total(&import), code.map_or(String::new(), |code| code.0))
    };
    assert_eq!(read_with(0), ("1300".to_owned(), "UAH".to_owned()));
    assert_eq!(read_with(1), ("20".to_owned(), "EUR".to_owned()));
    let mut recipe = import.questions[0].answers[1].1.clone();
    recipe.rules.rates.push(regulars::ingest::Rate {
        currency: "UAH".to_owned(),
        rate_millionths: 20_000,
    });
    let converted = read_by(text, &recipe);
    assert_eq!(converted.reconciliation.amount_total, Money(460_000));
    // One currency in both places is one.
    let text = text.replace('€', "грн");
    assert_eq!(asked(&read(&text)), [""; 0]);
    // Nought is nought in every currency.
    let text = "Kunde;Datum;Betrag\nA;02.01.2024;0,00\nB;14.01.2024;20,00 €\n";
    assert_eq!(asked(&read(text)), [""; 0]);
}
