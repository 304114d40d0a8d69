//! What survives a reload, and what becomes of it when the store fails.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use proptest::prelude::*;
use regulars::base::{Currency, Day, Money, Period};
use regulars::dataset::{Reconciliation, Role, View};
use regulars::i18n::{CustomerRef, Message, NumberLocale, Words};
use regulars::ingest::{ColumnRecipe, Recipe, Rules, SourceRecipe};
use regulars::panels::panel::{Column, Explain, Row, Stat, Table, Value};
use regulars::panels::{Panel, ParamValues};
use regulars::protocol::{Filterable, ListQuery, ListRow, SessionInfo, StoredRecipe};
use regulars::store::{
    Decisions, KeyValue, Kind, LIST_ROWS, Library, Lists, MemoryStore, PROJECT_LIMIT, Preferences,
    PutError, Results, SavedList, SavedPanel, SessionStore, Settings, StoreError, Theme,
    Unreadable, pack, unpack,
};

fn header() -> Vec<String> {
    ["Kundennr", "Datum", "Betrag"].map(str::to_owned).to_vec()
}

fn recipe() -> Recipe {
    Recipe {
        version: Recipe::VERSION,
        source: SourceRecipe {
            delimiter: ';',
            quote: Some('"'),
            ..SourceRecipe::default()
        },
        columns: vec![ColumnRecipe {
            index: 0,
            name: "Kundennr".to_owned(),
            role: Role::Customer,
            number: None,
            date: None,
        }],
        rules: Rules::default(),
        dimensions: Vec::new(),
        customers_table: None,
        tables: Vec::new(),
    }
}

fn text(said: &str) -> Message {
    Message::Verbatim(said.to_owned())
}

fn session(name: &str) -> SessionInfo {
    let period = Period::year(2025).unwrap();
    SessionInfo {
        revision: 1,
        name: name.to_owned(),
        header: header(),
        recipe: recipe(),
        reconciliation: Reconciliation {
            rows_read: 10,
            rows_used: 10,
            amount_total: Money(1_234_500),
            amount_file: Money(1_234_500),
            customers: 2,
            first_day: Some(period.from),
            last_day: Some(period.to),
            currency: Some(Currency("EUR".to_owned())),
            ..Reconciliation::default()
        },
        view: View::default(),
        as_of: period.to,
        period,
        compared: Some(period.before()),
        rows_in_view: 10,
        customers_in_view: 2,
        roles: vec![Role::Customer, Role::Date, Role::Amount],
        filterable: Vec::<Filterable>::new(),
        is_of_totals: false,
        knows_first_days: true,
        span: period,
    }
}

fn panel(id: &str, rows: usize) -> Panel {
    let revenue = Value::Money(Money(1_234_500));
    Panel {
        id: id.to_owned(),
        stats: vec![Stat {
            id: "revenue".to_owned(),
            label: Words::Revenue.into(),
            value: revenue.clone(),
            decimals: None,
            change: None,
            explain: Explain {
                words: text("words"),
                formula: text("formula"),
                inputs: vec![(Words::Customers.into(), Value::Count(2))],
                caveat: text("caveat"),
                behind: None,
            },
        }],
        tables: vec![Table {
            id: "groups".to_owned(),
            columns: Vec::new(),
            rows: (0..rows)
                .map(|row| Row {
                    cells: vec![
                        Value::Count(scramble(row)),
                        Value::Share(0.125),
                        Value::None,
                    ],
                    ..Row::default()
                })
                .collect(),
            total: None,
        }],
        ..Panel::default()
    }
}

/// A number that does not pack well.
fn scramble(number: usize) -> i64 {
    (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) as i64
}

fn results(name: &str, panels: &[(&str, usize)]) -> Results {
    Results {
        session: session(name),
        panels: panels
            .iter()
            .map(|&(id, rows)| SavedPanel {
                params: ParamValues::default(),
                panel: panel(id, rows),
            })
            .collect(),
    }
}

fn list(search: &str, total: usize) -> SavedList {
    SavedList {
        query: ListQuery {
            search: search.to_owned(),
            ..ListQuery::default()
        },
        title: Words::All.into(),
        total: total as u32,
        of: total as u32,
        columns: vec![Column {
            id: "revenue".to_owned(),
            label: Words::Revenue.into(),
            decimals: Some(2),
            bar: false,
        }],
        rows: Vec::new(),
    }
}

