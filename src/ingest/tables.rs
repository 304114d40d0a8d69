//! Which of several files holds the sales, and what the others are, or the other sheets.

use super::dialect::same_shape;
use super::document::File;
use super::second_table::{self, Look, look};
use super::text::fold;
use super::{CustomersTable, IngestError, KnownTable, Recipe, SourceRecipe};
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
    let mut telling = Telling::of(&looks[sales], said, stored);
    let mut kinds = Vec::with_capacity(looks.len());
    for (at, (look, file)) in looks.iter().zip(&*files).enumerate() {
        let kind = match said_of(at) {
            None if same_shape(&look.header, &looks[sales].header) => TableKind::Sales,
            said => {
                let name = &file.name;
                telling.tell(said, look, name, &mut |look, ids, may_be_customers| {
                    guess(look, name, ids, may_be_customers)
                })?
            }
        };
        kinds.push(kind);
    }
    Ok(Found {
        kinds,
        customers: telling.customers,
        known: telling.known,
    })
}

/// What the sheets of a workbook beside its sales are.
pub(super) struct FoundSheets {
    /// Their names, those of the workbook apart, and kinds.
    pub(super) tables: Vec<(String, TableKind)>,
    /// How each is cut, in the same order.
    pub(super) sources: Vec<SourceRecipe>,
    /// How the table of customers is proposed to be read.
    pub(super) customers: Option<CustomersTable>,
    /// All of them.
    pub(super) known: Vec<KnownTable>,
}

/// Tells the sheets beside the sales apart as files are. They came along unasked: without a word of
/// theirs that says so, numbers are not taken for costs nor days for contacts.
pub(super) fn find_sheets(
    file: &mut File,
    said: &[(usize, TableKind)],
    stored: &[(Vec<String>, Recipe)],
) -> Result<Option<FoundSheets>, IngestError> {
    let Some(sheets) = second_table::sheets(file) else {
        return Ok(None);
    };
    let mut telling = Telling::of(&sheets.sales, said, stored);
    let (mut tables, mut sources) = (Vec::new(), Vec::new());
    for (at, (sheet, look)) in sheets.others.iter().enumerate() {
        let said = said.iter().find(|(place, _)| *place == at).map(|it| it.1);
        let name = format!("{}, {sheet}", file.name);
        let kind = telling.tell(said, look, &name, &mut |look, ids, may_be_customers| {
            let kind = said_to_be(look, sheet).map(TableKind::Records);
            match kind.filter(|_| look.names_customers(ids)) {
                Some(kind) => kind,
                None if look.is_sales() || !may_be_customers => TableKind::LeftOut,
                None => match look.of_customers(&name, ids) {
                    Some(_) => TableKind::Customers,
                    None => TableKind::LeftOut,
                },
            }
        })?;
        tables.push((sheet.clone(), kind));
        sources.push(look.source.clone());
    }
    Ok(Some(FoundSheets {
        tables,
        sources,
        customers: telling.customers,
        known: telling.known,
    }))
}

/// Tables beside the sales being told apart.
struct Telling<'a> {
    sales: &'a Look,
    stored: &'a [(Vec<String>, Recipe)],
    ids: Interner,
    may_be_customers: bool,
    customers: Option<CustomersTable>,
    known: Vec<KnownTable>,
}

/// What a table is by its look, given the customers of the sales and whether it may be theirs.
type Guess<'a> = &'a mut dyn FnMut(&Look, &mut Interner, bool) -> TableKind;

impl<'a> Telling<'a> {
    fn of(
        sales: &'a Look,
        said: &[(usize, TableKind)],
        stored: &'a [(Vec<String>, Recipe)],
    ) -> Self {
        Self {
            sales,
            stored,
            ids: sales.customers(),
            may_be_customers: said.iter().all(|&(_, kind)| kind != TableKind::Customers),
            customers: None,
            known: Vec::new(),
        }
    }

    /// What a table with these columns was taken for beside these sales.
    fn remembered(&self, header: &[String]) -> Option<TableKind> {
        let recipes = self.stored.iter();
        let recipes = recipes.filter(|(names, _)| same_shape(names, &self.sales.header));
        let mut tables = recipes.flat_map(|(_, recipe)| &recipe.tables);
        let table = tables.find(|table| same_shape(&table.header, header))?;
        Some(table.kind)
    }

    /// Remembered kinds that no longer fit would refuse the files.
    fn fits(&mut self, look: &Look, name: &str, kind: TableKind) -> bool {
        match kind {
            TableKind::Sales => false,
            TableKind::LeftOut => true,
            TableKind::Customers => {
                self.may_be_customers && look.of_customers(name, &mut self.ids).is_some()
            }
            TableKind::Records(kind) => look.fits(kind),
        }
    }

    /// What a table is: as it was said, now or before, or else as guessed.
    fn tell(
        &mut self,
        said: Option<TableKind>,
        look: &Look,
        name: &str,
        guess: Guess<'_>,
    ) -> Result<TableKind, IngestError> {
        let remembered = || self.remembered(&look.header);
        let kind = match said.or_else(remembered) {
            Some(kind) if said.is_some() || self.fits(look, name, kind) => kind,
            _ => guess(look, &mut self.ids, self.may_be_customers),
        };
        if kind == TableKind::Customers {
            self.may_be_customers = false;
            let table = look.of_customers(name, &mut self.ids);
            let table = table.ok_or_else(|| IngestError::NoCustomersTable {
                name: name.to_owned(),
            })?;
            if self.customers.replace(table).is_some() {
                return Err(IngestError::SeveralCustomersTables);
            }
        }
        if kind != TableKind::Sales {
            let header = look.header.clone();
            self.known.push(KnownTable { header, kind });
        }
        Ok(kind)
    }
}

/// What the name or the header of a table says that it is, where it is not the table of customers.
fn said_to_be(look: &Look, name: &str) -> Option<RecordsKind> {
    let fitting = |kind: &RecordsKind| look.fits(*kind);
    let by_header = || {
        // A list of whom a campaign reached has a row a customer too, but says nothing else of them.
        let marks = [Role::CustomerName, Role::Region, Role::Manager];
        let said = named(&look.header.join(" ")).filter(fitting);
        said.filter(|_| marks.into_iter().all(|mark| !look.has(mark)))
    };
    named(name).filter(fitting).or_else(by_header)
}

fn guess(look: &Look, name: &str, ids: &mut Interner, may_be_customers: bool) -> TableKind {
    let is_of_costs = named(name) == Some(RecordsKind::Costs) && look.fits(RecordsKind::Costs);
    if !look.names_customers(ids) || look.is_sales() && !is_of_costs {
        return TableKind::Sales;
    }
    let said = said_to_be(look, name);
    if said.is_none() && may_be_customers && look.of_customers(name, ids).is_some() {
        return TableKind::Customers;
    }
    let any = || {
        let mut kinds = [RecordsKind::Contacts, RecordsKind::Costs].into_iter();
        kinds.find(|kind| look.fits(*kind))
    };
    let by_header = || named(&look.header.join(" ")).filter(|kind| look.fits(*kind));
    let kind = said.or_else(by_header).or_else(any);
    kind.map_or(TableKind::Sales, TableKind::Records)
}
