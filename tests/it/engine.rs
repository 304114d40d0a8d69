//! Requests in, events out: the boundary that matters most.

use std::fmt::Write as _;

use regulars::base::Day;
use regulars::dataset::{Compare, Filter, Handled, Role, View};
use regulars::engine::{Collected, Engine, MemorySource, Source};

use regulars::chart::spec::ChartSpec;
use regulars::i18n::engine::Failure;
use regulars::i18n::{Message, Say as _, Speaker};
use regulars::ingest::{IngestError, Recipe};
use regulars::panels::ParamValues;
use regulars::panels::panel::{Action, Block, Panel, Selection, Value};
use regulars::protocol::{
    Event, ExportWhat, ListQuery, ListRow, Preview, ReadResult, Request, SessionInfo,
};

const SHOP: &str = "\
customer,date,amount,category
007,2024-01-05,10.00,bread
007,2024-02-05,20.00,milk
007,2024-03-05,30.00,bread
7,2024-01-10,5.50,bread
Ärla,2024-01-11,100.00,milk
Ärla,2024-03-11,-40.00,milk
=1+1,2024-02-20,7.25,bread
";

/// An engine and the answers to its last request.
struct Session {
    engine: Engine,
    events: Vec<(Event, Option<Vec<u8>>)>,
}

impl Session {
    fn empty() -> Self {
        Self {
            engine: Engine::new(),
            events: Vec::new(),
        }
    }

    fn read(text: &str) -> Self {
        let mut session = Self::empty();
        session.open(text);
        session
    }

    fn analysed(text: &str) -> Self {
        let mut session = Self::read(text);
        session.ask(Request::Analyse);
        session
    }

    fn open(&mut self, text: &str) {
        let source: Box<dyn Source> = Box::new(MemorySource(text.as_bytes().to_vec()));
        let open = Request::Open {
            tables: Vec::new(),
            names: vec!["shop.csv".to_owned()],
            recipes: Vec::new(),
            today: None,
        };
        self.send(open, Some(source));
    }

    fn ask(&mut self, request: Request) {
        self.send(request, None);
    }

    fn send(&mut self, request: Request, source: Option<Box<dyn Source>>) {
        let mut sink = Collected::default();
        self.engine
            .handle(request, source.into_iter().collect(), &mut sink);
        self.events = sink.0;
    }

    fn find<T>(&self, wanted: impl Fn(&Event) -> Option<&T>) -> &T {
        self.events
            .iter()
            .find_map(|(event, _)| wanted(event))
            .unwrap_or_else(|| panic!("no such answer among {:#?}", self.events))
    }

    fn preview(&self) -> &Preview {
        self.find(|event| match event {
            Event::Preview(preview) => Some(preview.as_ref()),
            _ => None,
        })
    }

    fn result(&self) -> &ReadResult {
        self.find(|event| match event {
            Event::Read(result) => Some(result.as_ref()),
            _ => None,
        })
    }

    fn info(&self) -> &SessionInfo {
        self.find(|event| match event {
            Event::Session(info) => Some(info.as_ref()),
            _ => None,
        })
    }

    fn failure(&self) -> &Message {
        self.find(|event| match event {
            Event::Failed { message, .. } => Some(message),
            _ => None,
        })
    }

    fn list(&mut self, query: ListQuery) -> Vec<ListRow> {
        self.ask(Request::OpenList { job: 1, query });
        let list = *self.find(|event| match event {
            Event::ListOpened { list, .. } => Some(list),
            _ => None,
        });
        self.ask(Request::Rows {
            job: 2,
            list,
            from: 0,
            count: 1_000,
        });
        self.find(|event| match event {
            Event::Rows { rows, .. } => Some(rows),
            _ => None,
        })
        .clone()
    }

    fn ids(&mut self, query: ListQuery) -> Vec<String> {
        let rows = self.list(query);
        rows.into_iter().map(|row| row.customer.id).collect()
    }

    fn file(&mut self, what: ExportWhat) -> (String, String) {
        self.ask(Request::Export { job: 3, what });
        match self.events.as_slice() {
            [(Event::File { job: 3, name, .. }, Some(bytes))] => {
                (name.clone(), String::from_utf8(bytes.clone()).unwrap())
            }
            other => panic!("no file but {other:#?}"),
        }
    }
}

