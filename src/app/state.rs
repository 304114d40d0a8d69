//! What the page knows, in objects by responsibility, handed down by context.
//!
//! - [`Session`]: the results shown and the view they are seen in
//! - [`Import`]: the file being read and what is to be decided about it
//! - [`Panels`]: one signal a panel, and the parameters a person set
//! - [`Preferences`]: language, number format, theme, hidden names
//! - [`Notices`]: what happened, and the live region
//!
//! They only hold; `link` and `steps` change them. All are small copies of signals that live as
//! long as the page.

use std::sync::Arc;

use super::boot;
use crate::app::view::prelude::*;
use crate::dataset::{TableKind, View};
use crate::i18n::{Language, Message, NumberLocale, Say, Speaker};
use crate::ingest::Recipe;
use crate::panels::pages::{PAGES, rests_on};
use crate::panels::panel::Tone;
use crate::panels::{Panel, ParamValues};
use crate::protocol::{Preview, ReadResult, SessionInfo, Stage};
use crate::store::{ProjectId, Theme};

/// Where the person stands between an empty page and results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is open.
    Start,
    /// A file is being read.
    Reading,
    /// A file was read and waits for its confirmation.
    Deciding,
    /// Results are shown.
    Ready,
}

/// Something that is computed elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Loadable<T> {
    /// Not asked for.
    #[default]
    Missing,
    /// Computed when its page is opened.
    Waiting,
    /// Being computed; the earlier value stays, at reduced ink.
    Working(Option<T>),
    /// Here.
    Ready(T),
    /// Stored earlier; the file is needed to compute it again.
    Kept(T),
    /// Could not be computed, and why.
    Failed(Message),
}

impl<T> Loadable<T> {
    /// The value, whatever its age.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Ready(value) | Self::Kept(value) | Self::Working(Some(value)) => Some(value),
            Self::Missing | Self::Waiting | Self::Working(None) | Self::Failed(_) => None,
        }
    }

    /// Whether the value shown belongs to an earlier question.
    pub fn is_old(&self) -> bool {
        matches!(self, Self::Working(Some(_)))
    }

    /// Whether nothing is shown until it is computed.
    pub fn is_awaited(&self) -> bool {
        matches!(self, Self::Waiting | Self::Working(None))
    }

    /// The same value, marked as being computed anew.
    pub fn again(self) -> Self {
        match self {
            Self::Ready(value) | Self::Kept(value) | Self::Working(Some(value)) => {
                Self::Working(Some(value))
            }
            Self::Missing | Self::Waiting | Self::Working(None) | Self::Failed(_) => {
                Self::Working(None)
            }
        }
    }
}

/// The results shown and the view they are seen in.
#[derive(Clone, Copy)]
pub struct Session {
    /// What the results speak of; `None` before the first analysis.
    pub info: RwSignal<Option<Arc<SessionInfo>>>,
    /// What the confirmed reading said about odd rows; `None` when the results come from storage.
    pub read: RwSignal<Option<Arc<ReadResult>>>,
    /// The view asked for; `info` follows when the engine has it.
    pub view: RwSignal<View>,
    /// Whether the engine holds the rows. Without them stored panels are shown, and lists, cards
    /// and new parameters need the file.
    pub has_rows: RwSignal<bool>,
    /// When the shown results were stored, as text for people, if they come from storage.
    pub kept_on: RwSignal<Option<crate::base::Day>>,
}

impl Session {
    fn new() -> Self {
        Self {
            info: RwSignal::new(None),
            read: RwSignal::new(None),
            view: RwSignal::new(View::default()),
            has_rows: RwSignal::new(false),
            kept_on: RwSignal::new(None),
        }
    }

    /// Whether there is anything to show (tracked).
    pub fn has_results(self) -> bool {
        self.info.read().is_some()
    }
}

/// How far the reading of a file is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ImportPhase {
    /// No file.
    #[default]
    Idle,
    /// Being read.
    Reading,
    /// Read; the person confirms or answers.
    Deciding,
    /// Confirmed; the engine sorts and counts.
    Analysing,
    /// Not a file that can be used, and why.
    Refused {
        /// The sentence.
        message: Message,
        /// More, folded.
        details: Option<Message>,
    },
}

/// Real figures of a reading under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is going on.
    pub stage: Stage,
    /// Bytes read.
    pub bytes_done: u64,
    /// Bytes in all, 0 when unknown.
    pub bytes_total: u64,
    /// Rows read.
    pub rows: u64,
}

/// Where the results of a file go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into this project, in place of its results.
    Project(ProjectId),
    /// Into a project of its own.
    New,
}

