//! The data in analysis and the view on them.

use std::rc::Rc;

use super::fault::Fault;
use super::list_column::ListContext;
use super::lists::TextOrder;
use super::standing::{Lines, Standing};
use super::valuing::Valuing;
use crate::analysis::customer_base::Reason;
use crate::analysis::value::{Grouping, Settings, Valued};
use crate::analysis::{CustomerBase, RowMask, ViewFrame};
use crate::base::{Day, Money, order};
use crate::dataset::{
    CodedColumn, CustomerIx, Dataset, Filter, Flag, FlagCount, Handled, HandledAlarms, IssueLog,
    MatchReports, NO_CODE, Reconciliation, Role, View,
};
use crate::i18n::Message;
use crate::i18n::engine::Failure;
use crate::ingest::{Import, PartLines, Recipe};
use crate::panels::{self, Context, Memo, Panel, ParamValues};
use crate::protocol::{Filterable, Revision, SessionInfo};

/// Where resampling starts. Fixed, so that the same file gives the same intervals everywhere.
const SEED: u64 = 1_951;

/// What chances of still being a customer are computed under, where they decide who is gone: one
/// definition for all panels, whatever is chosen on the page of value.
const GONE_BY: Settings = Settings::USUAL;

/// Panels kept of one revision: a dragged line asks for many, few are asked for twice.
const MOST_CACHED: usize = 24;

/// Values listed of a column that can be filtered.
const MOST_VALUES: usize = 200;

/// The data in analysis: what was imported, the view, and what was computed for it.
pub(super) struct Session {
    name: String,
    header: Vec<String>,
    recipe: Recipe,
    account: Reconciliation,
    issues: IssueLog,
    parts: Vec<PartLines>,
    matches: MatchReports,
    data: Dataset,
    roles: Vec<Role>,
    filterable: Vec<Filterable>,
    first: Day,
    last: Day,
    view: View,
    base: Rc<CustomerBase>,
    /// Whether the base knows who is gone: by chances it does once they are computed.
    knows_gone: bool,
    revision: Revision,
    panels: Vec<(&'static str, ParamValues, Panel)>,
    standing: Option<Standing>,
    memo: Memo,
    handled: HandledAlarms,
    text_order: Option<TextOrder>,
}

/// Customers under the default view; none without a row.
pub(super) fn first_base(data: &Dataset) -> Option<CustomerBase> {
    let (first, last) = data.first_and_last_day()?;
    let frame = ViewFrame::of(&View::default(), data, first, last);
    Some(CustomerBase::build(data, &frame, None))
}

impl Session {
    /// Takes an import into analysis, under the default view. `base` is [`first_base`] of its data,
    /// where that is known.
    pub(super) fn new(
        name: String,
        import: Import,
        base: Option<CustomerBase>,
        revision: Revision,
    ) -> Result<Self, Fault> {
        let data = import.dataset;
        let base = base.or_else(|| first_base(&data));
        let Some(((first, last), base)) = data.first_and_last_day().zip(base) else {
            return Err(Failure::NoRows.into());
        };
        Ok(Self {
            name,
            header: import.header,
            roles: roles_of(&import.recipe),
            recipe: import.recipe,
            account: import.reconciliation,
            issues: import.issues,
            parts: import.parts,
            filterable: filterables(&data),
            matches: import.matches,
            data,
            first,
            last,
            view: View::default(),
            base: Rc::new(base),
            knows_gone: true,
            revision,
            panels: Vec::new(),
            standing: None,
            memo: Memo::default(),
            handled: HandledAlarms::default(),
            text_order: None,
        })
    }

    /// Looks at the data another way; what was computed for the old view is let go.
    pub(super) fn set_view(&mut self, view: View, revision: Revision) {
        let frame = ViewFrame::of(&view, &self.data, self.first, self.last);
        let mask = RowMask::from_filters(&self.data, &view.filters);
        self.base = Rc::new(CustomerBase::build(&self.data, &frame, mask.as_ref()));
        self.knows_gone = frame.gone.p_alive().is_none();
        self.view = view;
        self.revision = revision;
        self.panels.clear();
        self.standing = None;
        self.memo.clear();
    }