fn by(sort: &str, descending: bool) -> ListQuery {
    ListQuery {
        sort: sort.to_owned(),
        descending,
        ..ListQuery::default()
    }
}

#[test]
fn a_file_is_previewed_before_it_is_read() {
    let session = Session::read(SHOP);
    assert!(matches!(session.events[0].0, Event::Preview(_)));
    assert_eq!(session.preview().header[0], "customer");
    assert_eq!(session.preview().rows[0].cells[0], "007");
    assert_eq!(session.result().reconciliation.rows_read, 7);
    assert!(session.result().questions.is_empty());
    let progress = session.find(|event| match event {
        Event::Progress { bytes_done, .. } => Some(bytes_done),
        _ => None,
    });
    assert_eq!(*progress, SHOP.len() as u64);
}

#[test]
fn a_reading_can_be_taken_in_steps_and_replaced() {
    let mut session = Session::empty();
    let mut sink = Collected::default();
    let source: Box<dyn Source> = Box::new(MemorySource(SHOP.as_bytes().to_vec()));
    let open = Request::Open {
        tables: Vec::new(),
        names: vec!["shop.csv".to_owned()],
        recipes: Vec::new(),
        today: None,
    };
    session.engine.begin(open, vec![source], &mut sink);
    let Event::Preview(preview) = sink.0[0].0.clone() else {
        panic!("the preview comes first");
    };
    session
        .engine
        .begin(Request::Analyse, Vec::new(), &mut sink);
    assert!(matches!(
        &sink.0[1].0,
        Event::Failed { message, .. } if *message == Failure::StillReading.into()
    ));
    let again = Request::Reread {
        recipe: preview.recipe,
    };
    session.engine.begin(again, Vec::new(), &mut sink);
    while session.engine.step(&mut sink) {}
    let reads = sink.0.iter().filter(|(e, _)| matches!(e, Event::Read(_)));
    assert_eq!(reads.count(), 1);
}

#[test]
fn another_recipe_reads_the_same_file_again() {
    let mut session = Session::read(SHOP);
    let mut recipe: Recipe = session.result().recipe.clone();
    recipe.columns[3].role = Role::Ignore;
    session.ask(Request::Reread {
        recipe: recipe.clone(),
    });
    assert!(matches!(session.events[0].0, Event::Preview(_)));
    assert_eq!(session.result().recipe.columns[3].role, Role::Ignore);
    session.ask(Request::Analyse);
    assert!(!session.info().roles.contains(&Role::Category));
}

#[test]
fn the_session_has_the_data_and_the_default_view() {
    let mut session = Session::analysed(SHOP);
    let info = session.info();
    assert_eq!(info.revision, 1);
    assert_eq!(info.as_of.to_string(), "2024-03-11");
    assert_eq!(info.period.to_string(), "2024-01-05..2024-03-11");
    assert_eq!(info.compared, None);
    assert_eq!((info.rows_in_view, info.customers_in_view), (7, 4));
    assert_eq!(info.filterable[0].filter.role, Role::Category);
    assert_eq!(
        info.filterable[0].values,
        [("bread".to_owned(), 4), ("milk".to_owned(), 3)]
    );
    session.ask(Request::Analyse);
    assert_eq!(session.info().revision, 1, "nothing new was read");
}

#[test]
fn every_panel_answers_under_every_view() {
    let mut session = Session::analysed(SHOP);
    let nothing = Filter {
        role: Role::Category,
        column: None,
        value: "no such".to_owned(),
    };
    let before = regulars::base::Day::from_iso("1999-01-01");
    for view in [
        View::default(),
        View {
            filters: vec![nothing],
            ..View::default()
        },
        View {
            as_of: before,
            compare: Compare::None,
            ..View::default()
        },
    ] {
        session.ask(Request::SetView { view });
        let expected = session.info().revision;
        for entry in regulars::panels::REGISTRY {
            session.ask(Request::Run {
                job: 9,
                panel: entry.id.to_owned(),
                params: ParamValues::default(),
            });
            match &session.events[0].0 {
                Event::Finished {
                    job: 9,
                    revision,
                    panel,
                } => {
                    assert_eq!(*revision, expected);
                    assert_eq!(panel.id, entry.id);
                    assert!(!panel.blocks.is_empty(), "{} shows nothing", entry.id);
                }
                other => panic!("{} answered {other:#?}", entry.id),
            }
        }
    }
}