fn rows(count: usize) -> Vec<ListRow> {
    let row = |number: usize| ListRow {
        customer: CustomerRef {
            ix: number as u32,
            id: format!("{:x}", scramble(number)),
            name: "Käthe".to_owned(),
        },
        cells: vec![Value::Money(Money(scramble(number)))],
        overdue: number.is_multiple_of(2),
    };
    (0..count).map(row).collect()
}

fn three() -> Lists {
    let mut lists = Lists::default();
    lists.add(list("", 3), rows(3));
    lists
}

fn small(name: &str) -> Results {
    results(name, &[("overview", 2), ("rfm", 3)])
}

fn today() -> Option<Day> {
    Day::from_civil(2026, 1, 9)
}

fn kept_name(library: &Library, id: u32) -> Option<String> {
    let kept = library.results(id).unwrap()?;
    Some(kept.results.session.name)
}

#[test]
fn everything_comes_back_after_a_reload() {
    let store = MemoryStore::default();
    let before = Library::new(store.clone());
    let preferences = Preferences {
        locale: Some(NumberLocale::Sv),
        theme: Theme::Dark,
        hide_names: true,
        ..Preferences::default()
    };
    before.keep_preferences(&preferences).unwrap();
    before
        .keep_recipe(StoredRecipe {
            header: header(),
            recipe: recipe(),
        })
        .unwrap();
    let about = before
        .create_project("Nordlicht", "till.csv", &header())
        .unwrap();
    let mut settings = Settings {
        view: View {
            period: Period::year(2024),
            ..View::default()
        },
        ..Settings::default()
    };
    settings
        .params
        .insert("rfm".to_owned(), ParamValues::default());
    before.keep_settings(about.id, &settings).unwrap();
    let mut decisions = Decisions::default();
    decisions.set("007", "note", "calls in May", Day(20_000));
    before.keep_decisions(about.id, &decisions).unwrap();
    assert_eq!(
        before.keep_results(about.id, &small("till.csv"), today()),
        Ok(vec![])
    );

    let after = Library::new(store);
    assert_eq!(after.preferences(), preferences);
    assert_eq!(after.recipes().len(), 1);
    let projects = after.projects_like(&["KUNDENNR ", "Datum", "betrag"].map(str::to_owned));
    assert_eq!(projects.len(), 1);
    assert_eq!(projects[0].kept_on, today());
    assert_eq!(after.settings(about.id), settings);
    assert_eq!(after.decisions(about.id), Ok(decisions));
    let kept = after.results(about.id).unwrap().unwrap();
    assert_eq!(kept.results, small("till.csv"));
    assert!(!kept.is_former);
    assert!(kept.results.panel("rfm", &ParamValues::default()).is_some());
}

#[test]
fn nothing_is_kept_before_anything_was_done() {
    let library = Library::new(MemoryStore::default());
    assert_eq!(library.preferences(), Preferences::default());
    assert!(library.projects().is_empty());
    assert_eq!(library.results(1), Ok(None));
    assert_eq!(
        library.keep_results(1, &small("x"), None),
        Err(StoreError::UnknownProject)
    );
    assert!(library.inventory().is_empty());
}

#[test]
fn two_pages_of_one_project_keep_what_either_set() {
    let settings = |set: &[(&str, &str, &str)]| {
        let mut settings = Settings::default();
        for (panel, key, value) in set {
            let mut values = settings.params.remove(*panel).unwrap_or_default();
            values.0.insert((*key).to_owned(), (*value).to_owned());
            settings.params.insert((*panel).to_owned(), values);
        }
        settings
    };
    let both_read = settings(&[("triage", "a", "hold"), ("profit", "margin", "0.3")]);
    let one = settings(&[("triage", "a", "hold"), ("triage", "b", "watch")]);
    let other = settings(&[("triage", "a", "let_go"), ("profit", "margin", "0.3")]);
    let kept = both_read.clone().with_changes(&both_read, one.clone());
    assert_eq!(kept, one);
    let kept = kept.with_changes(&both_read, other.clone());
    let expected = settings(&[("triage", "a", "let_go"), ("triage", "b", "watch")]);
    assert_eq!(kept, expected);
    assert_eq!(kept.clone().with_changes(&other, other.clone()), kept);
}

