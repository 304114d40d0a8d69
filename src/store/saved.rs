use serde::{Deserialize, Serialize};

use super::packing::checksum;
use crate::base::{Day, SortedMap, order};
use crate::dataset::View;
use crate::i18n::{Language, Message, NumberLocale};
use crate::panels::panel::Column;
use crate::panels::{Panel, ParamValues};
use crate::protocol::{ListQuery, ListRow, SessionInfo};

/// The most rows of a list that are kept.
pub const LIST_ROWS: usize = 500;

/// The most characters the results of one project may take, packed.
pub const PROJECT_LIMIT: usize = 1_000_000;

/// Tells projects apart. Never used again after a project is forgotten, unless it was the last.
pub type ProjectId = u32;

/// How the page looks and speaks, for all projects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Language of sentences.
    pub language: Language,
    /// How numbers are written; `None` is as the browser's language has it.
    pub locale: Option<NumberLocale>,
    /// Light or dark.
    pub theme: Theme,
    /// Whether customers are shown by a pseudonym.
    pub hide_names: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a project is: a name and a header shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Which project.
    pub id: ProjectId,
    /// Its name, as the person calls it.
    pub name: String,
    /// Name of the file last read.
    pub file_name: String,
    /// Header cells of that file, verbatim.
    pub header: Vec<String>,
    /// The day the results were kept, when there are any.
    #[serde(default)]
    pub kept_on: Option<Day>,
    /// Grows with every keeping, over all projects: tells which is the most recent.
    #[serde(default)]
    pub sequence: u64,
    /// Revisions of results that are whole, newest first, at most two.
    #[serde(default)]
    pub revisions: Vec<u32>,
}

/// What was set in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The view.
    pub view: View,
    /// Parameters by panel id.
    pub params: SortedMap<String, ParamValues>,
}

impl Settings {
    /// The settings kept, with what one page changed in its own: what another page (in another tab)
    /// set meanwhile stays. The view is the one last looked at.
    #[must_use]
    pub fn with_changes(mut self, before: &Self, now: Self) -> Self {
        let value = |of: &Self, panel: &String, key: &String| {
            let values = of.params.get(panel)?;
            values.0.get(key).cloned()
        };
        for (panel, values) in before.params.iter().chain(now.params.iter()) {
            for key in values.0.keys() {
                let set = value(&now, panel, key);
                if set == value(before, panel, key) {
                    continue;
                }
                let mut kept = self.params.remove(panel).unwrap_or_default();
                match set {
                    Some(set) => kept.0.insert(key.clone(), set),
                    None => kept.0.remove(key),
                };
                if !kept.0.is_empty() {
                    self.params.insert(panel.clone(), kept);
                }
            }
        }
        self.view = now.view;
        self
    }
}

/// What was computed: enough to show every page again without the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The file, its recipe, its account, the view.
    pub session: SessionInfo,
    /// The panels.
    pub panels: Vec<SavedPanel>,
}

/// A panel and the parameters it was computed with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedPanel {
    /// The parameters.
    #[serde(default)]
    pub params: ParamValues,
    /// The panel.
    pub panel: Panel,
}

/// The beginnings of the lists that results lead to: a document of its own, as they are read one
/// by one, and results all at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lists {
    /// The lists.
    pub lists: Vec<SavedList>,
    /// The rows of all lists, each once: most customers stand in several.
    pub rows: Vec<ListRow>,
}

/// The beginning of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedList {
    /// Who, in what order.
    pub query: ListQuery,
    /// What the set is, in words.
    pub title: Message,
    /// Rows in the whole list.
    pub total: u32,
    /// Customers in all.
    pub of: u32,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its first rows, as places in [`Lists::rows`].
    pub rows: Vec<u32>,
}

impl Results {
    /// The panel with this id and these parameters, if it was kept.
    pub fn panel(&self, id: &str, params: &ParamValues) -> Option<&Panel> {
        self.panels
            .iter()
            .find(|saved| saved.panel.id == id && saved.params == *params)
            .map(|saved| &saved.panel)
    }
}

impl Lists {
    /// The list of this query and its first rows, if there are any to show.
    pub fn list(&self, query: &ListQuery) -> Option<(&SavedList, Vec<&ListRow>)> {
        let list = self.lists.iter().find(|list| list.query == *query)?;
        if list.rows.is_empty() && list.total > 0 {
            return None;
        }
        let row = |&at: &u32| self.rows.get(at as usize);
        Some((list, list.rows.iter().filter_map(row).collect()))
    }

    /// Adds a list with these first rows.
    pub fn add(&mut self, mut list: SavedList, rows: Vec<ListRow>) {
        let customers = self.rows.iter().map(|row| row.customer.ix);
        let mut known: Vec<(u32, u32)> = customers.zip(0..).collect();
        order::sort_by_key(&mut known, |&(customer, at)| {
            u64::from(customer) << 32 | u64::from(at)
        });
        list.rows.clear();
        for row in rows {
            // The same customer reads differently where a list has parameters of its own.
            let from = known.partition_point(|&(customer, _)| customer < row.customer.ix);
            let found = known[from..]
                .iter()
                .take_while(|&&(customer, _)| customer == row.customer.ix)
                .map(|&(_, at)| at)
                .find(|&at| self.rows[at as usize] == row);
            list.rows.push(found.unwrap_or(self.rows.len() as u32));
            if found.is_none() {
                self.rows.push(row);
            }
        }
        self.lists.push(list);
    }

    /// The same lists with so many rows each, and no row that stands in none.
    pub(super) fn first_rows(&self, most: usize) -> Self {
        let mut places = vec![None; self.rows.len()];
        let mut kept = Self::default();
        for list in &self.lists {
            let wanted = list.rows.iter().take(most);
            let moved = wanted.filter_map(|&at| {
                let row = self.rows.get(at as usize)?;
                let place = places.get_mut(at as usize)?;
                Some(*place.get_or_insert_with(|| {
                    kept.rows.push(row.clone());
                    kept.rows.len() as u32 - 1
                }))
            });
            kept.lists.push(SavedList {
                rows: moved.collect(),
                ..list.clone()
            });
        }
        kept
    }
}

/// What makes two headers the same shape: their cells in order, whatever their case and the blanks
/// around them.
pub fn header_shape(header: &[String]) -> u64 {
    let cells: Vec<String> = header
        .iter()
        .map(|cell| cell.trim().to_lowercase())
        .collect();
    checksum(cells.join("\u{1f}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_keeps_its_shape_through_case_and_blanks() {
        let shape = |cells: &[&str]| {
            let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
            header_shape(&cells)
        };
        assert_eq!(shape(&["Datum", "Betrag"]), shape(&["datum ", "BETRAG"]));
        assert_ne!(shape(&["Datum", "Betrag"]), shape(&["Betrag", "Datum"]));
        assert_ne!(shape(&["ab", "c"]), shape(&["a", "bc"]));
    }
}