#[test]
fn a_filter_changes_the_view_and_not_the_account() {
    let mut session = Session::analysed(SHOP);
    session.ask(Request::SetView {
        view: View {
            filters: vec![Filter {
                role: Role::Category,
                column: None,
                value: "milk".to_owned(),
            }],
            ..View::default()
        },
    });
    let info = session.info();
    assert_eq!(info.revision, 2);
    assert_eq!((info.rows_in_view, info.customers_in_view), (3, 2));
    assert_eq!(info.reconciliation.rows_used, 7);
    assert_eq!(info.as_of.to_string(), "2024-03-11");
    assert_eq!(session.ids(ListQuery::default()), ["Ärla", "007"]);
}

#[test]
fn rows_after_the_as_of_day_stay_in_the_account() {
    let mut session = Session::analysed(SHOP);
    session.ask(Request::SetView {
        view: View {
            as_of: regulars::base::Day::from_iso("2024-02-29"),
            ..View::default()
        },
    });
    let info = session.info();
    assert_eq!(info.rows_in_view, 5);
    let (flag, count) = info.reconciliation.flags.last().unwrap();
    assert_eq!(*flag, regulars::dataset::Flag::AfterAsOf);
    assert_eq!((count.rows, count.amount.to_string().as_str()), (2, "-10"));
}

#[test]
fn lists_are_sorted_with_a_stated_tie_order() {
    let mut session = Session::analysed(SHOP);
    let most = session.ids(ListQuery::default());
    assert_eq!(most, ["007", "Ärla", "=1+1", "7"]);
    let visits = session.ids(by("occasions_in_period", true));
    assert_eq!(visits, ["007", "7", "=1+1", "Ärla"], "ties by id");
    let gap = session.ids(by("usual_gap_days", true));
    assert_eq!(
        gap,
        ["007", "7", "=1+1", "Ärla"],
        "no one has a gap of its own"
    );
    let names = session.ids(by("customer", true));
    assert_eq!(names, ["Ärla", "=1+1", "7", "007"]);
}

#[test]
fn a_list_is_searched_without_regard_to_case() {
    let mut session = Session::analysed(SHOP);
    let search = |text: &str| ListQuery {
        search: text.to_owned(),
        ..by("customer", false)
    };
    assert_eq!(session.ids(search(" äR")), ["Ärla"]);
    assert_eq!(session.ids(search("7")), ["007", "7"]);
    assert!(session.ids(search("nobody")).is_empty());
}

#[test]
fn a_list_says_how_long_it_is_and_gives_windows() {
    let mut text = "customer,date,amount\n".to_owned();
    for customer in 0..450 {
        let _ = writeln!(text, "c{customer:03},2024-01-01,{customer}.00");
    }
    let mut session = Session::analysed(&text);
    session.ask(Request::OpenList {
        job: 1,
        query: by("revenue", false),
    });
    let Event::ListOpened {
        job: 1,
        revision: 1,
        list,
        total: 450,
        of: 450,
        ref columns,
        ..
    } = session.events[0].0
    else {
        panic!("the list is not open: {:#?}", session.events);
    };
    let columns = columns.len();
    session.ask(Request::Rows {
        job: 2,
        list,
        from: 300,
        count: 10_000,
    });
    let Event::Rows { ref rows, .. } = session.events[0].0 else {
        panic!("no rows: {:#?}", session.events);
    };
    assert_eq!(rows.len(), 150);
    assert_eq!(rows[0].customer.id, "c300");
    assert!(rows.iter().all(|row| row.cells.len() == columns));
    session.ask(Request::Rows {
        job: 2,
        list,
        from: 0,
        count: 10_000,
    });
    assert!(matches!(&session.events[0].0, Event::Rows { rows, .. } if rows.len() == 200));
}

