//! A table of customers beside the sales: another file, or another sheet of the workbook.

use super::dialect::{self, HeadRecords};
use super::document::{Body, File};
use super::mapping;
use super::profile::Profile;
use super::reader::{column_name, profiles};
use super::text::trim;
use super::{ColumnRecipe, CustomersTable, IngestError, Recipe, SourceRecipe};
use crate::dataset::{Interner, Meaning, RecordsKind, Role};

/// Most values of a column that is proposed to be kept.
const MOST_VALUES: u64 = 60;

/// The table, and how it is proposed to be read.
#[derive(Clone, Debug)]
pub(super) struct SecondTable {
    file: usize,
    proposal: CustomersTable,
}

/// The first records of a table.
pub(super) struct Look {
    pub(super) source: SourceRecipe,
    pub(super) header: Vec<String>,
    body: Vec<(u64, Vec<String>)>,
    roles: Vec<Role>,
    profiles: Vec<Profile>,
}

impl Look {
    fn of(source: SourceRecipe, head: &HeadRecords) -> Self {
        let header = dialect::header(head, &source, column_name);
        let before = source.records_before_data() as usize;
        let body = head.records.get(before..).unwrap_or_default().to_vec();
        let profiles = profiles(&body, header.len());
        let has_header = source.header_record.is_some();
        Self {
            roles: mapping::guess(&header, has_header, &profiles),
            source,
            header,
            body,
            profiles,
        }
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether customer, time and money are there.
    pub(super) fn is_sales(&self) -> bool {
        let is_list = self.roles.iter().any(|role| role.is_of_totals());
        let has_money =
            self.has(Role::Amount) || self.has(Role::Quantity) && self.has(Role::UnitPrice);
        is_list || self.has(Role::Customer) && self.has(Role::Date) && has_money
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self
            .body
            .iter()
            .filter_map(move |(_, cells)| cells.get(column));
        cells.map(|cell| trim(cell)).filter(|cell| !cell.is_empty())
    }

    /// The customers of the sales, as far as the first records have them.
    pub(super) fn customers(&self) -> Interner {
        let mut ids = Interner::default();
        let bearer = [Role::Customer, Role::CustomerName];
        let places = bearer.map(|role| self.roles.iter().position(|known| *known == role));
        for column in places.into_iter().flatten() {
            for id in self.cells(column) {
                ids.intern(id);
            }
        }
        ids
    }

    /// How many cells of a column are among these customers.
    fn shared(&self, column: usize, ids: &mut Interner) -> usize {
        let known = |id: &&str| ids.find(id.as_bytes()).is_ok();
        self.cells(column).filter(known).count()
    }

    /// Whether a column holds customers of the sales, or its header says so.
    pub(super) fn names_customers(&self, ids: &mut Interner) -> bool {
        self.has(Role::Customer)
            || (0..self.header.len()).any(|column| self.shared(column, ids) > 0)
    }

    /// Whether a column holds what records of this kind must have.
    pub(super) fn fits(&self, kind: RecordsKind) -> bool {
        let mut columns = self.profiles.iter().zip(&self.roles);
        columns.any(|(profile, role)| match kind {
            RecordsKind::Contacts | RecordsKind::Campaign => profile.is_dates(),
            RecordsKind::Costs => {
                profile.is_numbers() && (*role == Role::Amount || profile.has_decimals())
            }
        })
    }

    /// The column that holds the customers of the sales, once each: the one most of whose first
    /// values are among theirs, or else the one whose header says so.
    fn key(&self, ids: &mut Interner) -> Option<usize> {
        let comes_once = |column: usize| {
            let profile = &self.profiles[column];
            profile.filled > 0 && profile.distinct * 10 >= profile.filled * 8
        };
        let mut best: Option<(usize, usize)> = None;
        for column in (0..self.header.len()).filter(|&column| comes_once(column)) {
            let shared = self.shared(column, ids);
            // The first of equals.
            if best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, column));
            }
        }
        let named = || self.roles.iter().position(|role| *role == Role::Customer);
        match best {
            Some((shared, column)) if shared > 0 => Some(column),
            _ => named().filter(|&column| comes_once(column)),
        }
    }

    /// How the table would be read as one of these customers; nothing when it is none.
    pub(super) fn of_customers(&self, name: &str, ids: &mut Interner) -> Option<CustomersTable> {
        self.proposal(name, self.key(ids)?)
    }

    /// How the table would be read with the customer in this column; nothing when no column would
    /// be kept.
    fn proposal(&self, name: &str, key: usize) -> Option<CustomersTable> {
        let mut named = false;
        let columns = self.header.iter().zip(&self.profiles).enumerate();
        let columns = columns.map(|(index, (header, profile))| {
            let role = if index == key {
                Role::Customer
            } else {
                match self.roles[index] {
                    // Budgets and hours are numbers; a household is no name of the customer.
                    _ if Meaning::any(header) && profile.filled > 0 => Role::Dimension,
                    role @ (Role::Region | Role::Manager) => role,
                    Role::Customer | Role::CustomerName if !named => {
                        named = true;
                        Role::CustomerName
                    }
                    _ if profile.has_decimals() => Role::Ignore,
                    _ if profile.filled > 0 && profile.distinct <= MOST_VALUES => Role::Dimension,
                    _ => Role::Ignore,
                }
            };
            ColumnRecipe {
                index,
                name: header.clone(),
                role,
                number: None,
                date: None,
            }
        });
        let columns: Vec<ColumnRecipe> = columns.collect();
        let keeps = |column: &ColumnRecipe| !matches!(column.role, Role::Customer | Role::Ignore);
        columns.iter().any(keeps).then(|| CustomersTable {
            name: name.to_owned(),
            joined: true,
            source: self.source.clone(),
            columns,
        })
    }
}

