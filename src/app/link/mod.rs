//! The line to the engines: what is asked goes out, what is answered lands in the state.
//!
//! - Every import gets an engine of its own; the one with the results shown lives until the new
//!   import is confirmed.
//! - A request waits until its engine is ready; an answer about older data is dropped.
//! - An engine that stops by a fault is started again: the requests that made its state are said
//!   again one by one, the request that stopped it fails, the others are repeated.
//! - Cancelling ends the engine; nothing has to be listened to in there.
//!
//! - `engines`: engines start, stop, are started again
//! - `events`: what an engine says lands in the state
//! - `runs`: panels are computed, those in sight first

mod engines;
mod events;
mod runs;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::ArrayBuffer;
use web_sys::File;

use super::engine_worker::EngineWorker;
use super::oneshot;
use super::state::{
    Import, ImportPhase, Loadable, Matter, Notice, Notices, Panels, Progress, Session,
};
use crate::app::view::prelude::*;
use crate::base::{Day, SortedMap, SortedSet};
use crate::dataset::{Handled, TableKind, View};
use crate::i18n::Message;
use crate::i18n::shell::Shell;
use crate::ingest::Recipe;
use crate::panels::Panel;
use crate::panels::pages;
use crate::panels::panel::{Column, Tone};
use crate::protocol::{
    BUILD_ID, Event, ExportWhat, JobId, ListQuery, ListRow, Request, SessionInfo, StoredRecipe,
};

/// Faults of one engine after which it is not started again.
const MOST_STOPS: u32 = 4;

/// An answer to a request with a job.
#[derive(Debug)]
pub enum Reply {
    /// A card.
    Panel(Box<Panel>),
    /// A list is open.
    List(OpenedList),
    /// A window of a list.
    Rows(Vec<ListRow>),
    /// A file to save.
    File(SavedFile),
    /// It could not be done.
    Failed(Message),
}

/// A list that the engine holds.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedList {
    /// Its id.
    pub list: u32,
    /// Rows in it.
    pub total: u32,
    /// Customers in all.
    pub of: u32,
    /// What the set is, in words.
    pub title: Message,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A file made by the engine.
#[derive(Clone, Debug)]
pub struct SavedFile {
    /// Proposed name.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Its bytes.
    pub bytes: ArrayBuffer,
}

/// What an engine is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Duty {
    /// Started ahead of need.
    Spare,
    /// Reads a file that is not confirmed.
    Import,
    /// Holds the data of the results shown.
    Results,
}

/// The requests that made an engine's state, in the order they must be said again.
#[derive(Clone, Default)]
struct Made {
    open: Option<(Request, Vec<File>)>,
    recipe: Option<Request>,
    analysed: bool,
    view: Option<Request>,
    /// Told after the steps, since nothing is answered to it.
    handled: Option<Request>,
}

impl Made {
    fn steps(&self) -> VecDeque<(Request, Vec<File>)> {
        let mut steps = VecDeque::new();
        steps.extend(self.open.clone());
        steps.extend(self.recipe.clone().map(|request| (request, Vec::new())));
        if self.analysed {
            steps.push_back((Request::Analyse, Vec::new()));
        }
        steps.extend(self.view.clone().map(|request| (request, Vec::new())));
        steps
    }
}

struct Engine {
    serial: u32,
    duty: Duty,
    worker: EngineWorker,
    made: Made,
    /// What is still to be said again after a fault, one step at a time.
    replay: VecDeque<(Request, Vec<File>)>,
    /// Its state is being said again: what rests on it waits.
    is_recovering: bool,
    /// Jobs not answered yet, oldest first.
    open_jobs: SortedSet<JobId>,
    asked: SortedMap<JobId, (Request, oneshot::Sender<Reply>)>,
    stops: u32,
}