#[test]
fn a_list_stays_open_however_many_are_opened_after_it() {
    let mut session = Session::analysed(SHOP);
    let open = |search: String| Request::OpenList {
        job: 1,
        query: ListQuery {
            search,
            ..ListQuery::default()
        },
    };
    session.ask(open(String::new()));
    let first = Request::Rows {
        job: 2,
        list: 1,
        from: 0,
        count: 10,
    };
    session.ask(first.clone());
    let rows = |session: &Session| match &session.events[0].0 {
        Event::Rows { rows, .. } => rows.clone(),
        other => panic!("no rows: {other:#?}"),
    };
    let before = rows(&session);
    assert!(!before.is_empty());
    for search in 0..40 {
        session.ask(open(search.to_string()));
    }
    session.ask(first);
    assert_eq!(rows(&session), before);
}

#[test]
fn a_list_of_an_older_view_is_gone() {
    let mut session = Session::analysed(SHOP);
    session.ask(Request::OpenList {
        job: 1,
        query: ListQuery::default(),
    });
    session.ask(Request::SetView {
        view: View::default(),
    });
    session.ask(Request::Rows {
        job: 2,
        list: 1,
        from: 0,
        count: 10,
    });
    assert_eq!(*session.failure(), Failure::ListGone.into());
    session.ask(Request::OpenList {
        job: 3,
        query: ListQuery::default(),
    });
    assert!(matches!(
        session.events[0].0,
        Event::ListOpened {
            revision: 2,
            list: 2,
            ..
        }
    ));
}

#[test]
fn refunds_only_customers_are_listed_without_days() {
    let text = "customer,date,amount\na,2024-01-01,-5.00\nb,2024-01-02,5.00\n";
    let mut session = Session::analysed(text);
    let rows = session.list(by("first_day", true));
    assert_eq!(rows[1].customer.id, "a", "what is not known stands last");
    assert_eq!(*rows[1].cells.last().unwrap(), Value::None);
    assert!(!rows[1].overdue);
}

#[test]
fn exported_customers_add_up_to_the_account() {
    let mut session = Session::analysed(SHOP);
    let total = session.info().reconciliation.amount_total.to_string();
    let (name, text) = session.file(ExportWhat::Customers {
        query: by("customer", false),
    });
    assert_eq!(name, "shop-customers.csv");
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let revenue = headers.iter().position(|name| name == "revenue").unwrap();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    let cents: i64 = records
        .iter()
        .map(|record| (record[revenue].parse::<f64>().unwrap() * 100.0).round() as i64)
        .sum();
    assert_eq!(format!("{}.{:02}", cents / 100, cents % 100), total);
    let ids: Vec<&str> = records.iter().map(|record| &record[0]).collect();
    assert_eq!(ids, ["007", "7", "'=1+1", "Ärla"]);
}

#[test]
fn requests_that_cannot_be_done_say_why() {
    let run = |panel: &str| Request::Run {
        job: 4,
        panel: panel.to_owned(),
        params: ParamValues::default(),
    };
    let mut session = Session::empty();
    session.ask(Request::Analyse);
    assert_eq!(*session.failure(), Failure::NothingOpened.into());
    session.ask(run("overview"));
    assert_eq!(*session.failure(), Failure::NothingAnalysed.into());
    assert!(matches!(
        session.events[0].0,
        Event::Failed { job: Some(4), .. }
    ));

    let mut session = Session::analysed(SHOP);
    session.ask(run("horoscope"));
    let panel = "horoscope".to_owned();
    assert_eq!(*session.failure(), Failure::UnknownPanel { panel }.into());
    session.ask(Request::Card {
        job: 5,
        customer: "nobody".to_owned(),
        params: ParamValues::default(),
    });
    let customer = "nobody".to_owned();
    assert_eq!(
        *session.failure(),
        Failure::UnknownCustomer { customer }.into()
    );
    session.ask(Request::OpenList {
        job: 6,
        query: ListQuery {
            selection: Selection {
                panel: String::new(),
                key: "elves".to_owned(),
            },
            ..ListQuery::default()
        },
    });
    let key = "elves".to_owned();
    assert_eq!(*session.failure(), Failure::UnknownSet { key }.into());
    session.ask(Request::OpenSample {
        sample: "circus".to_owned(),
    });
    let sample = "circus".to_owned();
    assert_eq!(*session.failure(), Failure::UnknownSample { sample }.into());
}

