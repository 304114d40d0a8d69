//! Lists of customers: sorted once for a query, then read in windows.

use super::fault::Fault;
use super::list_column::{self, ListColumn, ListContext};
use crate::base::order;
use crate::dataset::{CustomerIx, Dataset};
use crate::i18n::Message;
use crate::i18n::engine::Failure;
use crate::i18n::list::List;
use crate::panels;
use crate::protocol::{ListQuery, ListRow};

/// Most rows of one window.
pub(super) const MOST_ROWS: u32 = 200;

/// Lists whose order is held; the one not used for longest is let go first.
const MOST_OPEN: usize = 16;

/// The open lists of one revision. Numbers of lists are never used twice.
#[derive(Debug, Default)]
pub(super) struct Lists {
    opened: u32,
    uses: u32,
    open: Vec<OpenList>,
}

#[derive(Debug)]
struct OpenList {
    id: u32,
    query: ListQuery,
    title: Message,
    columns: Vec<ListColumn>,
    /// Let go when other lists need the room, and made again when it is asked for.
    order: Option<Vec<CustomerIx>>,
    /// Grows with every use.
    used: u32,
}

/// Places of all customers in the order of their ids and of their names: text is compared once an
/// import, not once a list.
#[derive(Debug)]
pub(super) struct TextOrder {
    by_id: Vec<u32>,
    by_name: Vec<u32>,
}

impl TextOrder {
    /// Ids by their bytes; names without regard to case, then by id.
    pub(super) fn of(data: &Dataset) -> Self {
        let id_of = |ix: usize| data.customer_id(CustomerIx(ix as u32));
        let by_id = order::sorted(data.customers(), &|a, b| id_of(a).cmp(id_of(b)));
        let by_id = places(&by_id);
        let names: Vec<String> = data
            .customer_ixs()
            .map(|customer| match data.customer_name(customer) {
                "" => data.customer_id(customer).to_lowercase(),
                name => name.to_lowercase(),
            })
            .collect();
        let by_name = order::sorted(names.len(), &|a, b| {
            let by_name = names[a].cmp(&names[b]);
            by_name.then_with(|| by_id[a].cmp(&by_id[b]))
        });
        Self {
            by_name: places(&by_name),
            by_id,
        }
    }
}

/// The place of each customer in an order.
fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, &ix) in (0..).zip(order) {
        places[ix as usize] = place;
    }
    places
}

/// What is known of a list once it is open.
pub(super) struct Opened<'a> {
    pub(super) id: u32,
    pub(super) title: &'a Message,
    pub(super) columns: &'a [ListColumn],
    pub(super) order: &'a [CustomerIx],
}

impl Lists {
    /// Lets all lists go: their data or view is no more.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// The list of this query, sorted now or before.
    pub(super) fn open(
        &mut self,
        query: ListQuery,
        list: ListContext<'_>,
        text: &TextOrder,
    ) -> Result<Opened<'_>, Fault> {
        let found = self.open.iter().position(|open| open.query == query);
        let at = if let Some(at) = found {
            at
        } else {
            let title = title(&query, list)?;
            self.opened += 1;
            self.open.push(OpenList {
                id: self.opened,
                query,
                title,
                columns: Vec::new(),
                order: None,
                used: 0,
            });
            self.open.len() - 1
        };
        let columns = ListColumn::known(list.context);
        let open = &mut self.open[at];
        if open.columns != columns {
            // It may be ordered by a column that was not known.
            open.order = None;
            open.columns = columns;
        }
        let order = self.order_of(at, list, text)?;
        let OpenList {
            id,
            title,
            columns,
            order: held,
            ..
        } = &mut self.open[at];
        Ok(Opened {
            id: *id,
            title,
            columns,
            order: held.insert(order),
        })
    }

    /// Takes out the order of a list, sorted now when it was let go; it is put back by the caller.
    /// The order not used for longest makes room.
    fn order_of(
        &mut self,
        at: usize,
        list: ListContext<'_>,
        text: &TextOrder,
    ) -> Result<Vec<CustomerIx>, Fault> {
        self.uses += 1;
        self.open[at].used = self.uses;
        if let Some(order) = self.open[at].order.take() {
            return Ok(order);
        }
        let order = order(&self.open[at].query, list, text)?;
        let held = self.open.iter_mut().filter(|open| open.order.is_some());
        let held: Vec<&mut OpenList> = held.collect();
        if held.len() >= MOST_OPEN
            && let Some(oldest) = held.into_iter().min_by_key(|open| open.used)
        {
            oldest.order = None;
        }
        Ok(order)
    }

    /// What an open list was opened with.
    pub(super) fn query(&self, id: u32) -> Result<&ListQuery, Fault> {
        Ok(&self.open[self.place(id)?].query)
    }

    fn place(&self, id: u32) -> Result<usize, Fault> {
        let found = self.open.iter().position(|open| open.id == id);
        found.ok_or_else(|| Failure::ListGone.into())
    }

    /// At most [`MOST_ROWS`] rows of an open list; none beyond its end.
    pub(super) fn rows(
        &mut self,
        id: u32,
        from: u32,
        count: u32,
        list: ListContext<'_>,
        text: &TextOrder,
    ) -> Result<Vec<ListRow>, Fault> {
        let at = self.place(id)?;
        let order = self.order_of(at, list, text)?;
        let OpenList {
            columns,
            order: held,
            ..
        } = &mut self.open[at];
        Ok(held
            .insert(order)
            .iter()
            .skip(from as usize)
            .take(count.min(MOST_ROWS) as usize)
            .map(|&customer| ListRow {
                customer: list.context.customer_ref(customer),
                cells: list_column::cells(list, columns, customer),
                overdue: list.context.base.is_gone(customer),
            })
            .collect())
    }
}