#[derive(Default)]
struct Inner {
    engines: Vec<Engine>,
    next_serial: u32,
    next_job: JobId,
    /// The latest job of each panel.
    runs: SortedMap<&'static str, JobId>,
    /// Panels that stopped the engine; not run again until something about them changes.
    stopping: SortedSet<&'static str>,
    /// Panels in sight, to be computed first.
    in_sight: Vec<&'static str>,
    /// Panels to be computed ahead of need, one at a time: a page that is opened does not wait for
    /// them.
    ahead: VecDeque<&'static str>,
    /// Rests after everything was asked for, in which most of them do not begin.
    resting: u32,
}

/// The line to the engines. A small copy, from context.
#[derive(Clone, Copy)]
pub struct Link {
    inner: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
    session: Session,
    import: Import,
    panels: Panels,
    notices: Notices,
    /// Counts confirmed imports; changes when new results replace the ones shown.
    pub confirmed: RwSignal<u32>,
}

impl Link {
    /// The line, with a first engine started ahead of need.
    pub fn new(session: Session, import: Import, panels: Panels, notices: Notices) -> Self {
        let link = Self {
            inner: StoredValue::new_local(Rc::default()),
            session,
            import,
            panels,
            notices,
            confirmed: RwSignal::new(0),
        };
        link.start_engine(Duty::Spare, Made::default(), 0);
        link
    }

    // Reading a file.

    /// Reads files in a fresh engine, one after another.
    pub fn open_files(&self, files: Vec<File>, recipes: Vec<StoredRecipe>, today: Option<Day>) {
        let names: Vec<String> = files.iter().map(File::name).collect();
        let name = names.join(" + ");
        let request = Request::Open {
            tables: Vec::new(),
            names,
            recipes,
            today,
        };
        self.begin_import(name, size_of(&files), request, files, None);
    }

    /// Opens the files of the import once more, with what the person says each of them is. What was
    /// decided about the sales is asked anew: they may be another file now.
    pub fn open_as(&self, tables: Vec<(String, TableKind)>) {
        let open = self.with_engine(Duty::Import, |engine| engine.made.open.clone());
        if let Some(Some((mut request, files))) = open {
            if let Request::Open { tables: said, .. } = &mut request {
                *said = (0..).zip(tables.iter().map(|(_, kind)| *kind)).collect();
            }
            let name = self.import.name.get_untracked();
            self.begin_import(name, size_of(&files), request, files, None);
            self.import.tables.set(tables);
        }
    }

    /// Makes and reads a sample in a fresh engine.
    pub fn open_sample(&self, sample: &str) {
        let request = Request::OpenSample {
            sample: sample.to_owned(),
        };
        self.begin_import(sample.to_owned(), 0, request, Vec::new(), None);
        self.import.is_sample.set(true);
    }

    /// Reads the file of the results shown once more, by the recipe in force or another, to decide
    /// anew; false when it is not open.
    pub fn read_again(&self, other: Option<Recipe>) -> bool {
        let open = self.with_engine(Duty::Results, |engine| engine.made.open.clone());
        let (Some(Some((request, files))), Some(info)) = (open, self.session.info.get_untracked())
        else {
            return false;
        };
        let size_bytes = size_of(&files);
        let taken = other.iter().map(|_| info.recipe.clone()).collect();
        let recipe = Request::Reread {
            recipe: other.unwrap_or_else(|| info.recipe.clone()),
        };
        self.begin_import(info.name.clone(), size_bytes, request, files, Some(recipe));
        self.import.taken.set(taken);
        true
    }

    /// Reads the same file with another recipe; the one in force can be taken back.
    pub fn reread(&self, recipe: Recipe) {
        if let Some(before) = untrack(|| self.import.recipe()) {
            self.import.taken.update(|taken| taken.push(before));
        }
        self.read_by(recipe);
    }

    /// Reads the same file by the recipe before the last decision.
    pub fn undo(&self) {
        let mut before = None;
        self.import.taken.update(|taken| before = taken.pop());
        if let Some(recipe) = before {
            self.read_by(recipe);
        }
    }

    fn read_by(&self, recipe: Recipe) {
        let request = Request::Reread {
            recipe: recipe.clone(),
        };
        let sent = self.with_engine(Duty::Import, |engine| {
            engine.made.recipe = Some(request.clone());
            engine.replay.clear();
            engine.worker.send(request, Vec::new());
        });
        if sent.is_some() {
            self.import.phase.set(ImportPhase::Reading);
            self.import.wanted.set(Some(recipe));
        }
    }

