use super::{CodedColumn, Dataset};

/// Something a column of the table of customers can say by its name, beside the roles of sales.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Who belongs together.
    Household,
    /// Person, household, shop, wholesaler, processor.
    Type,
    /// What the customer spends a year on such goods, wherever it buys them.
    Budget,
    /// Hours of work for the customer.
    Hours,
    /// Who recommended the shop to the customer.
    ReferredBy,
    /// How likely the customer is to recommend the shop, 0 to 10.
    Nps,
    /// Whether, or until when, a contract runs.
    Contract,
}

impl Meaning {
    /// Every meaning.
    const ALL: [Self; 7] = [
        Self::Household,
        Self::Type,
        Self::Budget,
        Self::Hours,
        Self::ReferredBy,
        Self::Nps,
        Self::Contract,
    ];

    /// Words, or beginnings of words, that speak for it, in the languages files come in.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Household => &[
                "household",
                "haushalt",
                "hushåll",
                "домогосп",
                "домохоз",
                "famil",
                "сім'",
                "семь",
            ],
            Self::Type => &[
                "type",
                "kind",
                "typ",
                "art",
                "тип",
                "вид",
                "kundtyp",
                "kundentyp",
            ],
            Self::Budget => &["budget", "wallet", "бюджет"],
            Self::Hours => &["hours", "stunden", "timmar", "години", "часы"],
            Self::ReferredBy => &[
                "referr",
                "recommended",
                "empfohlen",
                "geworben",
                "värvad",
                "rekommenderad",
                "parrain",
                "рекоменд",
            ],
            Self::Nps => &["nps", "promoter", "weiterempfehl"],
            Self::Contract => &[
                "contract",
                "vertrag",
                "avtal",
                "contrat",
                "договор",
                "договір",
            ],
        }
    }

    /// Whether a header says it.
    fn is_of(self, header: &str) -> bool {
        let name = header.to_lowercase();
        let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '\'');
        words.any(|word| match self {
            // Short words are whole ones: a part is no art.
            Self::Type => self.words().contains(&word),
            _ => self.words().iter().any(|known| word.starts_with(known)),
        })
    }

    /// Whether a header says any.
    pub fn any(header: &str) -> bool {
        Self::ALL.into_iter().any(|meaning| meaning.is_of(header))
    }

    /// The column of the table of customers that says it; the first of several.
    pub fn column(self, data: &Dataset) -> Option<&CodedColumn> {
        let mut columns = data.attributes().iter();
        columns.find(|column| self.is_of(&column.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_mean_something_by_their_words() {
        for header in [
            "household_id",
            "Customer type",
            "Budget, €",
            "Timmar per år",
            "Тип",
            "Referred by",
            "NPS 2024",
            "Vertragsende",
        ] {
            assert!(Meaning::any(header), "{header}");
        }
        for header in ["Party", "Typography", "Name", "City", ""] {
            assert!(!Meaning::any(header), "{header}");
        }
    }
}
