//! Pages and the panels on them, in the order of the navigation.

/// A page made of panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSpec {
    /// Id, as in the address and `data-page`.
    pub id: &'static str,
    /// Ids of its panels, in order.
    pub panels: &'static [&'static str],
    /// Most customers for whom its panels are computed ahead of need, when there is such a limit:
    /// for more they take seconds and memory that what is on the screen needs.
    pub most_customers_ahead: Option<u64>,
}

/// Panels that are computed only when their page is opened, for more customers than this, though the
/// others of the page are not.
const WAITING: (&[&str], u64) = (&["two_ways"], 20_000);

/// The panels that are computed only when their page is opened, for this many customers.
pub fn waiting(customers: u64) -> impl Iterator<Item = &'static str> {
    let waits = move |page: &&PageSpec| {
        page.most_customers_ahead
            .is_some_and(|most| customers > most)
    };
    let (alone, most) = WAITING;
    let alone = alone.iter().copied().filter(move |_| customers > most);
    PAGES
        .iter()
        .filter(waits)
        .flat_map(|page| page.panels.iter().copied())
        .chain(alone)
}

/// Panels on whose parameters another rests; they are taken along when it is computed.
const RESTS_ON: &[(&str, &[&str])] = &[
    ("value_frequency", &["profit"]),
    ("value", &["profit"]),
    ("triage", &["profit", "value"]),
    ("rollup", &["profit", "value"]),
    (
        "card",
        &[
            "profit",
            "value",
            "triage",
            "episodes",
            "leaving",
            "season",
            "silence",
            "ladder",
            "life_cycle",
        ],
    ),
    ("life_cycle", &["ladder"]),
    ("cadence", &["profit", "value_frequency"]),
    ("silence", &["profit", "value", "season"]),
    ("economics", &["profit", "value"]),
    ("cohorts", &["profit", "season"]),
    ("change", &["season"]),
    ("two_ways", &["value", "season", "forecast"]),
];

/// The panels whose parameters this one takes along; the card is no panel of a page, but has some.
pub fn rests_on(panel: &str) -> &'static [&'static str] {
    let found = RESTS_ON.iter().find(|(id, _)| *id == panel);
    found.map_or(&[], |(_, others)| others)
}

/// The panels that take along the parameters of this one.
pub fn resting_on(panel: &str) -> impl Iterator<Item = &'static str> {
    let found = RESTS_ON
        .iter()
        .filter(move |(_, others)| others.contains(&panel));
    found.map(|(id, _)| *id)
}

/// Pages made of panels only. Start, import, data, customers and the card are pages of their own.
pub const PAGES: &[PageSpec] = &[
    PageSpec {
        id: "overview",
        panels: &["overview"],
        most_customers_ahead: None,
    },
    PageSpec {
        id: "segments",
        panels: &[
            "value_frequency",
            "rfm",
            "concentration",
            "visit_bands",
            "potential",
            "rollup",
        ],
        most_customers_ahead: None,
    },
    PageSpec {
        id: "profit",
        panels: &["profit"],
        most_customers_ahead: None,
    },
    PageSpec {
        id: "value",
        panels: &["value"],
        most_customers_ahead: Some(20_000),
    },
    PageSpec {
        id: "triage",
        panels: &["triage"],
        most_customers_ahead: Some(20_000),
    },
    PageSpec {
        id: "retention",
        panels: &["silence", "cohorts", "conversion", "flow", "episodes"],
        most_customers_ahead: None,
    },
    PageSpec {
        id: "leaving",
        panels: &["leaving", "economics"],
        most_customers_ahead: None,
    },
    PageSpec {
        id: "ladder",
        panels: &["ladder", "life_cycle", "cadence"],
        most_customers_ahead: None,
    },
    PageSpec {
        id: "season",
        panels: &["season", "change", "forecast", "two_ways"],
        most_customers_ahead: None,
    },
];
