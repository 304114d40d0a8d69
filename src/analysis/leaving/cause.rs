//! The causes of the literature, and words that mean them.

/// Why a customer left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Moved house, changed job or route.
    Moved,
    /// A lower price elsewhere.
    Price,
    /// Working together did not work: quality, delivery, service.
    Partners,
    /// Nobody cared.
    Attention,
    /// Circumstances at the customer: closed, another owner or buyer, no need any more.
    Circumstances,
    /// A reason that is none of these.
    Other,
    /// Nobody knows.
    Unknown,
}

/// Parts of words by cause, in the languages files come in; the first that is found counts.
const WORDS: [(Cause, &[&str]); 5] = [
    (
        Cause::Price,
        &[
            "price",
            "cheap",
            "expens",
            "cost",
            "discount",
            "preis",
            "teuer",
            "billig",
            "günstig",
            "pris",
            "dyr",
            "prix",
            "cher",
            "precio",
            "caro",
            "prezzo",
            "cena",
            "drog",
            "цен",
            "дорог",
            "дешев",
            "скид",
        ],
    ),
    (
        Cause::Partners,
        &[
            "quality",
            "deliver",
            "late",
            "service",
            "partner",
            "complain",
            "mistake",
            "wrong",
            "staff",
            "qualität",
            "liefer",
            "bedien",
            "fehler",
            "reklam",
            "kvalit",
            "leverans",
            "qualité",
            "livraison",
            "calidad",
            "entrega",
            "qualit",
            "jakoś",
            "dostaw",
            "качеств",
            "достав",
            "обслуж",
            "сервис",
            "партн",
        ],
    ),
    (
        Cause::Attention,
        &[
            "attention",
            "interest",
            "ignored",
            "forgot",
            "contact",
            "no call",
            "neglect",
            "aufmerksam",
            "interesse",
            "vernachläss",
            "kontakt",
            "intresse",
            "intérêt",
            "atención",
            "interés",
            "attenzione",
            "uwag",
            "вниман",
            "интерес",
            "забыл",
        ],
    ),
    (
        Cause::Circumstances,
        &[
            "closed",
            "bankrupt",
            "insolv",
            "owner",
            "manager",
            "buyer left",
            "repair",
            "renovat",
            "no need",
            "died",
            "dead",
            "deceased",
            "retire",
            "geschlossen",
            "inhaber",
            "insolvenz",
            "umbau",
            "verstorben",
            "bedarf",
            "konkurs",
            "ägare",
            "avliden",
            "fermé",
            "décès",
            "cerr",
            "chius",
            "zamkn",
            "закры",
            "собственник",
            "ремонт",
            "умер",
            "банкрот",
        ],
    ),
    (
        Cause::Moved,
        &[
            "move",
            "moving",
            "relocat",
            "route",
            "new job",
            "umzug",
            "umgezog",
            "weggezog",
            "wegzug",
            "flytt",
            "déménag",
            "mudan",
            "traslad",
            "traslo",
            "przeprowadz",
            "переезд",
            "переехал",
            "маршрут",
        ],
    ),
];

/// Texts that say nothing.
const NOTHING: [&str; 12] = [
    "",
    "-",
    "?",
    "n/a",
    "na",
    "none",
    "unknown",
    "unbekannt",
    "okänd",
    "inconnu",
    "desconocido",
    "неизвестно",
];

impl Cause {
    /// Every cause, as they are shown.
    pub const ALL: [Self; 7] = [
        Self::Moved,
        Self::Price,
        Self::Partners,
        Self::Attention,
        Self::Circumstances,
        Self::Other,
        Self::Unknown,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Price => "price",
            Self::Partners => "partners",
            Self::Attention => "attention",
            Self::Circumstances => "circumstances",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// The cause with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.id() == id)
    }

    /// Whether the shop could have done something; not known of reasons nobody sorted.
    pub fn is_controllable(self) -> Option<bool> {
        match self {
            Self::Price | Self::Partners | Self::Attention => Some(true),
            Self::Moved | Self::Circumstances => Some(false),
            Self::Other | Self::Unknown => None,
        }
    }

    /// The share of the known reasons that the literature claims for it.
    pub fn claimed(self) -> Option<(f64, f64)> {
        match self {
            Self::Moved => Some((0.04, 0.05)),
            Self::Price => Some((0.09, 0.10)),
            Self::Partners => Some((0.14, 0.15)),
            Self::Attention => Some((0.65, 0.70)),
            Self::Circumstances | Self::Other | Self::Unknown => None,
        }
    }

    /// The cause a reason speaks of: by its id, by its words, or another one.
    pub fn of_text(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        if NOTHING.contains(&text.as_str()) {
            return Self::Unknown;
        }
        let means = |(_, words): &&(Self, &[&str])| words.iter().any(|word| text.contains(word));
        let by_words = || WORDS.iter().find(means).map(|&(cause, _)| cause);
        Self::from_id(&text)
            .or_else(by_words)
            .unwrap_or(Self::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_causes() {
        for (text, cause) in [
            ("Umzug nach Berlin", Cause::Moved),
            ("Too expensive", Cause::Price),
            ("цена", Cause::Price),
            ("Lieferung zu spät", Cause::Partners),
            ("felt ignored", Cause::Attention),
            ("shop closed", Cause::Circumstances),
            ("attention", Cause::Attention),
            ("something else", Cause::Other),
            (" n/a ", Cause::Unknown),
            ("", Cause::Unknown),
        ] {
            assert_eq!(Cause::of_text(text), cause, "{text}");
        }
    }

    #[test]
    fn the_claims_of_the_literature_add_up_to_what_it_says() {
        let sum = |end: fn((f64, f64)) -> f64| -> f64 {
            Cause::ALL
                .into_iter()
                .filter_map(Cause::claimed)
                .map(end)
                .sum()
        };
        assert!((sum(|claim| claim.0) - 0.92).abs() < 1e-12);
        assert!((sum(|claim| claim.1) - 1.0).abs() < 1e-12);
    }
}