#[test]
fn a_session_leaves_what_was_kept_before_it() {
    let device = MemoryStore::default();
    let before = Library::new(device.clone());
    let id = before
        .create_project("Nordlicht", "till.csv", &header())
        .unwrap()
        .id;
    for name in ["spring.csv", "summer.csv"] {
        before.keep_results(id, &small(name), today()).unwrap();
    }
    let lasting = device.keys();

    let session = Library::new(SessionStore::new(device.clone(), true));
    for name in ["autumn.csv", "winter.csv", "later.csv"] {
        session.keep_results(id, &small(name), today()).unwrap();
        session.keep_lists(id, &Lists::default()).unwrap();
        let kept = session.results(id).unwrap().unwrap();
        assert_eq!(kept.results, small(name));
    }

    let after = Library::new(device.clone());
    assert_eq!(device.keys(), lasting);
    let kept = after.results(id).unwrap().unwrap();
    assert_eq!(kept.results, small("summer.csv"));
}

/// A store that stops working after so many changes, as when the page is closed or the disk fills.
#[derive(Clone)]
struct Failing {
    inner: MemoryStore,
    changes_left: Rc<Cell<usize>>,
    /// Whether a change after the last is answered by an error (full) or by nothing (closed).
    says_so: bool,
    /// Whether what is put then is garbage.
    garbles: bool,
}

impl Failing {
    fn spend(&self) -> bool {
        let left = self.changes_left.get();
        self.changes_left.set(left.saturating_sub(1));
        left > 0
    }
}

impl KeyValue for Failing {
    fn get(&self, key: &str) -> Option<String> {
        self.inner.get(key)
    }

    fn put(&self, key: &str, value: &str) -> Result<(), PutError> {
        if self.spend() {
            self.inner.put(key, value)
        } else if self.garbles {
            self.inner.put(key, &value[..value.len() / 2])
        } else if self.says_so {
            Err(PutError::Full)
        } else {
            Ok(())
        }
    }

    fn remove(&self, key: &str) {
        if self.spend() {
            self.inner.remove(key);
        }
    }

    fn keys(&self) -> Vec<String> {
        self.inner.keys()
    }
}

#[test]
fn a_store_that_fails_at_any_step_leaves_whole_results() {
    for (says_so, garbles) in [(true, false), (false, false), (false, true)] {
        let mut finished = false;
        for changes in 0..12 {
            let inner = MemoryStore::default();
            let library = Library::new(inner.clone());
            let id = library
                .create_project("Shop", "a.csv", &header())
                .unwrap()
                .id;
            for name in ["first", "second"] {
                library.keep_results(id, &small(name), today()).unwrap();
            }
            let failing = Failing {
                inner: inner.clone(),
                changes_left: Rc::new(Cell::new(changes)),
                says_so,
                garbles,
            };
            let outcome = Library::new(failing).keep_results(id, &small("third"), today());
            let after = Library::new(inner);
            let projects = after.projects();
            // Garbage in the place of the pointer itself cannot be undone by a store that garbles
            // that too; everything else must be whole.
            if projects.is_empty() {
                assert!(garbles && outcome.is_err(), "{changes}");
                continue;
            }
            let name = kept_name(&after, id).unwrap();
            let expected = if outcome.is_ok() { "third" } else { "second" };
            assert_eq!(name, expected, "{changes} {says_so} {garbles}");
            finished |= outcome.is_ok();
            // And the next attempt, with a working store, succeeds and leaves no litter.
            after.keep_results(id, &small("fourth"), today()).unwrap();
            assert_eq!(kept_name(&after, id).as_deref(), Some("fourth"));
            let kept = after.inventory();
            assert!(
                kept.iter()
                    .filter(|item| item.kind == Kind::Results)
                    .count()
                    <= 2
            );
        }
        assert!(finished);
    }
}