/// What the list is called.
fn title(query: &ListQuery, list: ListContext<'_>) -> Result<Message, Fault> {
    let selection = &query.selection;
    let set = if selection.panel.is_empty() {
        Message::from(List::AllCustomers)
    } else {
        let entry = entry(&selection.panel)?;
        (entry.set_title)(&list.context, &query.params, &selection.key)
            .ok_or_else(|| unknown_set(&selection.key))?
    };
    Ok(match query.search.trim() {
        "" => set,
        search => Message::from(List::Found {
            search: search.to_owned(),
            among: Box::new(set),
        }),
    })
}

/// The customers of a query, by its column. Equal customers stand by id; those whose value is not
/// known stand last in either direction. Without a column: most revenue in the period first.
pub(super) fn order(
    query: &ListQuery,
    list: ListContext<'_>,
    text: &TextOrder,
) -> Result<Vec<CustomerIx>, Fault> {
    let mut customers = members(query, list)?;
    search(&mut customers, &query.search, list);
    if let Some(attribute) = list_column::attribute(list.context.data, &query.sort) {
        let ranks = order::sorted(attribute.dictionary.len(), &|a, b| {
            let text = |code: usize| attribute.dictionary.get(code as u32);
            text(a).cmp(text(b))
        });
        let ranks = places(&ranks);
        let direction = if query.descending {
            order::downwards
        } else {
            order::upwards
        };
        customers = sorted_by(customers, &|customer| {
            order::upwards(i64::from(text.by_id[customer.0 as usize]))
        });
        return Ok(sorted_by(customers, &|customer| {
            let code = attribute.codes[customer.0 as usize];
            let rank = ranks.get(code as usize);
            rank.map_or(u64::MAX, |&rank| direction(i64::from(rank)))
        }));
    }
    let (column, descending) = match ListColumn::from_id(&query.sort) {
        Some(column) => (column, query.descending),
        None => (ListColumn::RevenueInPeriod, true),
    };
    let direction = if descending {
        order::downwards
    } else {
        order::upwards
    };
    let place = |places: &[u32], customer: CustomerIx| i64::from(places[customer.0 as usize]);
    if column == ListColumn::Customer {
        let by_name = |customer| direction(place(&text.by_name, customer));
        return Ok(sorted_by(customers, &by_name));
    }
    let by_id = sorted_by(customers, &|customer| {
        order::upwards(place(&text.by_id, customer))
    });
    Ok(sorted_by(by_id, &|customer| {
        // No key is as large as the largest number.
        column.key(list, customer).map_or(u64::MAX, direction)
    }))
}

/// The customers by a key; equals stay in order.
fn sorted_by(customers: Vec<CustomerIx>, key: &dyn Fn(CustomerIx) -> u64) -> Vec<CustomerIx> {
    let keys = customers
        .into_iter()
        .map(|customer| (key(customer), customer.0));
    let mut keyed: Vec<(u64, u32)> = keys.collect();
    order::sort_keyed(&mut keyed);
    let sorted = keyed.into_iter().map(|(_, customer)| CustomerIx(customer));
    sorted.collect()
}

/// The customers of the set, in view.
fn members(query: &ListQuery, list: ListContext<'_>) -> Result<Vec<CustomerIx>, Fault> {
    let selection = &query.selection;
    if selection.panel.is_empty() {
        return match selection.key.as_str() {
            "" => Ok(list.context.base.present_ixs().collect()),
            key => Err(unknown_set(key)),
        };
    }
    (entry(&selection.panel)?.members)(&list.context, &query.params, &selection.key)
        .ok_or_else(|| unknown_set(&selection.key))
}

/// Keeps the customers whose name or id, or something the table of customers says of them, has the
/// text in it, without regard to case.
fn search(customers: &mut Vec<CustomerIx>, text: &str, list: ListContext<'_>) {
    let needle = text.trim().to_lowercase();
    if needle.is_empty() {
        return;
    }
    let data = list.context.data;
    let found: Vec<Vec<bool>> = data
        .attributes()
        .iter()
        .map(|attribute| {
            let texts = attribute.dictionary.iter();
            texts
                .map(|text| text.to_lowercase().contains(&needle))
                .collect()
        })
        .collect();
    let is_marked = |customer: CustomerIx| {
        let mut attributes = data.attributes().iter().zip(&found);
        attributes.any(|(attribute, found)| {
            let code = attribute.codes[customer.0 as usize] as usize;
            found.get(code).copied().unwrap_or(false)
        })
    };
    customers.retain(|&customer| {
        data.customer_id(customer).to_lowercase().contains(&needle)
            || data
                .customer_name(customer)
                .to_lowercase()
                .contains(&needle)
            || is_marked(customer)
    });
}

fn entry(panel: &str) -> Result<&'static panels::Entry, Fault> {
    panels::entry(panel).ok_or_else(|| {
        Fault::from(Failure::UnknownPanel {
            panel: panel.to_owned(),
        })
    })
}

fn unknown_set(key: &str) -> Fault {
    Failure::UnknownSet {
        key: key.to_owned(),
    }
    .into()
}
