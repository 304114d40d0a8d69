//! Analysis to what a person sees: stats, tables, figures, findings. Still pure.
//!
//! - `panel`: the plain data a panel is
//! - `params`: what can be set on a panel
//! - `pages`: which panels stand on which page
//! - `history`: settings that can be taken back
//! - `gone`: the rule by which customers are gone, where it is one of chances
//! - one file a panel; [`REGISTRY`] lists them

mod build;
pub mod card;
pub mod economics;
mod gone;
pub mod history;
pub mod leaving;
pub mod ladder;
pub mod life_cycle;
pub mod cadence;
mod movement;
pub mod pages;
pub mod panel;
pub mod params;
pub mod cohorts;
pub mod concentration;
pub mod episodes;
pub mod conversion;
pub mod flow;
pub mod overview;
pub mod potential;
pub mod profit;
pub mod rfm;
pub mod rollup;
pub mod silence;
pub mod triage;
pub mod season;
pub mod change;
pub mod forecast;
pub mod two_ways;
pub mod value;
pub mod value_frequency;
pub mod visit_bands;

pub use gone::notice_of as gone_notice;
pub use panel::Panel;
pub use params::{ParamSpec, ParamValues};

use std::cell::RefCell;
use std::rc::Rc;

use crate::analysis::customer_base::Reason;
use crate::analysis::profit::{self as profits, Profits};
use crate::analysis::value::{Grouping, Settings, Valued};
use crate::analysis::{CustomerBase, ViewFrame};
use crate::base::pieces;
use crate::dataset::{CustomerIx, Dataset, HandledAlarms, Role};
use crate::i18n::{CustomerRef, Message};

/// What a panel is computed from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The rows.
    pub data: &'a Dataset,
    /// The customers in view.
    pub base: &'a CustomerBase,
    /// Roles the file has.
    pub roles: &'a [Role],
    /// Where resampling starts.
    pub seed: u64,
    /// What was computed before for this view.
    pub memo: &'a Memo,
    /// Alarms that were dealt with.
    pub handled: &'a HandledAlarms,
}

/// What takes long and is asked for by panels, lists and cards alike: computed once a view.
#[derive(Debug, Default)]
pub struct Memo {
    known: RefCell<Option<Known>>,
    profits: RefCell<Option<Rc<Profits>>>,
}

#[derive(Debug)]
struct Known {
    settings: Settings,
    valued: Result<Rc<Valued>, Reason>,
}

impl Memo {
    /// Lets everything go: the view is another.
    pub fn clear(&self) {
        self.known.replace(None);
        self.profits.replace(None);
    }

    /// The value of all customers under these settings, if that was computed last.
    pub fn valued(&self, settings: &Settings) -> Option<Result<Rc<Valued>, Reason>> {
        let known = self.known.borrow();
        let known = known.as_ref().filter(|known| known.settings == *settings)?;
        Some(known.valued.clone())
    }

    /// The value of all customers under settings that agree with these, if that was computed last:
    /// what is left to do is to group the customers.
    pub fn agreeing(&self, settings: &Settings) -> Option<Rc<Valued>> {
        self.latest().filter(|known| known.settings.agree(settings))
    }

    /// The value of all customers that was computed last, under whatever settings.
    pub fn latest(&self) -> Option<Rc<Valued>> {
        let known = self.known.borrow();
        known.as_ref()?.valued.as_ref().ok().map(Rc::clone)
    }

    /// Keeps what was computed, and gives it back to be shared.
    pub fn keep(
        &self,
        settings: Settings,
        valued: Result<Valued, Reason>,
    ) -> Result<Rc<Valued>, Reason> {
        let valued = valued.map(Rc::new);
        let kept = valued.clone();
        self.known.replace(Some(Known { settings, valued }));
        kept
    }
}

