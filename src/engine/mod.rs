//! The session: requests in, events out. Runs natively in tests and in the worker.
//!
//! Imports every pure room except `chart`'s drawing and `store`. Knows no browser: bytes come
//! through a [`Source`], answers leave through a [`Sink`].
//!
//! - `sink`: the door out; the door in is `ingest::Source`
//! - `reading`: a file on its way in
//! - `session`: the data in analysis and the view on them
//! - `lists`, `list_column`: lists of customers, sorted once and read in windows
//! - `standing`: where each customer stands in the analyses that divide all of them
//! - `valuing`: the value of all customers, computed in pieces
//! - `files`: what leaves as a file
//! - `terminal`: the same session in a terminal
//! - `fault`: why a request could not be done

mod fault;
mod files;
mod list_column;
mod lists;
mod reading;
mod session;
mod sink;
mod standing;
mod valuing;

pub mod terminal;

pub use crate::ingest::{MemorySource, Source};
pub use sink::{Collected, Sink};

use fault::Fault;
use lists::Lists;
use reading::Opened;
use session::Session;
use standing::Lines;
use valuing::{Valuings, Waiting};

use crate::base::Day;
use crate::dataset::TableKind;
use crate::export::Mark;
use crate::i18n::engine::Failure;
use crate::ingest::Recipe;
use crate::panels::{self, ParamValues};
use crate::protocol::{
    BUILD_ID, Event, ExportWhat, JobId, ListQuery, Request, Revision, Stage, StoredRecipe,
};
use crate::sample::SampleKind;

/// One session over one file. Answers every request; never panics on what a file or a page says.
#[derive(Default)]
pub struct Engine {
    opened: Option<Opened>,
    session: Option<Session>,
    lists: Lists,
    valuings: Valuings,
    revision: Revision,
}

impl Engine {
    /// A session without a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the worker says first.
    pub fn ready() -> Event {
        Event::Ready {
            build: BUILD_ID.to_owned(),
        }
    }

    /// Does what is asked, to the end. `sources` are the files that come with [`Request::Open`].
    pub fn handle(&mut self, request: Request, sources: Vec<Box<dyn Source>>, sink: &mut dyn Sink) {
        self.begin(request, sources, sink);
        while self.step(sink) {}
    }

    /// Does what is asked, except that a reading is only begun: [`Engine::step`] goes on with it.
    /// A worker that steps between messages hears the page while a large file is read; a newer
    /// reading takes the place of the one that goes on.
    pub fn begin(&mut self, request: Request, sources: Vec<Box<dyn Source>>, sink: &mut dyn Sink) {
        let job = job_of(&request);
        if let Err(fault) = self.answer(request, sources, sink) {
            sink.send(fault.event(job), None);
        }
    }

    /// Goes on with a reading by one slice, or with other long work by one piece, and says whether
    /// there is more to do. What was read is prepared for analysis before it is asked for.
    pub fn step(&mut self, sink: &mut dyn Sink) -> bool {
        let Some(opened) = self.opened.as_mut().filter(|opened| opened.goes_on()) else {
            return self.step_value(sink);
        };
        if let Err(fault) = opened.step(sink) {
            sink.send(fault.event(None), None);
        }
        opened.goes_on() || !self.valuings.is_empty()
    }

    /// The next piece of the value of customers; with the last one, what waited for it.
    fn step_value(&mut self, sink: &mut dyn Sink) -> bool {
        let Some(valuing) = self.valuings.first() else {
            return false;
        };
        let Some(valued) = valuing.next() else {
            if let Some(share) = valuing.news() {
                for waiting in &valuing.waiting {
                    let job = waiting.job;
                    sink.send(Event::Working { job, share }, None);
                }
            }
            return true;
        };
        if let (Some(done), Some(session)) = (self.valuings.take_first(), &mut self.session) {
            session.keep_value(done.settings, valued);
            for waiting in done.waiting {
                self.begin(waiting.request, Vec::new(), sink);
            }
        }
        !self.valuings.is_empty()
    }

    /// Whether a reading waits for the next bytes of its file; a step would have to fetch them.
    pub fn is_waiting(&self) -> bool {
        self.opened.as_ref().is_some_and(Opened::is_waiting)
    }

