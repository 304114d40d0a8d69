//! What the program says, and how numbers, money and days are written.
//!
//! Imports `base`. Text is typed messages: what crosses the wire or is stored is an enum with
//! arguments, and the page says it in the person's language. A message without a sentence in some
//! language does not compile.
//!
//! - `speaker`: language, number format, currency, whether names are hidden
//! - `number`, `money`, `date`, `axis`, `plural`: how values are written, by locale
//! - `given_name`: names of columns without one
//! - `words`: words used by more than one room
//! - `import_question`, `import_column`: parts of `import`, whose file would be too long
//! - one file a panel or page: its messages

mod axis;
mod date;
mod given_name;
mod import_column;
mod import_question;
mod money;
mod number;
mod plural;
mod speaker;

pub mod overview;
pub mod value_frequency;
pub mod rfm;
pub mod concentration;
pub mod visit_bands;
pub mod potential;
pub mod credit;
pub mod fiscal;
pub mod returns;
pub mod kind;
pub mod rollup;
pub mod flow;
pub mod cohorts;
pub mod conversion;
pub mod profit;
pub mod triage;
pub mod silence;
pub mod leaving;
pub mod ladder;
pub mod economics;
pub mod season;
pub mod change;
pub mod forecast;
pub mod two_ways;
pub mod value;
pub mod card;
pub mod import;
pub mod refusal;
pub mod quality;
pub mod customers;
pub mod data;
pub mod mapping;
pub mod tables;
pub mod start;
pub mod shell;
pub mod widgets;
pub mod privacy;
pub mod settings;
pub mod sample;
pub mod engine;
pub mod episodes;
pub mod list;
pub mod chart;
pub mod terminal;
pub mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use axis::{AxisUnit, AxisWords};
pub use given_name::GivenName;
pub use number::NumberLocale;
pub use plural::Plural;
pub use speaker::{CustomerRef, Language, Say, Speaker};
pub use words::Words;

/// Everything the program can say. One variant a panel or page; the variant's enum lives in the
/// file of that name. What only the page says stands last and never travels. All are shared, so
/// that neither program holds a copier of every sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Message {
    /// Text from the file itself (a column's header, a product): said verbatim.
    Verbatim(String),
    /// Words used by more than one room.
    Words(Words),
    /// See `overview`.
    Overview(Arc<overview::Overview>),
    /// See `value_frequency`.
    ValueFrequency(Arc<value_frequency::ValueFrequency>),
    /// See `rfm`.
    Rfm(Arc<rfm::Rfm>),
    /// See `concentration`.
    Concentration(Arc<concentration::Concentration>),
    /// See `visit_bands`.
    VisitBands(Arc<visit_bands::VisitBands>),
    /// See `card`.
    Card(Arc<card::Card>),
    /// See `import`.
    Import(Arc<import::Import>),
    /// See `refusal`.
    Refusal(Arc<refusal::Refusal>),
    /// See `quality`.
    Quality(Arc<quality::Quality>),
    /// See `sample`.
    Sample(Arc<sample::Sample>),
    /// See `engine`.
    Engine(Arc<engine::Failure>),
    /// See `list`.
    List(Arc<list::List>),
    /// See `value`.
    Value(Arc<value::Value>),
    /// See `profit`.
    Profit(Arc<profit::Profit>),
    /// See `triage`.
    Triage(Arc<triage::Triage>),
    /// See `rollup`.
    Rollup(Arc<rollup::Rollup>),
    /// See `potential`.
    Potential(Arc<potential::Potential>),
    /// See `credit`.
    Credit(Arc<credit::Credit>),
    /// See `fiscal`.
    Fiscal(Arc<fiscal::Fiscal>),
    /// See `returns`.
    Returns(Arc<returns::Returns>),
    /// See `kind`.
    Kind(Arc<kind::Kind>),
    /// See `episodes`.
    Episodes(Arc<episodes::Episodes>),
    /// See `silence`.
    Silence(Arc<silence::Silence>),
    /// See `leaving`.
    Leaving(Arc<leaving::Leaving>),
    /// See `ladder`.
    Ladder(Arc<ladder::Ladder>),
    /// See `economics`.
    Economics(Arc<economics::Economics>),
    /// See `season`.
    Season(Arc<season::Season>),
    /// See `change`.
    Change(Arc<change::Change>),
    /// See `forecast`.
    Forecast(Arc<forecast::Forecast>),
    /// See `two_ways`.
    TwoWays(Arc<two_ways::TwoWays>),
    /// See `flow`.
    Flow(Arc<flow::Flow>),
    /// See `cohorts`.
    Cohorts(Arc<cohorts::Cohorts>),
    /// See `conversion`.
    Conversion(Arc<conversion::Conversion>),
    /// See `data`.
    #[serde(skip)]
    Data(Arc<data::Data>),
    /// See `customers`.
    #[serde(skip)]
    Customers(Arc<customers::Customers>),
    /// See `start`.
    #[serde(skip)]
    Start(Arc<start::Start>),
    /// See `shell`.
    #[serde(skip)]
    Shell(Arc<shell::Shell>),
    /// See `widgets`.
    #[serde(skip)]
    Widgets(Arc<widgets::Widgets>),
    /// See `privacy`.
    #[serde(skip)]
    Privacy(Arc<privacy::Privacy>),
    /// See `chart`.
    #[serde(skip)]
    Chart(Arc<chart::Chart>),
    /// See `mapping`.
    #[serde(skip)]
    Mapping(Arc<mapping::Mapping>),
    /// See `settings`.
    #[serde(skip)]
    Settings(Arc<settings::Settings>),
    /// See `tables`.
    #[serde(skip)]
    Tables(Arc<tables::Tables>),
}