    /// Takes notice of the alarms that were dealt with; panels that ring are computed again.
    pub(super) fn set_handled(&mut self, handled: &[(String, Handled)]) {
        self.handled = HandledAlarms::of(&self.data, handled);
        self.panels
            .retain(|(id, _, _)| *id != panels::silence::ENTRY.id);
    }

    /// Counts imports and view changes.
    pub(super) fn revision(&self) -> Revision {
        self.revision
    }

    /// Name of the file.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Header cells of the file.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The files or sheets that were read one after another.
    pub(super) fn parts(&self) -> &[PartLines] {
        &self.parts
    }

    /// What does not fit between the sales and the further tables.
    pub(super) fn matches(&self) -> &MatchReports {
        &self.matches
    }

    /// The rows set aside.
    pub(super) fn issues(&self) -> &IssueLog {
        &self.issues
    }

    /// What the analyses are computed from.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            data: &self.data,
            base: &self.base,
            roles: &self.roles,
            seed: SEED,
            memo: &self.memo,
            handled: &self.handled,
        }
    }

    /// The work that must be done in pieces before this panel is computed, if there is any.
    pub(super) fn valuing(&self, id: &str, params: &ParamValues) -> Result<Option<Valuing>, Fault> {
        let entry = panels::entry(id).ok_or_else(|| Failure::UnknownPanel {
            panel: id.to_owned(),
        })?;
        if !self.knows_gone {
            return Ok(self.valuing_of_gone());
        }
        let mut cached = self.panels.iter();
        if cached.any(|(id, of, _)| *id == entry.id && of == params) {
            return Ok(None);
        }
        let settings = entry.valued.map(|settings| settings(params));
        let unknown = settings.filter(|settings| self.memo.valued(settings).is_none());
        Ok(unknown.map(|settings| self.valuing_by(settings)))
    }

    /// The work after which the base knows who is gone, where it does not yet: whatever speaks of
    /// customers waits for it.
    pub(super) fn valuing_of_gone(&self) -> Option<Valuing> {
        (!self.knows_gone).then(|| self.valuing_by(GONE_BY))
    }

    fn valuing_by(&self, settings: Settings) -> Valuing {
        let grouping = Grouping::of(&self.data, &self.base, &settings.by);
        let before = self.memo.agreeing(&settings);
        Valuing::new(Rc::clone(&self.base), settings, grouping, before, SEED)
    }

    /// Keeps what such work came to.
    pub(super) fn keep_value(&mut self, settings: Settings, valued: Result<Valued, Reason>) {
        // Asked for again by the panels that waited; a reason is said by each of them.
        let tells_gone = !self.knows_gone && settings == GONE_BY;
        let kept = self.memo.keep(settings, valued);
        if tells_gone {
            // Nothing else holds the base by now: the work that did is done.
            Rc::make_mut(&mut self.base).tell_p_alive(kept.ok().as_deref());
            self.knows_gone = true;
        }
    }

    /// Sees to it that the base knows who is gone, all at once: for what does not wait.
    pub(super) fn know_gone(&mut self) {
        if !self.knows_gone {
            let grouping = Grouping::of(&self.data, &self.base, &GONE_BY.by);
            let valued = Valued::of(&self.base, GONE_BY, grouping, SEED);
            self.keep_value(GONE_BY, valued);
        }
    }

    /// The panel, computed once for these parameters and this view.
    pub(super) fn panel(&mut self, id: &str, params: &ParamValues) -> Result<&Panel, Fault> {
        let entry = panels::entry(id).ok_or_else(|| Failure::UnknownPanel {
            panel: id.to_owned(),
        })?;
        let mut cached = self.panels.iter();
        let known = cached.position(|(id, of, _)| *id == entry.id && of == params);
        self.know_gone();
        let at = known.unwrap_or_else(|| {
            let context = self.context();
            let mut panel = (entry.run)(&context, params);
            panel.blocks.extend(panels::gone_notice(&context, entry.id));
            if self.panels.len() >= MOST_CACHED {
                self.panels.clear();
            }
            self.panels.push((entry.id, params.clone(), panel));
            self.panels.len() - 1
        });
        Ok(&self.panels[at].2)
    }

    /// What lists are made of; computed when the first list of a view is asked for, and again when
    /// its lines are others.
    pub(super) fn list_door(&mut self, lines: &Lines) -> (ListContext<'_>, &TextOrder) {
        self.know_gone();
        let context = Context {
            data: &self.data,
            base: &self.base,
            roles: &self.roles,
            seed: SEED,
            memo: &self.memo,
            handled: &self.handled,
        };
        let mut standing = self
            .standing
            .take()
            .filter(|standing| standing.lines() == lines)
            .unwrap_or_else(|| Standing::of(&self.data, &self.base, lines));
        standing.judge(&context);
        let standing = self.standing.insert(standing);
        let text = self
            .text_order
            .get_or_insert_with(|| TextOrder::of(&self.data));
        (ListContext { context, standing }, text)
    }

    /// What the session speaks of.
    pub(super) fn info(&self) -> SessionInfo {
        let frame = self.base.frame();
        let totals = self.base.totals();
        SessionInfo {
            revision: self.revision,
            name: self.name.clone(),
            header: self.header.clone(),
            recipe: self.recipe.clone(),
            reconciliation: self.account_as_of(frame.as_of),
            view: self.view.clone(),
            as_of: frame.as_of,
            period: frame.period,
            compared: frame.compared,
            rows_in_view: totals.rows,
            customers_in_view: totals.customers,
            roles: self.roles.clone(),
            filterable: self.filterable.clone(),
            is_of_totals: self.data.totals().is_some(),
            knows_first_days: self.data.knows_first_days(),
            span: crate::base::Period {
                from: self.first,
                to: self.last,
            },
        }
    }

    /// The account of the whole file; rows after the as-of day are used and marked.
    fn account_as_of(&self, as_of: Day) -> Reconciliation {
        let mut account = self.account.clone();
        let rows = self.data.days().iter().zip(self.data.amounts());
        let mut later = FlagCount::default();
        let mut sum = 0_i128;
        for (_, amount) in rows.filter(|&(&day, _)| day > as_of) {
            later.rows += 1;
            sum += i128::from(amount.0);
        }
        if later.rows > 0 {
            later.amount = Money::from_sum(sum);
            account.flags.push((Flag::AfterAsOf, later));
        }
        account
    }
}