#[test]
fn hostile_files_get_a_sentence_and_leave_the_session_alone() {
    let mut session = Session::analysed(SHOP);
    for hostile in [
        "",
        "\n",
        "\u{feff}",
        "customer,date,amount\n",
        "PK\u{3}\u{4}\0\0\0",
        "\"",
        "a,b\n\"1,2\n3,4\n",
        "customer,date,amount\na,2024-13-45,x\n",
    ] {
        session.open(hostile);
        if !session
            .events
            .iter()
            .any(|(event, _)| matches!(event, Event::Failed { .. } | Event::Read(_)))
        {
            panic!("{hostile:?} was not answered: {:#?}", session.events);
        }
        session.ask(Request::Analyse);
        session.ask(Request::OpenList {
            job: 1,
            query: ListQuery::default(),
        });
        assert!(matches!(
            session.events[0].0,
            Event::ListOpened { total: 4, .. }
        ));
    }
}

#[test]
fn a_file_that_vanishes_is_said() {
    struct Vanishing;
    impl Source for Vanishing {
        fn size_bytes(&self) -> u64 {
            1_000
        }
        fn read(&mut self, _: u64, _: &mut [u8]) -> Result<usize, String> {
            Err("NotReadableError".to_owned())
        }
    }
    let mut session = Session::empty();
    let open = Request::Open {
        tables: Vec::new(),
        names: vec!["gone.csv".to_owned()],
        recipes: Vec::new(),
        today: None,
    };
    session.send(open, Some(Box::new(Vanishing)));
    let gone = IngestError::FileGone("NotReadableError".to_owned());
    assert_eq!(*session.failure(), gone.into());
}

#[test]
fn samples_are_read_as_if_they_were_files() {
    for kind in regulars::sample::SampleKind::ALL {
        let mut session = Session::empty();
        session.ask(Request::OpenSample {
            sample: kind.id().to_owned(),
        });
        let result = session.result();
        assert_eq!(
            result.reconciliation.rows_read,
            kind.rows(),
            "{}",
            kind.id()
        );
        assert_eq!(result.questions, [], "{}", kind.id());
        session.ask(Request::Analyse);
        assert_eq!(session.info().name, kind.file_name());
    }
}

#[test]
fn rows_set_aside_leave_as_they_stood() {
    let mut session = Session::empty();
    session.ask(Request::OpenSample {
        sample: "online".to_owned(),
    });
    let account = session.result().reconciliation.clone();
    assert!(account.rows_set_aside() > 0);
    assert_eq!(
        account.rows_read,
        account.rows_used + account.rows_set_aside()
    );
    // Before and after the analysis begins.
    let (name, before) = session.file(ExportWhat::SetAside);
    session.ask(Request::Analyse);
    let (_, after) = session.file(ExportWhat::SetAside);
    assert_eq!(name, "online-shop-set-aside.csv");
    assert_eq!(before, after);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(before.trim_start_matches('\u{feff}').as_bytes());
    let reasons: Vec<String> = reader
        .records()
        .map(|record| record.unwrap()[1].to_owned())
        .collect();
    assert_eq!(reasons.len() as u64, account.rows_set_aside());
    for (reason, group) in &account.set_aside {
        let id = reason.id();
        let rows = reasons.iter().filter(|reason| *reason == id);
        assert_eq!(rows.count() as u64, group.rows, "{id}");
    }
}