impl Context<'_> {
    /// The resolved view.
    pub fn frame(&self) -> &ViewFrame {
        self.base.frame()
    }

    /// The value of all customers under these settings; what was asked for last is kept.
    pub fn valued(&self, settings: Settings) -> Result<Rc<Valued>, Reason> {
        if let Some(known) = self.memo.valued(&settings) {
            return known;
        }
        let grouping = Grouping::of(self.data, self.base, &settings.by);
        let mut unheard = |_| {};
        let work = Valued::in_pieces(
            self.base,
            settings.clone(),
            grouping,
            self.memo.agreeing(&settings),
            self.seed,
            &mut unheard,
        );
        let found = pieces::to_the_end(work);
        self.memo.keep(settings, found)
    }

    /// The same where it is there already; nothing is computed.
    pub fn valued_before(&self, settings: &Settings) -> Option<Rc<Valued>> {
        self.memo.valued(settings)?.ok()
    }

    /// The profit of all customers under these settings; what was asked for last is kept.
    pub fn profits(&self, settings: profits::Settings) -> Rc<Profits> {
        let known = self.memo.profits.borrow().clone();
        if let Some(known) = known.filter(|known| known.settings == settings) {
            return known;
        }
        let found = Rc::new(Profits::of(self.data, self.base, settings));
        self.memo.profits.replace(Some(Rc::clone(&found)));
        found
    }

    /// What is earned of each unit of money customers spend, before the costs of serving them;
    /// `None` where no cost of goods is known, so that revenue is all that can be said.
    pub fn margin(&self, settings: profits::Settings) -> Option<f64> {
        let total = self.profits(settings).total();
        total.gross_profit?.share_of(total.sales)
    }

    /// The customer as an argument of messages and cells.
    pub fn customer_ref(&self, customer: CustomerIx) -> CustomerRef {
        CustomerRef {
            ix: customer.0,
            id: self.data.customer_id(customer).to_owned(),
            name: self.data.customer_name(customer).to_owned(),
        }
    }
}

/// One panel of the program.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Stable id.
    pub id: &'static str,
    /// Roles without which it cannot be computed (customer, date and amount are always there).
    pub needs: &'static [Role],
    /// Ids of its figures, present whenever they can be said.
    pub stats: &'static [&'static str],
    /// Ids of its tables, likewise.
    pub tables: &'static [&'static str],
    /// The value of customers it is made of, which takes seconds and is computed in pieces before
    /// it; `None` for a panel that takes no longer than drawing it.
    pub valued: Option<fn(&ParamValues) -> Settings>,
    /// Computes it.
    pub run: fn(&Context<'_>, &ParamValues) -> Panel,
    /// The customers behind one of its marks, in index order; `None` for a key it does not know.
    pub members: fn(&Context<'_>, &ParamValues, &str) -> Option<Vec<CustomerIx>>,
    /// What such a set is called; `None` for a key it does not know.
    pub set_title: fn(&Context<'_>, &ParamValues, &str) -> Option<Message>,
}

/// Every panel, in the order of the pages.
pub const REGISTRY: &[Entry] = &[
    overview::ENTRY,
    value_frequency::ENTRY,
    rfm::ENTRY,
    concentration::ENTRY,
    visit_bands::ENTRY,
    profit::ENTRY,
    value::ENTRY,
    triage::ENTRY,
    episodes::ENTRY,
    potential::ENTRY,
    rollup::ENTRY,
    silence::ENTRY,
    leaving::ENTRY,
    economics::ENTRY,
    ladder::ENTRY,
    life_cycle::ENTRY,
    cadence::ENTRY,
    season::ENTRY,
    change::ENTRY,
    forecast::ENTRY,
    two_ways::ENTRY,
    cohorts::ENTRY,
    conversion::ENTRY,
    flow::ENTRY,
];

/// The panel with this id.
pub fn entry(id: &str) -> Option<&'static Entry> {
    REGISTRY.iter().find(|entry| entry.id == id)
}
