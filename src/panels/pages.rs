//! Pages and the panels on them, in the order of the navigation.

/// A page made of panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSpec {
    /// Id, as in the address and `data-page`.
    pub id: &'static str,
    /// Ids of its panels, in order.
    pub panels: &'static [&'static str],
}

/// Pages made of panels only. Start, import, data, customers and the card are pages of their own.
pub const PAGES: &[PageSpec] = &[
    PageSpec {
        id: "overview",
        panels: &["overview"],
    },
    PageSpec {
        id: "segments",
        panels: &["value_frequency", "rfm", "concentration", "visit_bands"],
    },
    PageSpec {
        id: "value",
        panels: &["value"],
    },
];
