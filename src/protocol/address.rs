//! Where in the program one is: what stands after the `#` of the page's address.
//!
//! The address carries the place and the view, but never a value that names a person: filters on
//! customers, names and receipts stay out of it. An address nobody can read leads nowhere wrong:
//! unknown parts are left out.

use std::fmt::Write as _;

use crate::base::{Day, Period};
use crate::dataset::{Compare, Filter, FreeGoods, GoneRule, Role, View};
use crate::panels::ParamValues;
use crate::panels::pages::PAGES;
use crate::panels::panel::Selection;

use super::ListQuery;

/// A place in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Drop a file, try a sample, go on.
    Start,
    /// How the file is read; questions; odd rows.
    Import,
    /// What became of the rows.
    Data,
    /// A page made of panels, by its id in [`PAGES`].
    Panels(String),
    /// A list of customers. Its search is not part of the address.
    Customers(ListQuery),
    /// One customer, by id in the file.
    Customer(String),
    /// What can leave, what is stored.
    Privacy,
    /// How figures are written and shown.
    Settings,
}

/// A place and the view it is seen in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Where.
    pub place: Place,
    /// From when, over what span, about whom; filters that name a person are missing.
    pub view: View,
}

impl Place {
    /// Id of the page, as in `data-page`.
    pub fn page_id(&self) -> &str {
        match self {
            Self::Start => "start",
            Self::Import => "import",
            Self::Data => "data",
            Self::Panels(page) => page,
            Self::Customers(_) => "customers",
            Self::Customer(_) => "customer",
            Self::Privacy => "privacy",
            Self::Settings => "settings",
        }
    }

    /// The place with this page id, when it needs nothing else.
    pub fn from_page_id(id: &str) -> Option<Self> {
        match id {
            "start" => Some(Self::Start),
            "import" => Some(Self::Import),
            "data" => Some(Self::Data),
            "privacy" => Some(Self::Privacy),
            "settings" => Some(Self::Settings),
            "customers" => Some(Self::Customers(ListQuery::default())),
            page => PAGES
                .iter()
                .any(|spec| spec.id == page)
                .then(|| Self::Panels(page.to_owned())),
        }
    }

    /// Whether results must exist for the place to show anything.
    pub fn needs_results(&self) -> bool {
        match self {
            Self::Start | Self::Import | Self::Privacy | Self::Settings => false,
            Self::Data | Self::Panels(_) | Self::Customers(_) | Self::Customer(_) => true,
        }
    }
}

impl Address {
    /// Reads the part after `#`, with or without it; `None` when no such place exists.
    pub fn from_hash(hash: &str) -> Option<Self> {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let path = path.trim_matches('/');
        let (page, rest) = path.split_once('/').unwrap_or((path, ""));
        let pairs = pairs(query);
        let place = match (page, rest) {
            ("customer", id) => Place::Customer(decode(id)),
            (page, "") => Place::from_page_id(page)?,
            _ => return None,
        };
        let place = match place {
            Place::Customers(_) => Place::Customers(list_query(&pairs)),
            Place::Customer(id) if id.is_empty() => return None,
            other => other,
        };
        Some(Self {
            place,
            view: view(&pairs),
        })
    }

    /// The part from `#` on.
    pub fn to_hash(&self) -> String {
        let mut hash = format!("#/{}", self.place.page_id());
        let mut query = Query::default();
        match &self.place {
            Place::Customer(id) => {
                hash.push('/');
                encode(id, &mut hash);
            }
            Place::Customers(list) => query.list(list),
            Place::Start
            | Place::Import
            | Place::Data
            | Place::Panels(_)
            | Place::Privacy
            | Place::Settings => {}
        }
        query.view(&self.view);
        if !query.text.is_empty() {
            hash.push('?');
            hash.push_str(&query.text);
        }
        hash
    }
}

/// Whether a filter may stand in the address: not when its value names a person or a receipt.
pub fn may_be_addressed(filter: &Filter) -> bool {
    !matches!(
        filter.role,
        Role::Customer | Role::CustomerName | Role::Order | Role::Manager
    )
}