impl SecondTable {
    /// The table in the file at this place, and how it is proposed to be read.
    pub(super) fn at(file: usize, proposal: CustomersTable) -> Self {
        Self { file, proposal }
    }

    /// The file's place, when the table is a file of its own.
    pub(super) fn file(&self) -> Option<usize> {
        (self.file > 0).then_some(self.file)
    }

    /// The place of the file the table is in.
    pub(super) fn place(&self) -> usize {
        self.file
    }

    /// Puts the table into a recipe: as the recipe has it when the columns are the same, else as
    /// proposed.
    pub(super) fn settle(&self, recipe: &mut Recipe) {
        let names = |table: &CustomersTable| -> Vec<String> {
            table
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect()
        };
        match &mut recipe.customers_table {
            Some(known) if dialect::same_shape(&names(known), &names(&self.proposal)) => {
                known.name.clone_from(&self.proposal.name);
                known.source.clone_from(&self.proposal.source);
            }
            known => *known = Some(Box::new(self.proposal.clone())),
        }
    }
}

/// The sheets of a workbook of sales.
pub(super) struct Sheets {
    /// Those with the sales.
    pub(super) sales: Look,
    /// Others that a person sees, with their names.
    pub(super) others: Vec<(String, Look)>,
}

/// Looks into the sheets of a workbook; nothing where it has no sales or nothing beside them.
pub(super) fn sheets(file: &mut File) -> Option<Sheets> {
    let names = file.sheets();
    if names.len() < 2 {
        return None;
    }
    // What is wrong with the workbook is said when its sales are read.
    let sales = look(file).ok().filter(Look::is_sales)?;
    let mut others = Vec::new();
    for (sheet, is_visible) in names {
        if !is_visible || sales.source.sheets().any(|known| *known == sheet) {
            continue;
        }
        let Ok(head) = file.sheet_head(&sheet, dialect::LOOK_RECORDS) else {
            continue;
        };
        let mut source = SourceRecipe {
            format: file.format(),
            sheet: Some(sheet.clone()),
            ..SourceRecipe::default()
        };
        dialect::place_header(&head.records, &mut source);
        if source.header_record.is_some() {
            others.push((sheet, Look::of(source, &head)));
        }
    }
    (!others.is_empty()).then_some(Sheets { sales, others })
}

pub(super) fn look(file: &mut File) -> Result<Look, IngestError> {
    let (source, head) = look_at(file)?;
    Ok(Look::of(source, &head))
}

/// How a file seems to be cut, and its first records.
pub(super) fn look_at(file: &mut File) -> Result<(SourceRecipe, HeadRecords), IngestError> {
    Ok(match &file.body {
        Body::Text(text) => text.guess(&text.utf8()),
        Body::Workbook(_) => super::sheets::guess(file)?,
    })
}