impl Say for Message {
    fn say(&self, speaker: &Speaker) -> String {
        match self {
            Self::Verbatim(text) => text.clone(),
            Self::Words(words) => words.say(speaker),
            Self::Overview(message) => message.say(speaker),
            Self::ValueFrequency(message) => message.say(speaker),
            Self::Rfm(message) => message.say(speaker),
            Self::Concentration(message) => message.say(speaker),
            Self::VisitBands(message) => message.say(speaker),
            Self::Value(message) => message.say(speaker),
            Self::Profit(message) => message.say(speaker),
            Self::Triage(message) => message.say(speaker),
            Self::Rollup(message) => message.say(speaker),
            Self::Potential(message) => message.say(speaker),
            Self::Credit(message) => message.say(speaker),
            Self::Fiscal(message) => message.say(speaker),
            Self::Returns(message) => message.say(speaker),
            Self::Kind(message) => message.say(speaker),
            Self::Episodes(message) => message.say(speaker),
            Self::Silence(message) => message.say(speaker),
            Self::Leaving(message) => message.say(speaker),
            Self::Ladder(message) => message.say(speaker),
            Self::Economics(message) => message.say(speaker),
            Self::Season(message) => message.say(speaker),
            Self::Change(message) => message.say(speaker),
            Self::Forecast(message) => message.say(speaker),
            Self::TwoWays(message) => message.say(speaker),
            Self::Flow(message) => message.say(speaker),
            Self::Cohorts(message) => message.say(speaker),
            Self::Conversion(message) => message.say(speaker),
            Self::Card(message) => message.say(speaker),
            Self::Import(message) => message.say(speaker),
            Self::Refusal(message) => message.say(speaker),
            Self::Quality(message) => message.say(speaker),
            Self::Customers(message) => message.say(speaker),
            Self::Data(message) => message.say(speaker),
            Self::Start(message) => message.say(speaker),
            Self::Shell(message) => message.say(speaker),
            Self::Widgets(message) => message.say(speaker),
            Self::Privacy(message) => message.say(speaker),
            Self::Sample(message) => message.say(speaker),
            Self::Engine(message) => message.say(speaker),
            Self::List(message) => message.say(speaker),
            Self::Chart(message) => message.say(speaker),
            Self::Mapping(message) => message.say(speaker),
            Self::Settings(message) => message.say(speaker),
            Self::Tables(message) => message.say(speaker),
        }
    }
}

impl From<Words> for Message {
    fn from(words: Words) -> Self {
        Self::Words(words)
    }
}

impl From<overview::Overview> for Message {
    fn from(message: overview::Overview) -> Self {
        Self::Overview(Arc::new(message))
    }
}

impl From<value_frequency::ValueFrequency> for Message {
    fn from(message: value_frequency::ValueFrequency) -> Self {
        Self::ValueFrequency(Arc::new(message))
    }
}

impl From<rfm::Rfm> for Message {
    fn from(message: rfm::Rfm) -> Self {
        Self::Rfm(Arc::new(message))
    }
}

impl From<concentration::Concentration> for Message {
    fn from(message: concentration::Concentration) -> Self {
        Self::Concentration(Arc::new(message))
    }
}

impl From<visit_bands::VisitBands> for Message {
    fn from(message: visit_bands::VisitBands) -> Self {
        Self::VisitBands(Arc::new(message))
    }
}

impl From<value::Value> for Message {
    fn from(message: value::Value) -> Self {
        Self::Value(Arc::new(message))
    }
}

impl From<profit::Profit> for Message {
    fn from(message: profit::Profit) -> Self {
        Self::Profit(Arc::new(message))
    }
}

impl From<rollup::Rollup> for Message {
    fn from(message: rollup::Rollup) -> Self {
        Self::Rollup(Arc::new(message))
    }
}

impl From<kind::Kind> for Message {
    fn from(message: kind::Kind) -> Self {
        Self::Kind(Arc::new(message))
    }
}

impl From<credit::Credit> for Message {
    fn from(message: credit::Credit) -> Self {
        Self::Credit(Arc::new(message))
    }
}

