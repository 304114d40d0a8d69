//! Months and weekdays as they are written: names, genitives, and whatever begins one of them.

use crate::ingest::text::fold;

/// Folded names by month. Where the genitive only adds letters it stands alone.
const MONTHS: [&str; 12] = [
    "january januar januari janner ledna janvier enero gennaio janeiro stycznia styczen января январь січня \
     січень",
    "february unora februar februari fevrier febrero febbraio fevereiro lutego luty февраля февраль \
     лютого лютий",
    "march března marz maerz mrz mars maart mrt marts marzo marco marca marzec марта березня березень",
    "april dubna avril abril aprile kwietnia kwiecien апреля апрель квітня квітень",
    "may kvetna mai maj mei mayo maggio maio maja мая май травня травень",
    "june cervna juni juin junio giugno junho czerwca czerwiec июня июнь червня червень",
    "july cervence juli juillet julio luglio julho lipca lipiec июля июль липня липень",
    "august srpna augusti augustus aout agosto sierpnia sierpien августа серпня серпень",
    "september zaři septembre septiembre setiembre settembre setembro wrzesnia wrzesien сентября \
     сентябрь вересня вересень",
    "october řijna oktober octobre octubre ottobre outubro pazdziernika октября октябрь жовтня \
     жовтень",
    "november novembre noviembre novembro listopada listopadu ноября ноябрь листопада",
    "december prosince dezember decembre diciembre dicembre dezembro grudnia grudzien декабря декабрь \
     грудня грудень",
];

/// Folded names and, where they do not begin one, short forms.
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday montag dienstag \
    mittwoch donnerstag freitag samstag sonnabend sonntag mandag tisdag onsdag torsdag fredag \
    lordag sondag понеділок вівторок середа четвер пятниця пʼятниця субота неділя понедельник вторник \
    среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс нд poniedzialek wtorek sroda \
    czwartek piatek sobota niedziela pn wt sr pt ndz lundi mardi mercredi jeudi vendredi samedi \
    dimanche lunes martes miercoles jueves viernes sabado domingo lunedi martedi mercoledi \
    giovedi venerdi domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag";

/// Words around the parts of a date that add nothing: ordinals, "of", "year".
const FILLERS: [&str; 26] = [
    "st", "nd", "rd", "th", "er", "ere", "de", "del", "of", "the", "den", "le", "el", "il", "der",
    "am", "on", "р", "г", "рік", "року", "год", "года", "r", "roku", "го",
];

/// A word in a date, folded.
pub(super) struct Word(String);

impl Word {
    pub(super) fn of(text: &str) -> Self {
        Self(fold(text))
    }

    /// The month it names, from 1, by its whole name or its first three letters.
    pub(super) fn month(&self) -> Option<u8> {
        (self.0.chars().nth(2).is_some())
            .then(|| month(&self.0))
            .flatten()
    }

    /// Whether it names a weekday, by its whole name or its first two letters.
    pub(super) fn is_weekday(&self) -> bool {
        let mut known = WEEKDAYS.split(' ');
        self.0.chars().nth(1).is_some() && known.any(|known| known.starts_with(&self.0))
    }

    pub(super) fn is_filler(&self) -> bool {
        FILLERS.contains(&self.0.as_str())
    }
}

/// The month of a name; of first letters only when they begin no other month's name ("jui" begins
/// juin and juillet).
fn month(word: &str) -> Option<u8> {
    let mut found = None;
    for (number, names) in (1..).zip(MONTHS) {
        for name in names.split(' ') {
            if name == word {
                return Some(number);
            }
            if name.starts_with(word) {
                match found {
                    Some(known) if known != number => return None,
                    _ => found = Some(number),
                }
            }
        }
    }
    found
}

/// A month's name in a date, in one of seven languages.
#[cfg(test)]
pub(super) fn genitive(month: usize, language: usize) -> &'static str {
    const GENITIVES: [&str; 7] = [
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października \
         listopada grudnia",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ];
    GENITIVES[language]
        .split(' ')
        .nth(month - 1)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_name_one_month() {
        for (number, names) in (1..).zip(MONTHS) {
            for name in names.split(' ') {
                assert_eq!(name, fold(name));
                assert_eq!(Word::of(name).month(), Some(number), "{name}");
            }
        }
        for word in WEEKDAYS.split(' ').chain(FILLERS) {
            assert_eq!(word, fold(word));
        }
    }

    #[test]
    fn short_forms_stand_for_one_month_or_none() {
        for (word, month) in [
            ("Jan", Some(1)),
            ("févr", Some(2)),
            ("Mär", Some(3)),
            ("бер", Some(3)),
            ("MAY", Some(5)),
            ("juil", Some(7)),
            ("jui", None),
            ("lip", Some(7)),
            ("lis", Some(11)),
            ("сен", Some(9)),
            ("Sept", Some(9)),
            ("paź", Some(10)),
            ("Dic", Some(12)),
            ("ja", None),
            ("total", None),
        ] {
            assert_eq!(Word::of(word).month(), month, "{word}");
        }
        assert!(Word::of("Mo").is_weekday() && Word::of("п'ятниця").is_weekday());
        assert!(!Word::of("refund").is_weekday());
    }
}