#[test]
fn every_set_that_a_panel_names_can_be_opened_and_saved() {
    let mut session = Session::empty();
    session.ask(Request::OpenSample {
        sample: "furniture".to_owned(),
    });
    session.ask(Request::Analyse);
    for entry in regulars::panels::REGISTRY {
        session.ask(Request::Run {
            job: 1,
            panel: entry.id.to_owned(),
            params: ParamValues::default(),
        });
        let panel = session.find(|event| match event {
            Event::Finished { panel, .. } => Some(panel),
            _ => None,
        });
        let actions = panel
            .tables
            .iter()
            .flat_map(|table| table.rows.iter().filter_map(|row| row.action.clone()));
        let selections: Vec<Selection> = actions
            .filter_map(|action| match action {
                regulars::panels::panel::Action::OpenCustomers(selection) => Some(selection),
                _ => None,
            })
            .collect();
        let tables: Vec<String> = panel.tables.iter().map(|table| table.id.clone()).collect();
        for selection in selections {
            let rows = session.list(ListQuery {
                selection: selection.clone(),
                ..by("revenue", true)
            });
            let (_, text) = session.file(ExportWhat::Customers {
                query: ListQuery {
                    selection,
                    ..by("revenue", true)
                },
            });
            assert_eq!(text.lines().count(), rows.len() + 1);
        }
        for table in tables {
            let (_, text) = session.file(ExportWhat::PanelTable {
                panel: entry.id.to_owned(),
                params: ParamValues::default(),
                table,
            });
            assert!(text.lines().count() >= 1);
        }
    }
}

#[test]
fn a_card_is_a_panel_of_one_customer() {
    let mut session = Session::analysed(SHOP);
    session.ask(Request::Card {
        job: 8,
        customer: "007".to_owned(),
        params: ParamValues::default(),
    });
    let Event::Finished {
        job: 8,
        revision: 1,
        ref panel,
    } = session.events[0].0
    else {
        panic!("no card: {:#?}", session.events);
    };
    assert!(panel.headline.is_some());
}

/// Three shops that order every week of a year; `big` and `small` stop, and one goes on.
fn dealers() -> String {
    let first = Day::from_iso("2024-01-01").unwrap();
    let mut text = "customer,date,amount\n".to_owned();
    for week in 0..52 {
        let day = first.plus(week * 7);
        for (shop, last, units) in [("big", 40, 500), ("small", 42, 100), ("steady", 51, 50)] {
            if week <= last {
                let _ = writeln!(text, "{shop},{day},{units}");
            }
        }
    }
    text
}

impl Session {
    fn panel(&mut self, panel: &str) -> Panel {
        self.ask(Request::Run {
            job: 9,
            panel: panel.to_owned(),
            params: ParamValues::default(),
        });
        let panel = self.find(|event| match event {
            Event::Finished { panel, .. } => Some(panel),
            _ => None,
        });
        (**panel).clone()
    }

    /// Rows of the table of alarms, and the ids of the alarms as a list and as a file.
    fn alarms(&mut self) -> (usize, Vec<String>, Vec<String>) {
        let silence = self.panel("silence");
        let table = silence.tables.iter().find(|table| table.id == "alarms");
        let rows = table.map_or(0, |table| table.rows.len());
        let red = ListQuery {
            selection: Selection {
                panel: "silence".to_owned(),
                key: "red".to_owned(),
            },
            ..by("customer", false)
        };
        let ids = self.ids(red.clone());
        let (_, text) = self.file(ExportWhat::Customers { query: red });
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let file = reader.records().map(|record| record.unwrap()[0].to_owned());
        (rows, ids, file.collect())
    }
}

#[test]
fn an_alarm_that_was_dealt_with_rests_in_page_list_and_file() {
    let mut session = Session::analysed(&dealers());
    let as_of = session.info().as_of;
    let both = vec!["big".to_owned(), "small".to_owned()];
    assert_eq!(session.alarms(), (2, both.clone(), both.clone()));
    let handle = |session: &mut Session, handled: &[(&str, Handled)]| {
        let handled = handled.iter().map(|(id, it)| ((*id).to_owned(), *it));
        session.ask(Request::SetHandled {
            handled: handled.collect(),
        });
        assert!(session.events.is_empty(), "{:#?}", session.events);
    };
    let done = Handled {
        on: as_of,
        until: None,
    };
    handle(&mut session, &[("big", done), ("unknown", done)]);
    let small = vec!["small".to_owned()];
    assert_eq!(session.alarms(), (1, small.clone(), small));
    let until = |days: i32| Handled {
        on: as_of,
        until: Some(as_of.plus(days)),
    };
    // Snoozed until tomorrow it rests; until today it is told again.
    handle(&mut session, &[("big", until(0)), ("small", until(1))]);
    let big = vec!["big".to_owned()];
    assert_eq!(session.alarms(), (1, big.clone(), big));
    // A visit after it was dealt with makes the customer one like others.
    let before = Handled {
        on: as_of.plus(-200),
        until: None,
    };
    handle(&mut session, &[("big", before)]);
    assert_eq!(session.alarms(), (2, both.clone(), both));
}