/// The file being read and what is to be decided about it.
#[derive(Clone, Copy)]
pub struct Import {
    /// How far it is.
    pub phase: RwSignal<ImportPhase>,
    /// Its name.
    pub name: RwSignal<String>,
    /// Whether it is one of the samples, which need no confirmation.
    pub is_sample: RwSignal<bool>,
    /// Its size in bytes, 0 for a sample.
    pub size_bytes: RwSignal<u64>,
    /// Latest figures of the reading.
    pub progress: RwSignal<Option<Progress>>,
    /// The first rows under the recipe in force.
    pub preview: RwSignal<Option<Arc<Preview>>>,
    /// What the latest whole pass gave; old while `phase` is `Reading`.
    pub read: RwSignal<Option<Arc<ReadResult>>>,
    /// What each of several files is: as found, or as the person said last; empty for one.
    pub tables: RwSignal<Vec<(String, TableKind)>>,
    /// The recipe asked for last, until its preview comes.
    pub wanted: RwSignal<Option<Recipe>>,
    /// The recipes before the one in force, oldest first: what can be taken back.
    pub taken: RwSignal<Vec<Recipe>>,
    /// Where the person wants the results; `None` is where they are proposed to go. Stays until the
    /// next file, as it is needed when this one is confirmed.
    pub target: RwSignal<Option<Target>>,
    /// Whether its page is shown.
    pub in_sight: RwSignal<bool>,
}

impl Import {
    fn new() -> Self {
        Self {
            phase: RwSignal::new(ImportPhase::Idle),
            name: RwSignal::new(String::new()),
            is_sample: RwSignal::new(false),
            size_bytes: RwSignal::new(0),
            progress: RwSignal::new(None),
            preview: RwSignal::new(None),
            read: RwSignal::new(None),
            tables: RwSignal::new(Vec::new()),
            wanted: RwSignal::new(None),
            taken: RwSignal::new(Vec::new()),
            target: RwSignal::new(None),
            in_sight: RwSignal::new(false),
        }
    }

    /// The recipe in force: the one asked for last, or what the file is read by (tracked).
    pub fn recipe(self) -> Option<Recipe> {
        // One whose columns are still to be guessed is no ground for the next decision.
        if let Some(wanted) = self
            .wanted
            .get()
            .filter(|recipe| !recipe.columns.is_empty())
        {
            return Some(wanted);
        }
        let is_read = matches!(
            *self.phase.read(),
            ImportPhase::Deciding | ImportPhase::Analysing
        );
        match (is_read, &*self.read.read(), &*self.preview.read()) {
            (true, Some(read), _) | (false, Some(read), None) => Some(read.recipe.clone()),
            (_, _, preview) => preview.as_ref().map(|preview| preview.recipe.clone()),
        }
    }

    /// Puts everything back to no file.
    pub fn clear(self) {
        self.phase.set(ImportPhase::Idle);
        self.name.set(String::new());
        self.is_sample.set(false);
        self.size_bytes.set(0);
        self.progress.set(None);
        self.preview.set(None);
        self.read.set(None);
        self.tables.set(Vec::new());
        self.wanted.set(None);
        self.taken.set(Vec::new());
    }
}

/// One signal a panel, and the parameters a person set.
#[derive(Clone, Copy)]
pub struct Panels {
    by_id: StoredValue<Vec<(&'static str, PanelState)>>,
    unknown: PanelState,
}

/// One panel as the page holds it.
#[derive(Clone, Copy)]
pub struct PanelState {
    /// What is shown.
    pub panel: RwSignal<Loadable<Arc<Panel>>>,
    /// What the person set; empty for the defaults.
    pub params: RwSignal<ParamValues>,
    /// The share that is done, of one that takes a while.
    pub share: RwSignal<Option<f64>>,
}

impl PanelState {
    fn new() -> Self {
        Self {
            panel: RwSignal::new(Loadable::Missing),
            params: RwSignal::new(ParamValues::default()),
            share: RwSignal::new(None),
        }
    }
}

impl Panels {
    fn new() -> Self {
        Self {
            by_id: StoredValue::new(Self::ids().map(|id| (id, PanelState::new())).collect()),
            unknown: PanelState::new(),
        }
    }

    /// Every panel that stands on a page, in the order of the navigation.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        PAGES.iter().flat_map(|page| page.panels.iter().copied())
    }

    /// The state of a panel; one that stays missing when no page has it.
    pub fn state(&self, id: &str) -> PanelState {
        self.by_id
            .with_value(|panels| panels.iter().find(|panel| panel.0 == id).copied())
            .map_or(self.unknown, |(_, state)| state)
    }

    /// What is shown of a panel.
    pub fn panel(&self, id: &str) -> RwSignal<Loadable<Arc<Panel>>> {
        self.state(id).panel
    }

    /// What the person set on a panel.
    pub fn params(&self, id: &str) -> RwSignal<ParamValues> {
        self.state(id).params
    }

    /// What the person set on a panel and on those it rests on (tracked).
    pub fn params_along(&self, id: &str) -> ParamValues {
        let mut params = self.params(id).get();
        for other in rests_on(id) {
            params.take_along(other, &self.params(other).read());
        }
        params
    }