#[test]
fn damaged_results_fall_back_to_the_ones_before() {
    let store = MemoryStore::default();
    let library = Library::new(store.clone());
    let id = library
        .create_project("Shop", "a.csv", &header())
        .unwrap()
        .id;
    library.keep_results(id, &small("first"), today()).unwrap();
    library.keep_results(id, &small("second"), today()).unwrap();
    let latest = format!("regulars/project/{id}/results/2");
    let whole = store.get(&latest).unwrap();
    store.put(&latest, &whole[..whole.len() - 9]).unwrap();
    let kept = library.results(id).unwrap().unwrap();
    assert!(kept.is_former);
    assert_eq!(kept.results.session.name, "first");
    store.remove(&latest);
    store.remove(&format!("regulars/project/{id}/results/1"));
    assert_eq!(library.results(id), Err(Unreadable::Damaged));
}

#[test]
fn what_a_newer_version_wrote_is_left_alone() {
    let store = MemoryStore::default();
    let library = Library::new(store.clone());
    let newer = pack(b"{\"version\":99,\"document\":{\"theme\":\"sepia\"}}");
    store.put("regulars/preferences", &newer).unwrap();
    assert_eq!(library.preferences(), Preferences::default());
    assert_eq!(
        library.keep_preferences(&Preferences::default()),
        Err(StoreError::Newer)
    );
    assert_eq!(store.get("regulars/preferences"), Some(newer));
}

#[test]
fn too_large_results_lose_the_largest_panel() {
    let library = Library::new(MemoryStore::default());
    let id = library
        .create_project("Shop", "a.csv", &header())
        .unwrap()
        .id;
    let large = results("large", &[("overview", 5), ("rfm", 90_000), ("bands", 50)]);
    let dropped = library.keep_results(id, &large, today()).unwrap();
    assert_eq!(dropped, ["rfm"]);
    let kept = library.results(id).unwrap().unwrap().results;
    let panels: Vec<&str> = kept
        .panels
        .iter()
        .map(|saved| saved.panel.id.as_str())
        .collect();
    assert_eq!(panels, ["overview", "bands"]);
    for item in library.inventory() {
        assert!(item.size_bytes <= 2 * PROJECT_LIMIT as u64 + 200);
    }
}

#[test]
fn lists_share_their_rows() {
    let library = Library::new(MemoryStore::default());
    let id = library
        .create_project("Shop", "a.csv", &header())
        .unwrap()
        .id;
    library.keep_results(id, &small("shared"), today()).unwrap();
    let all = rows(40);
    // One customer reads differently here, as where a list has parameters of its own.
    let mut part = vec![all[30].clone(), all[4].clone()];
    part[1].overdue = !part[1].overdue;
    let mut lists = Lists::default();
    lists.add(list("", 40), all.clone());
    lists.add(list("part", 2), part.clone());
    lists.add(list("nobody", 0), Vec::new());
    assert_eq!(lists.rows.len(), 41);
    library.keep_lists(id, &lists).unwrap();
    let kept = library.lists(id, 1).unwrap();
    let first = |search| kept.list(&list(search, 0).query).unwrap().1;
    assert!(first("").into_iter().eq(&all));
    assert!(first("part").into_iter().eq(&part));
    assert!(first("nobody").is_empty());
    assert_eq!(kept.list(&list("another", 0).query), None);
}

#[test]
fn lists_take_the_room_that_results_leave() {
    let store = MemoryStore::default();
    let library = Library::new(store.clone());
    let id = library
        .create_project("Shop", "a.csv", &header())
        .unwrap()
        .id;
    let mut lists = Lists::default();
    lists.add(list("", 2_000), rows(2_000));
    // Without results there is nothing they belong to.
    library.keep_lists(id, &lists).unwrap();
    assert_eq!(library.lists(id, 1), None);

    library.keep_results(id, &small("small"), today()).unwrap();
    library.keep_lists(id, &lists).unwrap();
    let kept = library.lists(id, 1).unwrap();
    assert_eq!(kept.rows.len(), LIST_ROWS);
    assert_eq!(kept.lists[0].total, 2_000);

    let large = results("large", &[("rfm", 60_000)]);
    library.keep_results(id, &large, today()).unwrap();
    let all: Vec<ListRow> = rows(60_000);
    for part in all.chunks(LIST_ROWS) {
        lists.add(list(&part[0].customer.id, LIST_ROWS), part.to_vec());
    }
    library.keep_lists(id, &lists).unwrap();
    let kept = library.lists(id, 2).unwrap();
    assert!((1..LIST_ROWS).contains(&kept.lists[0].rows.len()));
    assert_eq!(
        library.lists(id, 1),
        None,
        "those of earlier results are gone"
    );
    let of_project: u64 = (library.inventory().iter())
        .filter(|item| item.key.ends_with("/2"))
        .map(|item| item.size_bytes)
        .sum();
    assert!(of_project <= 2 * PROJECT_LIMIT as u64 + 200);

    library.make_room(&[id]).unwrap();
    assert!(store.keys().iter().all(|key| !key.contains("/lists/")));
}