    /// Takes what was read into analysis.
    pub fn analyse(&self) {
        let sent = self.with_engine(Duty::Import, |engine| {
            engine.made.analysed = true;
            engine.worker.send(Request::Analyse, Vec::new());
        });
        if sent.is_some() {
            self.import.phase.set(ImportPhase::Analysing);
        }
    }

    /// Ends the reading at once and forgets the file.
    pub fn cancel_import(&self) {
        self.end(Duty::Import);
        self.import.clear();
        self.start_engine(Duty::Spare, Made::default(), 0);
    }

    fn begin_import(
        &self,
        name: String,
        size_bytes: u64,
        request: Request,
        files: Vec<File>,
        recipe: Option<Request>,
    ) {
        self.end(Duty::Import);
        self.notices.dismiss(Matter::Engine);
        self.import.clear();
        self.import.target.set(None);
        self.import.name.set(name);
        self.import.size_bytes.set(size_bytes);
        self.import.phase.set(ImportPhase::Reading);
        let made = Made {
            open: Some((request, files)),
            recipe,
            ..Made::default()
        };
        let spare = self.with_engine(Duty::Spare, |engine| {
            engine.duty = Duty::Import;
            engine.made = made.clone();
            engine.replay = made.steps();
            if let Some((request, file)) = engine.replay.pop_front() {
                engine.worker.send(request, file);
            }
        });
        if spare.is_none() {
            self.start_engine(Duty::Import, made, 0);
        }
    }

    // Results.

    /// Changes the view of the results shown.
    pub fn set_view(&self, view: View) {
        self.session.view.set(view.clone());
        let request = Request::SetView { view };
        self.with_inner(|inner| inner.stopping.clear());
        self.with_engine(Duty::Results, |engine| {
            engine.made.view = Some(request.clone());
            if engine.replay.is_empty() {
                engine.worker.send(request, Vec::new());
            } else {
                engine
                    .replay
                    .retain(|(step, _)| !matches!(step, Request::SetView { .. }));
                engine.replay.push_back((request, Vec::new()));
            }
        });
    }

    /// Tells the engine which alarms were dealt with, and rings anew.
    pub fn set_handled(&self, handled: Vec<(String, Handled)>) {
        let request = Request::SetHandled { handled };
        self.with_engine(Duty::Results, |engine| {
            engine.made.handled = Some(request.clone());
            engine.send_unless_recovering(request);
        });
        self.run_again("silence");
    }

    /// The card of a customer.
    pub async fn card(&self, customer: &str) -> Result<Panel, Message> {
        let customer = customer.to_owned();
        let params = untrack(|| self.panels.params_along("card"));
        let request = |job| Request::Card {
            job,
            customer,
            params,
        };
        match self.ask(request).await? {
            Reply::Panel(panel) => Ok(*panel),
            other => Err(not_expected(other)),
        }
    }

    /// Opens a list of customers.
    pub async fn open_list(&self, query: ListQuery) -> Result<OpenedList, Message> {
        match self.ask(|job| Request::OpenList { job, query }).await? {
            Reply::List(list) => Ok(list),
            other => Err(not_expected(other)),
        }
    }

    /// A window of a list, at most 200 rows.
    pub async fn rows(&self, list: u32, from: u32, count: u32) -> Result<Vec<ListRow>, Message> {
        let request = |job| Request::Rows {
            job,
            list,
            from,
            count,
        };
        match self.ask(request).await? {
            Reply::Rows(rows) => Ok(rows),
            other => Err(not_expected(other)),
        }
    }

    /// A file made by the engine that holds the results, or the one that reads an import when
    /// `of_import` is set.
    pub async fn export(&self, what: ExportWhat, of_import: bool) -> Result<SavedFile, Message> {
        let duty = if of_import {
            Duty::Import
        } else {
            Duty::Results
        };
        match self
            .ask_engine(duty, |job| Request::Export { job, what })
            .await?
        {
            Reply::File(file) => Ok(file),
            other => Err(not_expected(other)),
        }
    }