/// The view of an address, with the filters of `current` that an address cannot carry.
pub fn view_in(address: &Address, current: &View) -> View {
    let mut view = address.view.clone();
    view.filters.extend(
        current
            .filters
            .iter()
            .filter(|filter| !may_be_addressed(filter))
            .cloned(),
    );
    view
}

#[derive(Default)]
struct Query {
    text: String,
}

impl Query {
    fn put(&mut self, key: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(key);
        self.text.push('=');
        encode(value, &mut self.text);
    }

    fn list(&mut self, list: &ListQuery) {
        let Selection { panel, key } = &list.selection;
        if !panel.is_empty() {
            self.put("set", &format!("{panel}.{key}"));
        }
        for (key, value) in list.params.0.iter() {
            self.put("with", &format!("{key}:{value}"));
        }
        if !list.sort.is_empty() {
            let order = if list.descending { "down" } else { "up" };
            self.put("sort", &format!("{}.{order}", list.sort));
        }
    }

    fn view(&mut self, view: &View) {
        if let Some(day) = view.as_of {
            self.put("as_of", &day.to_string());
        }
        if let Some(period) = view.period {
            self.put("period", &period.to_string());
        }
        match view.compare {
            Compare::Previous => {}
            Compare::YearBefore => self.put("compare", "year_before"),
            Compare::None => self.put("compare", "none"),
        }
        for filter in view.filters.iter().filter(|f| may_be_addressed(f)) {
            match &filter.column {
                Some(column) => {
                    let mut name = String::new();
                    encode(column, &mut name);
                    // The first colon ends the column's name.
                    let name = name.replace(':', "%3A");
                    self.put(
                        "filter",
                        &format!("{}.{name}:{}", filter.role.id(), filter.value),
                    );
                }
                None => self.put("filter", &format!("{}:{}", filter.role.id(), filter.value)),
            }
        }
        if let GoneRule::FixedDays { days } = view.gone {
            self.put("gone_days", &days.to_string());
        }
        if let Some(below) = view.gone.p_alive() {
            self.put("gone_p_alive", &below.to_string());
        }
        if view.free_goods_are_occasions == FreeGoods(false) {
            self.put("free_goods", "no");
        }
    }
}

fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.to_owned(), decode(value)))
        .collect()
}

fn list_query(pairs: &[(String, String)]) -> ListQuery {
    let mut list = ListQuery::default();
    for (key, value) in pairs {
        match key.as_str() {
            "set" => {
                if let Some((panel, key)) = value.split_once('.') {
                    list.selection = Selection {
                        panel: panel.to_owned(),
                        key: key.to_owned(),
                    };
                }
            }
            "with" => {
                if let Some((param, value)) = value.split_once(':') {
                    let ParamValues(values) = &mut list.params;
                    values.insert(param.to_owned(), value.to_owned());
                }
            }
            "sort" => {
                if let Some((column, order)) = value.rsplit_once('.') {
                    column.clone_into(&mut list.sort);
                    list.descending = order == "down";
                }
            }
            _ => {}
        }
    }
    list
}

fn view(pairs: &[(String, String)]) -> View {
    let mut view = View::default();
    for (key, value) in pairs {
        match key.as_str() {
            "as_of" => view.as_of = Day::from_iso(value),
            "period" => view.period = Period::from_iso(value),
            "compare" => {
                view.compare = match value.as_str() {
                    "year_before" => Compare::YearBefore,
                    "none" => Compare::None,
                    _ => Compare::Previous,
                }
            }
            "filter" => view.filters.extend(filter(value)),
            "gone_days" => {
                if let Ok(days) = value.parse() {
                    view.gone = GoneRule::FixedDays { days };
                }
            }
            "gone_p_alive" => {
                if let Some(rule) = value.parse().ok().and_then(GoneRule::p_alive_below) {
                    view.gone = rule;
                }
            }
            "free_goods" => view.free_goods_are_occasions = FreeGoods(value != "no"),
            _ => {}
        }
    }
    view
}

fn filter(text: &str) -> Option<Filter> {
    let (column, value) = text.split_once(':')?;
    let (role, column) = match column.split_once('.') {
        Some((role, name)) => (role, Some(decode(name))),
        None => (column, None),
    };
    let filter = Filter {
        role: Role::from_id(role)?,
        column,
        value: value.to_owned(),
    };
    may_be_addressed(&filter).then_some(filter)
}

