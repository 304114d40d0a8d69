//! Which of several files holds the sales, and what the others are.

use super::dialect::same_shape;
use super::document::File;
use super::second_table::{Look, look};
use super::text::fold;
use super::{CustomersTable, IngestError, KnownTable, Recipe};
use crate::dataset::{Interner, RecordsKind, Role, TableKind};

/// What the files are.
pub(super) struct Found {
    /// One entry a file.
    pub(super) kinds: Vec<TableKind>,
    /// How the table of customers is proposed to be read.
    pub(super) customers: Option<CustomersTable>,
    /// Those beside the sales.
    pub(super) known: Vec<KnownTable>,
}

/// Parts of words that name a kind of records, folded.
const WORDS: [(RecordsKind, &[&str]); 3] = [
    (
        RecordsKind::Contacts,
        &[
            "complain",
            "klagom",
            "reklamation",
            "beschwerde",
            "reclamation",
            "reklamac",
            "скарг",
            "жалоб",
        ],
    ),
    (
        RecordsKind::Campaign,
        &[
            "campaign",
            "kampan",
            "campagne",
            "mailing",
            "newsletter",
            "utskick",
            "кампан",
            "розсил",
            "рассыл",
        ],
    ),
    (
        RecordsKind::Costs,
        &[
            "cost",
            "kost",
            "koszt",
            "cout",
            "витрат",
            "затрат",
            "расход",
        ],
    ),
];

/// What a name or a header says of the records below it.
fn named(text: &str) -> Option<RecordsKind> {
    let text = fold(text);
    let mut words = WORDS.iter();
    let said = words.find(|(_, words)| words.iter().any(|word| text.contains(word)))?;
    Some(said.0)
}

/// Tells files apart by what a person said of them, now or before, and the others by their columns: those of the
/// first sales are sales, a row for each customer is their table, and several are records.
/// What is none of these is left to the reading, which says what is missing.
pub(super) fn find(
    files: &mut [File],
    said: &[(usize, TableKind)],
    stored: &[(Vec<String>, Recipe)],
) -> Result<Found, IngestError> {
    let mut looks = Vec::with_capacity(files.len());
    for file in files.iter_mut() {
        looks.push(look(file)?);
    }
    let said_of = |at: usize| said.iter().find(|(place, _)| *place == at).map(|it| it.1);
    let first = |is: &dyn Fn(usize) -> bool| (0..looks.len()).find(|&at| is(at));
    let is_open = |at: usize| said_of(at).is_none();
    let had_tables = |header: &[String]| {
        let mut recipes = stored.iter();
        recipes.any(|(names, recipe)| !recipe.tables.is_empty() && same_shape(names, header))
    };
    let sales = first(&|at| said_of(at) == Some(TableKind::Sales))
        .or_else(|| first(&|at| is_open(at) && had_tables(&looks[at].header)))
        // Costs by customer and day have the columns of sales.
        .or_else(|| {
            first(&|at| is_open(at) && looks[at].is_sales() && named(&files[at].name).is_none())
        })
        .or_else(|| first(&|at| is_open(at) && looks[at].is_sales()))
        .or_else(|| first(&|at| is_open(at) && !said.is_empty()));
    let Some(sales) = sales else {
        return match said {
            [] => Ok(Found {
                kinds: vec![TableKind::Sales; looks.len()],
                customers: None,
                known: Vec::new(),
            }),
            _ => Err(IngestError::NoSalesFile),
        };
    };
    let mut ids = looks[sales].customers();
    let remembered = |header: &[String]| {
        let recipes = stored.iter();
        let recipes = recipes.filter(|(names, _)| same_shape(names, &looks[sales].header));
        let mut tables = recipes.flat_map(|(_, recipe)| &recipe.tables);
        let table = tables.find(|table| same_shape(&table.header, header))?;
        Some(table.kind)
    };
    let mut customers = None;
    let mut known = Vec::new();
    let mut may_be_customers = said.iter().all(|&(_, kind)| kind != TableKind::Customers);
    let mut kinds = Vec::with_capacity(looks.len());
    for (at, (look, file)) in looks.iter().zip(&*files).enumerate() {
        let kind = match said_of(at) {
            Some(kind) => kind,
            None if same_shape(&look.header, &looks[sales].header) => TableKind::Sales,
            None => {
                // Remembered kinds that no longer fit would refuse the files.
                let mut fits = |kind: TableKind| match kind {
                    TableKind::Sales => false,
                    TableKind::Customers => {
                        may_be_customers && look.of_customers(&file.name, &mut ids).is_some()
                    }
                    TableKind::Records(kind) => look.fits(kind),
                };
                match remembered(&look.header) {
                    Some(kind) if fits(kind) => kind,
                    _ => guess(look, &file.name, &mut ids, may_be_customers),
                }
            }
        };
        if kind == TableKind::Customers {
            may_be_customers = false;
            let name = file.name.clone();
            let table = look.of_customers(&name, &mut ids);
            let table = table.ok_or(IngestError::NoCustomersTable { name })?;
            if customers.replace(table).is_some() {
                return Err(IngestError::SeveralCustomersTables);
            }
        }
        if kind != TableKind::Sales {
            let header = look.header.clone();
            known.push(KnownTable { header, kind });
        }
        kinds.push(kind);
    }
    Ok(Found {
        kinds,
        customers,
        known,
    })
}

fn guess(look: &Look, name: &str, ids: &mut Interner, may_be_customers: bool) -> TableKind {
    let fitting = |kind: &RecordsKind| look.fits(*kind);
    let by_name = named(name).filter(fitting);
    if !look.names_customers(ids) || look.is_sales() && by_name != Some(RecordsKind::Costs) {
        return TableKind::Sales;
    }
    let by_header = named(&look.header.join(" ")).filter(fitting);
    // A list of whom a campaign reached has a row a customer too, but says nothing else of them.
    let marks = [Role::CustomerName, Role::Region, Role::Manager];
    let is_said =
        by_name.is_some() || by_header.is_some() && marks.into_iter().all(|mark| !look.has(mark));
    if !is_said && may_be_customers && look.of_customers(name, ids).is_some() {
        return TableKind::Customers;
    }
    let any = || {
        let kinds = [RecordsKind::Contacts, RecordsKind::Costs];
        kinds.into_iter().find(fitting)
    };
    let kind = by_name.or(by_header).or_else(any);
    kind.map_or(TableKind::Sales, TableKind::Records)
}
