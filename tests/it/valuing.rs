//! The value of customers is computed in pieces, between which the page is heard.

use regulars::dataset::{GoneRule, View};
use regulars::engine::{Collected, Engine};
use regulars::i18n::{Say as _, Speaker};
use regulars::panels::ParamValues;
use regulars::panels::panel::{Block, Selection, Value};
use regulars::protocol::{Event, JobId, ListQuery, Request};

/// A session over a sample, to which requests are said while it works.
struct Working {
    engine: Engine,
    sink: Collected,
}

impl Working {
    fn on_a_sample(sample: &str) -> Self {
        let mut engine = Engine::new();
        let mut sink = Collected::default();
        let sample = sample.to_owned();
        engine.handle(Request::OpenSample { sample }, Vec::new(), &mut sink);
        engine.handle(Request::Analyse, Vec::new(), &mut sink);
        sink.0.clear();
        Self { engine, sink }
    }

    fn say(&mut self, request: Request) {
        self.engine.begin(request, Vec::new(), &mut self.sink);
    }

    fn value(&mut self, job: JobId, params: &[(&str, &str)]) {
        let mut values = ParamValues::default();
        for (key, value) in params {
            values.0.insert((*key).to_owned(), (*value).to_owned());
        }
        let panel = "value".to_owned();
        self.say(Request::Run {
            job,
            panel,
            params: values,
        });
    }

    fn work(&mut self) {
        while self.engine.step(&mut self.sink) {}
    }

    fn finished(&self) -> Vec<JobId> {
        let events = self.sink.0.iter();
        let job = |event: &Event| match event {
            Event::Finished { job, .. } => Some(*job),
            _ => None,
        };
        events.filter_map(|(event, _)| job(event)).collect()
    }

    fn dropped(&self) -> Vec<JobId> {
        let events = self.sink.0.iter();
        let job = |event: &Event| match event {
            Event::Dropped { job } => Some(*job),
            _ => None,
        };
        events.filter_map(|(event, _)| job(event)).collect()
    }
}

#[test]
fn a_list_is_answered_while_value_is_computed() {
    let mut session = Working::on_a_sample("deli");
    session.value(1, &[]);
    assert!(session.engine.step(&mut session.sink));
    let query = ListQuery::default();
    session.say(Request::OpenList { job: 2, query });
    let opened = |event: &Event| matches!(event, Event::ListOpened { job: 2, .. });
    assert!(session.sink.0.iter().any(|(event, _)| opened(event)));
    assert!(session.finished().is_empty());
    session.work();
    assert_eq!(session.finished(), [1]);
    let told: Vec<f64> = session
        .sink
        .0
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Working { job: 1, share } => Some(*share),
            _ => None,
        })
        .collect();
    assert!(told.len() > 5 && told.is_sorted(), "{told:?}");
    assert!(told.iter().all(|share| (0.0..=1.0).contains(share)));
    // What is known is not computed again.
    session.value(3, &[]);
    assert_eq!(session.finished(), [1, 3]);
}

#[test]
fn pieces_come_to_the_same_as_the_whole() {
    let mut pieces = Working::on_a_sample("deli");
    pieces.value(1, &[("horizon_days", "90")]);
    pieces.work();
    let mut whole = Working::on_a_sample("deli");
    let mut sink = Collected::default();
    let mut params = ParamValues::default();
    params.0.insert("horizon_days".to_owned(), "90".to_owned());
    let panel = "value".to_owned();
    let run = Request::Run {
        job: 1,
        panel,
        params,
    };
    whole.engine.handle(run, Vec::new(), &mut sink);
    let last = |events: &Collected| events.0.last().map(|(event, _)| event.clone());
    assert_eq!(last(&pieces.sink), last(&sink));
}

#[test]
fn other_groups_alone_take_no_second_fit_and_come_to_the_same() {
    let mut session = Working::on_a_sample("deli");
    session.value(1, &[]);
    session.work();
    let before = session.sink.0.len();
    session.value(2, &[("by", "first_purchase")]);
    session.work();
    let shares = session.sink.0[before..].iter();
    let told = shares.filter(|(event, _)| matches!(event, Event::Working { job: 2, .. }));
    assert!(told.count() > 0);
    let again = session.sink.0.last().map(|(event, _)| event.clone());
    let mut fresh = Working::on_a_sample("deli");
    fresh.value(2, &[("by", "first_purchase")]);
    fresh.work();
    assert_eq!(again, fresh.sink.0.last().map(|(event, _)| event.clone()));
}

#[test]
fn what_nobody_waits_for_is_not_computed() {
    let mut session = Working::on_a_sample("deli");
    session.value(1, &[]);
    session.engine.step(&mut session.sink);
    session.say(Request::Stop { job: 1 });
    assert_eq!(session.dropped(), [1]);
    assert!(!session.engine.step(&mut session.sink));

    // Asked anew under other parameters, the panel waits for those only.
    session.value(2, &[]);
    session.value(3, &[("horizon_days", "30")]);
    session.work();
    assert_eq!(session.dropped(), [1, 2]);
    assert_eq!(session.finished(), [3]);

    // Another view asks for everything again.
    session.value(4, &[]);
    session.engine.step(&mut session.sink);
    session.say(Request::SetView {
        view: View::default(),
    });
    assert_eq!(session.dropped(), [1, 2, 4]);
    session.work();
    assert_eq!(session.finished(), [3]);
}