    fn answer(
        &mut self,
        request: Request,
        sources: Vec<Box<dyn Source>>,
        sink: &mut dyn Sink,
    ) -> Result<(), Fault> {
        let Some(request) = self.unless_it_waits(request, sink)? else {
            return Ok(());
        };
        match request {
            Request::Open {
                names,
                recipes,
                today,
                tables,
            } => {
                let files: Vec<_> = names.into_iter().zip(sources).collect();
                self.open(files, recipes, today, tables, sink)
            }
            Request::OpenSample { sample } => self.open_sample(sample, sink),
            Request::Reread { recipe } => self.reread(&recipe, sink),
            Request::Analyse => self.analyse(sink),
            Request::SetView { view } => {
                let revision = self.next_revision();
                let session = self.session.as_mut().ok_or(Failure::NothingAnalysed)?;
                session.set_view(view, revision);
                self.let_go(sink);
                self.send_session(sink)
            }
            Request::SetHandled { handled } => {
                let session = self.session.as_mut().ok_or(Failure::NothingAnalysed)?;
                session.set_handled(&handled);
                self.lists.clear();
                Ok(())
            }
            Request::Run { job, panel, params } => self.run(job, &panel, &params, sink),
            Request::Stop { job } => {
                if let Some(job) = self.valuings.stop(job) {
                    sink.send(Event::Dropped { job }, None);
                }
                Ok(())
            }
            Request::Card {
                job,
                customer,
                params,
            } => self.card(job, customer, &params, sink),
            Request::OpenList { job, query } => self.open_list(job, query, sink),
            Request::Rows {
                job,
                list,
                from,
                count,
            } => {
                let session = self.session.as_mut().ok_or(Failure::NothingAnalysed)?;
                let lines = Lines::of_query(self.lists.query(list)?);
                let (door, text) = session.list_door(&lines);
                let rows = self.lists.rows(list, from, count, door, text)?;
                let rows = Event::Rows {
                    job,
                    list,
                    from,
                    rows,
                };
                sink.send(rows, None);
                Ok(())
            }
            Request::Export { job, what } => {
                let file = files::export(what, self.opened.as_ref(), self.session.as_mut())?;
                let event = Event::File {
                    job,
                    name: file.name,
                    mime: "text/csv;charset=utf-8".to_owned(),
                };
                sink.send(event, Some(file.bytes));
                Ok(())
            }
        }
    }

    /// The request, unless it waits for the value of customers.
    fn unless_it_waits(
        &mut self,
        request: Request,
        sink: &mut dyn Sink,
    ) -> Result<Option<Request>, Fault> {
        let (Some(job), Some(session)) = (job_of(&request), &self.session) else {
            return Ok(Some(request));
        };
        let valuing = match &request {
            Request::Run { panel, params, .. } => session.valuing(panel, params)?,
            Request::Export {
                what: ExportWhat::SetAside | ExportWhat::Unmatched { .. },
                ..
            } => None,
            _ => session.valuing_of_gone(),
        };
        let Some(valuing) = valuing else {
            return Ok(Some(request));
        };
        if let Some(job) = self.valuings.wait(valuing, Waiting { job, request }) {
            sink.send(Event::Dropped { job }, None);
        }
        Ok(None)
    }

    fn open(
        &mut self,
        files: Vec<(String, Box<dyn Source>)>,
        recipes: Vec<StoredRecipe>,
        today: Option<Day>,
        tables: Vec<(u32, TableKind)>,
        sink: &mut dyn Sink,
    ) -> Result<(), Fault> {
        self.opened = None;
        if files.is_empty() {
            return Err(Failure::NothingOpened.into());
        }
        let opened = Opened::new(files, recipes, today, tables)?;
        // Kept even when the guess fails: another recipe may read it.
        self.opened.insert(opened).start(None, sink)
    }

    /// Generates a sample and reads it as if it were a file.
    fn open_sample(&mut self, sample: String, sink: &mut dyn Sink) -> Result<(), Fault> {
        let kind = SampleKind::from_id(&sample).ok_or(Failure::UnknownSample { sample })?;
        let generating = Event::Progress {
            stage: Stage::Generating,
            bytes_done: 0,
            bytes_total: 0,
            rows: kind.rows(),
        };
        sink.send(generating, None);
        let source: Box<dyn Source> = Box::new(MemorySource(kind.bytes()));
        let files = vec![(kind.file_name().to_owned(), source)];
        self.open(files, Vec::new(), None, Vec::new(), sink)
    }