#[test]
fn why_somebody_left_can_be_said_on_the_card() {
    let mut session = Session::analysed(&dealers());
    let keys = |session: &mut Session, customer: &str, params: ParamValues| {
        session.ask(Request::Card {
            job: 8,
            customer: customer.to_owned(),
            params,
        });
        let panel = session.find(|event| match event {
            Event::Finished { panel, .. } => Some(panel),
            _ => None,
        });
        let specs = panel.params.iter();
        specs
            .map(|spec| (spec.key.clone(), spec.value.clone()))
            .collect::<Vec<_>>()
    };
    let key = "leaving.reason_of:big".to_owned();
    let silent = keys(&mut session, "big", ParamValues::default());
    assert!(silent.contains(&(key.clone(), String::new())), "{silent:?}");
    let mut params = ParamValues::default();
    params.0.insert(key.clone(), "price".to_owned());
    let chosen = keys(&mut session, "big", params);
    assert!(chosen.contains(&(key, "price".to_owned())), "{chosen:?}");
    let steady = keys(&mut session, "steady", ParamValues::default());
    let of_leaving = |(key, _): &&(String, String)| key.starts_with("leaving.");
    assert_eq!(steady.iter().find(of_leaving), None, "nothing to say");
}

#[test]
fn customers_open_behind_every_cell_of_cohorts_by_any_step() {
    let mut session = Session::empty();
    session.ask(Request::OpenSample {
        sample: "furniture".to_owned(),
    });
    session.ask(Request::Analyse);
    for (step, measure) in [
        ("month", "customers"),
        ("quarter", "customers"),
        ("year", "customers"),
        ("quarter", "revenue"),
        ("year", "profit"),
    ] {
        let mut params = ParamValues::default();
        for (key, value) in [("by", step), ("measure", measure)] {
            params.0.insert(key.to_owned(), value.to_owned());
        }
        session.ask(Request::Run {
            job: 1,
            panel: "cohorts".to_owned(),
            params,
        });
        let panel = session.find(|event| match event {
            Event::Finished { panel, .. } => Some(panel),
            _ => None,
        });
        let figures = panel.blocks.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure.chart.clone()),
            _ => None,
        });
        let heats = figures.filter_map(|chart| match chart {
            ChartSpec::Heat(heat) => Some(heat),
            _ => None,
        });
        let cells: Vec<_> = heats.flat_map(|heat| heat.cells).collect();
        let marks = cells.iter().filter(|cell| cell.step > 0);
        let marks: Vec<_> = marks.step_by(5).collect();
        assert!(marks.len() > 1, "{step} {measure}");
        for mark in marks {
            let detail = mark.detail.say(&Speaker::default());
            let counts = detail.split('(').nth(1).unwrap().split(' ');
            let counts: Vec<usize> = counts
                .filter_map(|word| word.trim_end_matches(')').parse().ok())
                .collect();
            let [active, size] = counts[..] else {
                panic!("{detail}")
            };
            let behind = if measure == "customers" { active } else { size };
            match &mark.action {
                Some(Action::OpenCustomers(selection)) => {
                    let opened = session.ids(ListQuery {
                        selection: selection.clone(),
                        ..by("revenue", true)
                    });
                    assert_eq!(opened.len(), behind, "{detail}");
                }
                _ => assert_eq!(behind, 0, "{detail}"),
            }
        }
    }
}