/// Percent-encodes everything but letters, digits and what reads well in an address.
fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.:~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = (first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        if let Some(byte) = hex {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::shell::Shell;
    use crate::i18n::{Say as _, Speaker};

    fn round_trip(address: &Address) {
        assert_eq!(
            Address::from_hash(&address.to_hash()).as_ref(),
            Some(address)
        );
    }

    fn hash(text: &str) -> Option<Address> {
        Address::from_hash(text)
    }

    #[test]
    fn every_page_of_panels_has_an_address_and_a_name() {
        for page in PAGES {
            let name = Shell::Page {
                id: page.id.to_owned(),
            };
            assert_ne!(name.say(&Speaker::default()), page.id);
            round_trip(&Address {
                place: Place::Panels(page.id.to_owned()),
                view: View::default(),
            });
        }
        assert_eq!(hash("#/nowhere"), None);
        assert_eq!(hash(""), None);
        assert_eq!(hash("#/overview/too/deep"), None);
        assert_eq!(hash("#/customer/"), None);
    }

    #[test]
    fn a_list_keeps_its_set_its_parameters_and_its_order() {
        let mut params = ParamValues::default();
        params.0.insert("average_cut".to_owned(), "35.5".to_owned());
        let address = Address {
            place: Place::Customers(ListQuery {
                selection: Selection {
                    panel: "rfm".to_owned(),
                    key: "segment:champions".to_owned(),
                },
                params,
                search: String::new(),
                sort: "revenue".to_owned(),
                descending: true,
            }),
            view: View::default(),
        };
        assert_eq!(
            address.to_hash(),
            "#/customers?set=rfm.segment:champions&with=average_cut:35.5&sort=revenue.down"
        );
        round_trip(&address);
    }

    #[test]
    fn the_view_returns_with_any_text_in_a_filter() {
        round_trip(&Address {
            place: Place::Data,
            view: View {
                as_of: Day::from_iso("2025-12-31"),
                period: Period::from_iso("2025-01-01..2025-12-31"),
                compare: Compare::YearBefore,
                filters: vec![
                    Filter {
                        role: Role::Channel,
                        column: None,
                        value: "Käse & Wein: 50% #1?".to_owned(),
                    },
                    Filter {
                        role: Role::Dimension,
                        column: Some("a.b:c".to_owned()),
                        value: "x".to_owned(),
                    },
                ],
                gone: GoneRule::FixedDays { days: 180 },
                free_goods_are_occasions: FreeGoods(false),
            },
        });
    }

    #[test]
    fn a_rule_of_chances_returns() {
        let hash = "#/leaving?gone_p_alive=0.35";
        let found = Address::from_hash(hash).unwrap();
        assert_eq!(Some(found.view.gone), GoneRule::p_alive_below(0.35));
        assert_eq!(found.to_hash(), hash);
        let unfit = Address::from_hash("#/leaving?gone_p_alive=7").unwrap();
        assert_eq!(unfit.view.gone, GoneRule::OwnGap);
    }

    #[test]
    fn a_customer_id_of_any_shape_returns() {
        for id in ["0012", "a/b?c#d", "Йосип", "%41", " ", "=1+1"] {
            round_trip(&Address {
                place: Place::Customer(id.to_owned()),
                view: View::default(),
            });
        }
    }

    #[test]
    fn values_that_name_a_person_stay_out_but_are_not_lost() {
        let person = Filter {
            role: Role::CustomerName,
            column: None,
            value: "Ada".to_owned(),
        };
        let current = View {
            filters: vec![person.clone()],
            ..View::default()
        };
        let address = Address {
            place: Place::Data,
            view: current.clone(),
        };
        assert_eq!(address.to_hash(), "#/data");
        assert_eq!(hash("#/data?filter=customer_name:Ada"), hash("#/data"));
        let read = hash("#/data").unwrap();
        assert_eq!(view_in(&read, &current).filters, vec![person]);
    }

    #[test]
    fn broken_parts_are_left_out() {
        let address =
            hash("#/overview?as_of=2025-02-30&period=x&filter=&filter=%&%%%=&gone_days=a").unwrap();
        assert_eq!(address.view, View::default());
    }
}