#[test]
fn lists_say_the_value_once_it_is_known() {
    let mut session = Working::on_a_sample("deli");
    let opened = |session: &mut Working, job| {
        let query = ListQuery {
            sort: "clv".to_owned(),
            descending: true,
            ..ListQuery::default()
        };
        session.say(Request::OpenList { job, query });
        let last = session.sink.0.pop();
        let Some((Event::ListOpened { list, columns, .. }, _)) = last else {
            panic!("no list: {last:?}");
        };
        let ids: Vec<String> = columns.into_iter().map(|column| column.id).collect();
        session.say(Request::Rows {
            job,
            list,
            from: 0,
            count: 200,
        });
        let last = session.sink.0.pop();
        let Some((Event::Rows { rows, .. }, _)) = last else {
            panic!("no rows: {last:?}");
        };
        assert!(rows.iter().all(|row| row.cells.len() == ids.len()));
        (ids, rows)
    };
    let (columns, _) = opened(&mut session, 1);
    assert!(!columns.contains(&"clv".to_owned()) && !columns.contains(&"verdict".to_owned()));
    session.value(2, &[]);
    session.work();
    let (columns, rows) = opened(&mut session, 3);
    let at = columns.iter().position(|id| id == "clv").unwrap();
    let values: Vec<f64> = rows
        .iter()
        .map(|row| match &row.cells[at] {
            Value::Money(money) => money.to_units_f64(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(values.len(), 200);
    assert!(values.is_sorted_by(|a, b| a >= b) && values[0] > values[199]);
    assert!(columns.contains(&"p_alive".to_owned()));
    let at = columns.iter().position(|id| id == "verdict").unwrap();
    let held = rows.iter().filter(|row| match &row.cells[at] {
        Value::Term { id, .. } => id == "hold",
        other => panic!("{other:?}"),
    });
    assert!(held.count() > 0);
}

#[test]
fn panels_wait_where_a_chance_decides_who_is_gone() {
    let mut session = Working::on_a_sample("deli");
    let view = View {
        gone: GoneRule::p_alive_below(0.5).unwrap(),
        ..View::default()
    };
    session.say(Request::SetView { view: view.clone() });
    let run = |job: JobId, panel: &str| Request::Run {
        job,
        panel: panel.to_owned(),
        params: ParamValues::default(),
    };
    session.say(run(1, "leaving"));
    session.say(run(2, "value"));
    assert!(session.finished().is_empty(), "both wait for the chances");
    session.work();
    assert_eq!(session.finished(), [1, 2]);
    session.say(run(3, "overview"));
    assert_eq!(session.finished(), [1, 2, 3], "they are there by now");
    let said = |session: &Working| {
        let events = session.sink.0.iter().rev();
        let mut panels = events.filter_map(|(event, _)| match event {
            Event::Finished { panel, .. } => Some((**panel).clone()),
            _ => None,
        });
        panels.next().unwrap()
    };
    let notice = |panel: &regulars::panels::Panel| {
        let mut notices = panel.blocks.iter().filter_map(|block| match block {
            Block::Notice { title, .. } => Some(title.say(&Speaker::default())),
            _ => None,
        });
        notices.next_back().unwrap_or_default()
    };
    assert_eq!(
        notice(&said(&session)),
        "Gone: a chance below 50% of still being a customer"
    );
    // Lists and cards wait for them as well.
    let query = ListQuery {
        selection: Selection {
            panel: "leaving".to_owned(),
            key: "left".to_owned(),
        },
        ..ListQuery::default()
    };
    let total = |session: &Working| {
        let events = session.sink.0.iter();
        let mut totals = events.filter_map(|(event, _)| match event {
            Event::ListOpened { job: 7, total, .. } => Some(*total),
            _ => None,
        });
        let total = totals.next();
        assert_eq!(totals.next(), None);
        total
    };
    let open = Request::OpenList { job: 7, query };
    session.say(open.clone());
    let gone = total(&session);
    assert!(gone.is_some_and(|gone| gone > 0));
    let mut other = Working::on_a_sample("deli");
    other.say(Request::SetView { view: view.clone() });
    other.sink.0.clear();
    other.say(open.clone());
    other.say(Request::Card {
        job: 8,
        customer: customer_of_deli(),
        params: ParamValues::default(),
    });
    assert!(other.engine.step(&mut other.sink));
    let mut told = other.sink.0.iter();
    let only_progress = told.all(|(event, _)| matches!(event, Event::Working { job: 7 | 8, .. }));
    assert!(only_progress, "{:?}", other.sink.0);
    other.work();
    assert_eq!(total(&other), gone);
    assert_eq!(other.finished(), [8]);
    // Another view lets them go.
    other.say(Request::SetView { view: view.clone() });
    other.say(open);
    other.say(Request::SetView { view });
    assert_eq!(other.dropped(), [7]);
}

/// The id of a customer.
fn customer_of_deli() -> String {
    let mut session = Working::on_a_sample("deli");
    let query = ListQuery::default();
    session.say(Request::OpenList { job: 1, query });
    let list = session.sink.0.iter().find_map(|(event, _)| match event {
        Event::ListOpened { list, .. } => Some(*list),
        _ => None,
    });
    session.say(Request::Rows {
        job: 2,
        list: list.unwrap(),
        from: 0,
        count: 1,
    });
    match session.sink.0.pop() {
        Some((Event::Rows { rows, .. }, _)) => rows[0].customer.id.clone(),
        other => panic!("no rows: {other:?}"),
    }
}