impl From<fiscal::Fiscal> for Message {
    fn from(message: fiscal::Fiscal) -> Self {
        Self::Fiscal(Arc::new(message))
    }
}

impl From<returns::Returns> for Message {
    fn from(message: returns::Returns) -> Self {
        Self::Returns(Arc::new(message))
    }
}

impl From<potential::Potential> for Message {
    fn from(message: potential::Potential) -> Self {
        Self::Potential(Arc::new(message))
    }
}

impl From<episodes::Episodes> for Message {
    fn from(message: episodes::Episodes) -> Self {
        Self::Episodes(Arc::new(message))
    }
}

impl From<triage::Triage> for Message {
    fn from(message: triage::Triage) -> Self {
        Self::Triage(Arc::new(message))
    }
}

impl From<silence::Silence> for Message {
    fn from(message: silence::Silence) -> Self {
        Self::Silence(Arc::new(message))
    }
}

impl From<leaving::Leaving> for Message {
    fn from(message: leaving::Leaving) -> Self {
        Self::Leaving(Arc::new(message))
    }
}

impl From<ladder::Ladder> for Message {
    fn from(message: ladder::Ladder) -> Self {
        Self::Ladder(Arc::new(message))
    }
}

impl From<economics::Economics> for Message {
    fn from(message: economics::Economics) -> Self {
        Self::Economics(Arc::new(message))
    }
}

impl From<season::Season> for Message {
    fn from(message: season::Season) -> Self {
        Self::Season(Arc::new(message))
    }
}

impl From<two_ways::TwoWays> for Message {
    fn from(message: two_ways::TwoWays) -> Self {
        Self::TwoWays(Arc::new(message))
    }
}

impl From<change::Change> for Message {
    fn from(message: change::Change) -> Self {
        Self::Change(Arc::new(message))
    }
}

impl From<forecast::Forecast> for Message {
    fn from(message: forecast::Forecast) -> Self {
        Self::Forecast(Arc::new(message))
    }
}

impl From<flow::Flow> for Message {
    fn from(message: flow::Flow) -> Self {
        Self::Flow(Arc::new(message))
    }
}

impl From<cohorts::Cohorts> for Message {
    fn from(message: cohorts::Cohorts) -> Self {
        Self::Cohorts(Arc::new(message))
    }
}

impl From<conversion::Conversion> for Message {
    fn from(message: conversion::Conversion) -> Self {
        Self::Conversion(Arc::new(message))
    }
}

impl From<card::Card> for Message {
    fn from(message: card::Card) -> Self {
        Self::Card(Arc::new(message))
    }
}

impl From<import::Import> for Message {
    fn from(message: import::Import) -> Self {
        Self::Import(Arc::new(message))
    }
}

impl From<refusal::Refusal> for Message {
    fn from(message: refusal::Refusal) -> Self {
        Self::Refusal(Arc::new(message))
    }
}

impl From<quality::Quality> for Message {
    fn from(message: quality::Quality) -> Self {
        Self::Quality(Arc::new(message))
    }
}

impl From<customers::Customers> for Message {
    fn from(message: customers::Customers) -> Self {
        Self::Customers(Arc::new(message))
    }
}

impl From<data::Data> for Message {
    fn from(message: data::Data) -> Self {
        Self::Data(Arc::new(message))
    }
}

impl From<start::Start> for Message {
    fn from(message: start::Start) -> Self {
        Self::Start(Arc::new(message))
    }
}

impl From<shell::Shell> for Message {
    fn from(message: shell::Shell) -> Self {
        Self::Shell(Arc::new(message))
    }
}

impl From<widgets::Widgets> for Message {
    fn from(message: widgets::Widgets) -> Self {
        Self::Widgets(Arc::new(message))
    }
}

impl From<privacy::Privacy> for Message {
    fn from(message: privacy::Privacy) -> Self {
        Self::Privacy(Arc::new(message))
    }
}

impl From<settings::Settings> for Message {
    fn from(message: settings::Settings) -> Self {
        Self::Settings(Arc::new(message))
    }
}

impl From<tables::Tables> for Message {
    fn from(message: tables::Tables) -> Self {
        Self::Tables(Arc::new(message))
    }
}

impl From<sample::Sample> for Message {
    fn from(message: sample::Sample) -> Self {
        Self::Sample(Arc::new(message))
    }
}

impl From<engine::Failure> for Message {
    fn from(message: engine::Failure) -> Self {
        Self::Engine(Arc::new(message))
    }
}

impl From<list::List> for Message {
    fn from(message: list::List) -> Self {
        Self::List(Arc::new(message))
    }
}

impl From<chart::Chart> for Message {
    fn from(message: chart::Chart) -> Self {
        Self::Chart(Arc::new(message))
    }
}

impl From<mapping::Mapping> for Message {
    fn from(message: mapping::Mapping) -> Self {
        Self::Mapping(Arc::new(message))
    }
}