    /// Forgets all results and parameters.
    pub fn clear(&self) {
        for id in Self::ids() {
            let state = self.state(id);
            state.panel.set(Loadable::Missing);
            state.params.set(ParamValues::default());
        }
    }
}

/// How the person wants things said and shown.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// Language of sentences.
    pub language: RwSignal<Language>,
    /// How numbers, money and days are written; `None` is as the browser's language has it.
    pub locale: RwSignal<Option<NumberLocale>>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// Whether customers appear under a pseudonym.
    pub hide_names: RwSignal<bool>,
    speaker: Memo<Speaker>,
}

impl Preferences {
    fn new(session: Session, import: Import) -> Self {
        let language = RwSignal::new(Language::default());
        let locale = RwSignal::new(None);
        let browsers = boot::number_locale();
        let hide_names = RwSignal::new(false);
        Self {
            language,
            locale,
            theme: RwSignal::new(Theme::default()),
            hide_names,
            speaker: Memo::new(move |_| Speaker {
                language: language.get(),
                locale: locale.get().unwrap_or(browsers),
                currency: match import.read.read().as_ref() {
                    Some(read) if import.in_sight.get() => read.reconciliation.currency.clone(),
                    _ => session
                        .info
                        .read()
                        .as_ref()
                        .and_then(|info| info.reconciliation.currency.clone()),
                },
                hide_names: hide_names.get(),
            }),
        }
    }

    /// Who is spoken to.
    pub fn speaker(&self) -> Memo<Speaker> {
        self.speaker
    }
}

/// Something that happened, said until it is dismissed or overtaken.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Which matter; a newer notice of the same matter replaces it.
    pub matter: Matter,
    /// How grave.
    pub tone: Tone,
    /// What happened.
    pub title: Message,
    /// What it means and what still holds.
    pub text: Message,
    /// More, folded.
    pub details: Option<Message>,
    /// A way on.
    pub action: Option<NoticeAction>,
}

/// A way on that a notice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeAction {
    /// Give up the stored results of this project.
    MakeRoom(ProjectId),
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The engine stopped or could not start.
    Engine,
    /// A request could not be done.
    Request,
    /// Something could not be stored.
    Storage,
}

/// What happened, and the live region.
#[derive(Clone, Copy)]
pub struct Notices {
    /// Newest last.
    pub list: RwSignal<Vec<Notice>>,
    /// Text of the polite live region.
    pub spoken: RwSignal<String>,
}

impl Notices {
    fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            spoken: RwSignal::new(String::new()),
        }
    }

    /// Shows a notice in place of an earlier one of the same matter.
    pub fn show(&self, notice: Notice) {
        self.list.update(|list| {
            list.retain(|earlier| earlier.matter != notice.matter);
            list.push(notice);
        });
    }

    /// Takes the notice of a matter away.
    pub fn dismiss(&self, matter: Matter) {
        if self
            .list
            .with_untracked(|list| list.iter().any(|n| n.matter == matter))
        {
            self.list.update(|list| list.retain(|n| n.matter != matter));
        }
    }

    /// Says something to those who cannot see the page change.
    pub fn announce(&self, text: String) {
        self.spoken.set(text);
    }
}

/// Makes all state objects and hands them down.
pub fn provide() {
    let session = Session::new();
    let import = Import::new();
    provide_context(session);
    provide_context(import);
    provide_context(Panels::new());
    provide_context(Preferences::new(session, import));
    provide_context(Notices::new());
}

/// Where the person stands (tracked).
pub fn phase(session: Session, import: Import) -> Phase {
    match &*import.phase.read() {
        ImportPhase::Reading | ImportPhase::Analysing => Phase::Reading,
        ImportPhase::Deciding => Phase::Deciding,
        ImportPhase::Idle | ImportPhase::Refused { .. } if session.has_results() => Phase::Ready,
        ImportPhase::Idle | ImportPhase::Refused { .. } => Phase::Start,
    }
}

/// The speaker in force, from context.
pub fn speaker() -> Memo<Speaker> {
    expect_context::<Preferences>().speaker()
}

/// A message that follows the speaker, as a view or as the value of an attribute.
#[derive(Clone)]
pub struct Said(Arc<(Memo<Speaker>, Message)>);

impl Said {
    /// Its words now (tracked).
    pub fn say(&self) -> String {
        let (speaker, message) = &*self.0;
        message.say(&speaker.read())
    }
}

/// Says a message, again when language, format or hidden names change.
pub fn say(message: impl Into<Message>) -> Said {
    said(speaker(), message.into())
}

/// Says a message to this speaker.
pub fn said(speaker: Memo<Speaker>, message: Message) -> Said {
    Said(Arc::new((speaker, message)))
}