fn roles_of(recipe: &Recipe) -> Vec<Role> {
    let mut roles: Vec<Role> = recipe
        .columns
        .iter()
        .map(|column| column.role)
        .filter(|&role| role != Role::Ignore)
        .collect();
    order::sort_by(&mut roles, Ord::cmp);
    roles.dedup();
    roles
}

/// Columns that can be filtered: of the rows, and then of the customers, whose values count the rows
/// of theirs.
fn filterables(data: &Dataset) -> Vec<Filterable> {
    let of_rows = data.coded().iter().map(|it| filterable(it, |_| 1));
    let rows = |ix: usize| data.rows_of(CustomerIx(ix as u32)).len() as u64;
    let of_customers = data.attributes().iter().map(|it| filterable(it, rows));
    of_rows.chain(of_customers).flatten().collect()
}

/// The values of a column with their rows, most frequent first, then by text. Receipt numbers are
/// no filter.
fn filterable(column: &CodedColumn, weight: impl Fn(usize) -> u64) -> Option<Filterable> {
    if column.role == Role::Order {
        return None;
    }
    let mut rows = vec![0_u64; column.dictionary.len()];
    let mut empty_rows = 0;
    for (place, &code) in column.codes.iter().enumerate() {
        match rows.get_mut(code as usize) {
            Some(count) => *count += weight(place),
            None if code == NO_CODE => empty_rows += weight(place),
            None => {}
        }
    }
    let mut values: Vec<(&str, u64)> = column.dictionary.iter().zip(rows).collect();
    if empty_rows > 0 {
        values.push(("", empty_rows));
    }
    values.retain(|&(_, rows)| rows > 0);
    order::sort_by(&mut values, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    values.truncate(MOST_VALUES);
    Some(Filterable {
        filter: Filter {
            role: column.role,
            column: (column.role == Role::Dimension).then(|| column.name.clone()),
            value: String::new(),
        },
        label: Message::Verbatim(column.name.clone()),
        values: values
            .into_iter()
            .map(|(value, rows)| (value.to_owned(), rows))
            .collect(),
    })
}