    /// Asks the engine with the results; the answer is a [`Reply`] or the sentence why not.
    pub async fn ask(&self, request: impl FnOnce(JobId) -> Request) -> Result<Reply, Message> {
        self.ask_engine(Duty::Results, request).await
    }

    async fn ask_engine(
        &self,
        duty: Duty,
        request: impl FnOnce(JobId) -> Request,
    ) -> Result<Reply, Message> {
        let job = self.next_job();
        let request = request(job);
        let (sender, receiver) = oneshot::channel();
        let sent = self.with_engine(duty, |engine| {
            engine.open_jobs.insert(job);
            engine.asked.insert(job, (request.clone(), sender));
            engine.send_unless_recovering(request);
        });
        if sent.is_none() {
            return Err(Shell::FileNeeded.into());
        }
        match receiver.await {
            Some(Reply::Failed(message)) => Err(message),
            Some(reply) => Ok(reply),
            None => Err(Shell::Overtaken.into()),
        }
    }

    /// Ends every engine and forgets what they held, an import under way with it.
    pub fn end_all(&self) {
        self.import.clear();
        for duty in [Duty::Import, Duty::Results, Duty::Spare] {
            self.end(duty);
        }
        self.session.has_rows.set(false);
        self.start_engine(Duty::Spare, Made::default(), 0);
    }

    /// The panel whose latest job this is.
    fn panel_of(&self, job: JobId) -> Option<&'static str> {
        self.with_inner(|inner| {
            let mut runs = inner.runs.iter();
            runs.find_map(|(panel, latest)| (*latest == job).then_some(*panel))
        })
    }

    /// Ends what is computed for a panel; it says so and can be asked for again.
    pub fn stop(&self, panel: &'static str) {
        if !self.drop_run(panel) {
            return;
        }
        self.with_inner(|inner| inner.ahead.retain(|id| *id != panel));
        let stopped = Loadable::Failed(Shell::StoppedByPerson.into());
        self.panels.panel(panel).set(stopped);
    }

    /// Whether the engine with the results is being told its state again; `None` without one.
    fn is_recovering(&self) -> Option<bool> {
        self.with_engine(Duty::Results, |engine| engine.is_recovering)
    }

    /// What is computed for the panel is not wanted any more; false when nothing was asked.
    fn drop_run(&self, panel: &str) -> bool {
        let job = self.with_inner(|inner| inner.runs.remove(panel));
        job.is_some_and(|job| {
            self.with_engine(Duty::Results, |engine| {
                engine.worker.send(Request::Stop { job }, Vec::new());
            });
            true
        })
    }

    fn close_job(&self, duty: Duty, job: JobId) {
        self.with_engine(duty, |engine| {
            engine.open_jobs.remove(&job);
            // Whoever waits for its answer hears that there will be none.
            engine.asked.remove(&job);
        });
    }

    fn next_job(&self) -> JobId {
        self.with_inner(|inner| {
            inner.next_job += 1;
            inner.next_job
        })
    }

    fn with_engine<R>(&self, duty: Duty, act: impl FnOnce(&mut Engine) -> R) -> Option<R> {
        self.with_inner(|inner| {
            inner
                .engines
                .iter_mut()
                .find(|engine| engine.duty == duty)
                .map(act)
        })
    }

    fn with_inner<R>(&self, act: impl FnOnce(&mut Inner) -> R) -> R {
        let inner = self.inner.get_value();
        let mut inner = inner.borrow_mut();
        act(&mut inner)
    }
}

/// An answer of another kind than asked for: the engine and the page disagree.
fn not_expected(reply: Reply) -> Message {
    match reply {
        Reply::Failed(message) => message,
        Reply::Panel(_) | Reply::List(_) | Reply::Rows(_) | Reply::File(_) => {
            Shell::RequestStopped.into()
        }
    }
}

/// Bytes of all files.
fn size_of(files: &[File]) -> u64 {
    files.iter().map(|file| file.size() as u64).sum()
}