    fn reread(&mut self, recipe: &Recipe, sink: &mut dyn Sink) -> Result<(), Fault> {
        let opened = self.opened.as_mut().ok_or(Failure::NothingOpened)?;
        opened.start(Some(recipe), sink)
    }

    /// What was read becomes the session's. Asked again, the session says itself again.
    fn analyse(&mut self, sink: &mut dyn Sink) -> Result<(), Fault> {
        let opened = self.opened.as_mut().ok_or(Failure::NothingOpened)?;
        if opened.is_reading() {
            return Err(Failure::StillReading.into());
        }
        match opened.import() {
            Some(import) if !import.questions.is_empty() => {
                return Err(Failure::QuestionsOpen.into());
            }
            Some(import) if import.dataset.is_empty() => return Err(Failure::NoRows.into()),
            _ => {}
        }
        let name = opened.name().to_owned();
        if let Some((import, base)) = opened.take_import() {
            let revision = self.next_revision();
            self.session = Some(Session::new(name, *import, base, revision)?);
            self.let_go(sink);
        }
        self.send_session(sink)
    }

    fn run(
        &mut self,
        job: JobId,
        panel: &str,
        params: &ParamValues,
        sink: &mut dyn Sink,
    ) -> Result<(), Fault> {
        let session = self.session.as_mut().ok_or(Failure::NothingAnalysed)?;
        let revision = session.revision();
        let panel = Box::new(session.panel(panel, params)?.clone());
        let finished = Event::Finished {
            job,
            revision,
            panel,
        };
        sink.send(finished, None);
        Ok(())
    }

    fn card(
        &mut self,
        job: JobId,
        id: String,
        params: &ParamValues,
        sink: &mut dyn Sink,
    ) -> Result<(), Fault> {
        let session = self.session.as_mut().ok_or(Failure::NothingAnalysed)?;
        let context = session.context();
        let Some(customer) = context.data.customer_by_id(&id) else {
            return Err(Failure::UnknownCustomer { customer: id }.into());
        };
        let finished = Event::Finished {
            job,
            revision: session.revision(),
            panel: Box::new(panels::card::card(&context, params, customer)),
        };
        sink.send(finished, None);
        Ok(())
    }

    fn open_list(
        &mut self,
        job: JobId,
        query: ListQuery,
        sink: &mut dyn Sink,
    ) -> Result<(), Fault> {
        let session = self.session.as_mut().ok_or(Failure::NothingAnalysed)?;
        let revision = session.revision();
        let (context, text) = session.list_door(&Lines::of_query(&query));
        let of = context.context.base.totals().customers;
        let list = self.lists.open(query, context, text)?;
        let columns = list_column::heads(context.context, list.columns);
        let event = Event::ListOpened {
            job,
            revision,
            list: list.id,
            total: list.order.len() as u32,
            of: of as u32,
            title: list.title.clone(),
            columns,
        };
        sink.send(event, None);
        Ok(())
    }

    /// The customers of a query as CSV for programs.
    fn customers_csv(&mut self, query: &ListQuery, lines: &Lines) -> Result<Vec<u8>, Fault> {
        let session = self.session.as_mut().ok_or(Failure::NothingAnalysed)?;
        files::customers(session, query, lines, Mark::None)
    }

    fn send_session(&self, sink: &mut dyn Sink) -> Result<(), Fault> {
        let session = self.session.as_ref().ok_or(Failure::NothingAnalysed)?;
        sink.send(Event::Session(Box::new(session.info())), None);
        Ok(())
    }

    /// What was asked of the data or the view before these.
    fn let_go(&mut self, sink: &mut dyn Sink) {
        self.lists.clear();
        for job in self.valuings.clear() {
            sink.send(Event::Dropped { job }, None);
        }
    }

    fn next_revision(&mut self) -> Revision {
        self.revision += 1;
        self.revision
    }
}

/// The job a request belongs to, when it has one.
fn job_of(request: &Request) -> Option<JobId> {
    match request {
        Request::Run { job, .. }
        | Request::Card { job, .. }
        | Request::OpenList { job, .. }
        | Request::Rows { job, .. }
        | Request::Export { job, .. } => Some(*job),
        Request::Stop { .. }
        | Request::Open { .. }
        | Request::OpenSample { .. }
        | Request::Reread { .. }
        | Request::Analyse
        | Request::SetView { .. }
        | Request::SetHandled { .. } => None,
    }
}