#[test]
fn room_is_made_only_after_asking_and_never_from_what_was_written() {
    let store = MemoryStore::with_limit(16_000);
    let library = Library::new(store);
    let mut ids = Vec::new();
    let full = loop {
        let name = format!("Shop {}", ids.len());
        let about = library.create_project(&name, "a.csv", &header()).unwrap();
        let mut decisions = Decisions::default();
        decisions.set("1", "note", &name, Day(20_000));
        library.keep_decisions(about.id, &decisions).unwrap();
        ids.push(about.id);
        let kept = library.keep_results(about.id, &results("r", &[("rfm", 120)]), today());
        if kept.is_err() {
            break kept;
        }
        assert!(ids.len() < 50);
    };
    let Err(StoreError::NeedsRoom { candidates }) = full else {
        panic!("{full:?}");
    };
    let oldest_first: Vec<u32> = candidates.iter().map(|about| about.id).collect();
    let (last, earlier) = ids.split_last().unwrap();
    assert_eq!(oldest_first, earlier);
    assert!(
        library.results(ids[0]).unwrap().is_some(),
        "nothing went unasked"
    );

    library.make_room(&oldest_first[..1]).unwrap();
    library
        .keep_results(*last, &results("r", &[("rfm", 120)]), today())
        .unwrap();
    assert_eq!(library.results(ids[0]), Ok(None));
    for (number, &id) in ids.iter().enumerate() {
        let decisions = library.decisions(id).unwrap();
        let note = decisions.get("1", "note").unwrap();
        assert_eq!(note.value, format!("Shop {number}"));
    }
}

#[test]
fn one_project_gives_up_its_former_results_without_asking() {
    let store = MemoryStore::with_limit(7_000);
    let library = Library::new(store);
    let id = library
        .create_project("Shop", "a.csv", &header())
        .unwrap()
        .id;
    for name in ["first", "second", "third", "fourth"] {
        library
            .keep_results(id, &results(name, &[("rfm", 35)]), today())
            .unwrap();
        assert_eq!(kept_name(&library, id).as_deref(), Some(name));
    }
    let huge = results("huge", &[("rfm", 500)]);
    assert_eq!(
        library.keep_results(id, &huge, today()),
        Err(StoreError::Full)
    );
    assert_eq!(kept_name(&library, id).as_deref(), Some("fourth"));
}

#[test]
fn forgetting_leaves_nothing_of_ours_and_everything_of_others() {
    let store = MemoryStore::default();
    store.put("another program", "its value").unwrap();
    let library = Library::new(store.clone());
    let mut ids = Vec::new();
    for file in ["a.csv", "b.csv"] {
        let about = library
            .create_project(file, file, &[file.to_owned()])
            .unwrap();
        let stored = StoredRecipe {
            header: about.header.clone(),
            recipe: recipe(),
        };
        library.keep_recipe(stored).unwrap();
        library
            .keep_results(about.id, &small(file), today())
            .unwrap();
        ids.push(about.id);
    }
    assert_eq!(library.forget_project(ids[0]), []);
    assert_eq!(library.projects().len(), 1);
    assert_eq!(library.recipes().len(), 1);
    assert_eq!(library.results(ids[0]), Ok(None));
    assert!(library.inventory().iter().all(|item| item.size_bytes > 0));
    assert_eq!(library.forget_everything(), []);
    assert_eq!(store.keys(), ["another program"]);
}

#[test]
fn forbidden_storage_says_so() {
    struct Forbidden;
    impl KeyValue for Forbidden {
        fn get(&self, _: &str) -> Option<String> {
            None
        }
        fn put(&self, _: &str, _: &str) -> Result<(), PutError> {
            Err(PutError::Forbidden)
        }
        fn remove(&self, _: &str) {}
        fn keys(&self) -> Vec<String> {
            Vec::new()
        }
    }
    let library = Library::new(Forbidden);
    let created = library.create_project("Shop", "a.csv", &header());
    assert_eq!(created, Err(StoreError::Forbidden));
    assert_eq!(library.forget_everything(), []);
}

/// Documents as the first version wrote them. When this fails, a stored shape has changed: the new
/// shape is a new version and needs a step in `store::migrate`. With `UPDATE_SAVED=1` the documents
/// are written anew, which is right only before their version ships.
#[test]
fn documents_of_version_1_are_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saved/v1.json");
    if std::env::var_os("UPDATE_SAVED").is_some() {
        let store = MemoryStore::default();
        let library = Library::new(store.clone());
        library.keep_preferences(&Preferences::default()).unwrap();
        let stored = StoredRecipe {
            header: header(),
            recipe: recipe(),
        };
        library.keep_recipe(stored).unwrap();
        let id = library
            .create_project("Nordlicht", "till.csv", &header())
            .unwrap()
            .id;
        library.keep_settings(id, &Settings::default()).unwrap();
        let mut decisions = Decisions::default();
        decisions.set("007", "note", "calls in May", Day(20_000));
        library.keep_decisions(id, &decisions).unwrap();
        library
            .keep_results(id, &small("till.csv"), today())
            .unwrap();
        library.keep_lists(id, &three()).unwrap();
        let values: BTreeMap<String, String> = store
            .keys()
            .into_iter()
            .filter_map(|key| Some((key.clone(), store.get(&key)?)))
            .collect();
        let json = serde_json::to_string_pretty(&values).unwrap();
        std::fs::write(path, json + "\n").unwrap();
    }
    let json = std::fs::read_to_string(path).unwrap();
    let values: BTreeMap<String, String> = serde_json::from_str(&json).unwrap();
    let store = MemoryStore::default();
    for (key, value) in &values {
        store.put(key, value).unwrap();
    }
    let library = Library::new(store);
    assert_eq!(library.recipes().len(), 1);
    let about = library.projects().remove(0);
    assert_eq!(about.name, "Nordlicht");
    assert_eq!(
        library
            .decisions(about.id)
            .unwrap()
            .get("007", "note")
            .unwrap()
            .value,
        "calls in May"
    );
    let kept = library.results(about.id).unwrap().unwrap();
    assert_eq!(kept.results, small("till.csv"));
    assert_eq!(library.lists(about.id, kept.revision), Some(three()));
    assert!(
        library
            .inventory()
            .iter()
            .all(|item| item.kind != Kind::Unknown)
    );
}

proptest! {
    #[test]
    fn any_text_packs_and_unpacks(text in ".*") {
        prop_assert_eq!(unpack(&pack(text.as_bytes())), Ok(text.into_bytes()));
    }

    #[test]
    fn any_text_in_the_store_is_survived(garbage in ".*", part in "[a-z/0-9]{0,12}") {
        prop_assert!(unpack(&garbage).is_err());
        let store = MemoryStore::default();
        let library = Library::new(store.clone());
        let id = library.create_project("Shop", "a.csv", &header()).unwrap().id;
        for key in ["preferences", "recipes", &format!("project/{id}/settings"), &part] {
            store.put(&format!("regulars/{key}"), &garbage).unwrap();
        }
        prop_assert_eq!(library.preferences(), Preferences::default());
        prop_assert!(library.recipes().is_empty());
        prop_assert_eq!(library.settings(id), Settings::default());
        library.keep_results(id, &small("x"), None).unwrap();
        prop_assert!(library.results(id).unwrap().is_some());
        prop_assert_eq!(library.forget_everything(), vec![]);
    }

    #[test]
    fn anything_written_comes_back(
        notes in prop::collection::btree_map(".{0,20}", "\\S.{0,40}\\S", 0..20),
    ) {
        let library = Library::new(MemoryStore::default());
        let id = library.create_project("Shop", "a.csv", &header()).unwrap().id;
        let mut decisions = Decisions::default();
        for (customer, note) in &notes {
            decisions.set(customer, "note", note, Day(1));
        }
        library.keep_decisions(id, &decisions).unwrap();
        prop_assert_eq!(library.decisions(id), Ok(decisions));
    }
}
