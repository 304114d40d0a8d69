//! Months that head the columns of a wide table, and what else may stand among them.

use super::customer::{ends_in_total, is_total};
use super::date::{month_of, short_month_of};
use super::header_facets::{is_one_of, words_of};
use super::text::{fold, trim};

/// A year and a month.
pub(super) type Month = (u16, u16);

/// Folded words that head sums and comparisons over several months; numbers beside them do not
/// count ("Q1", "2. Quartal").
const SPANS: &str = "q qtr quarter quartal kvartal kwartal trimestre trimester квартал кв h hj half \
    halbjahr halvar semester ytd fy year jahr ar год рік average avg mean durchschnitt mittelwert \
    snitt medel genomsnitt moyenne srednia среднее середнє plan budget forecast soll ziel \
    abweichung differenz diff variance delta";

/// Folded names of rows that are no customer's among those of a wide table.
const NO_CUSTOMERS: &str = "durchschnitt mittelwert average avg moyenne medel medelvarde snitt \
    genomsnitt srednia среднее середнє promedio gemiddelde plan budget ziel forecast prognose vorjahr \
    previousyear lastyear foregaendear abweichung abweichungin differenz veranderung variance \
    gesamtumsatz gesamtbetrag umsatzgesamt totalbelopp totalsales сума сумма загальнасума \
    общаясумма allekunden allcustomers allakunder touslesclients всеклиенты всіклієнти";

/// The month that every header names, if it names one.
pub(super) fn of(header: &[String]) -> Vec<Option<Month>> {
    let named = |name: &String| month_of(trim(name)).or_else(|| marked(name));
    let mut months: Vec<Option<Month>> = header.iter().map(named).collect();
    let pairs: Vec<(usize, Month)> = header
        .iter()
        .enumerate()
        .filter(|&(at, _)| months[at].is_none())
        .filter_map(|(at, name)| Some((at, short_month_of(trim(name))?)))
        .collect();
    if are_months(&pairs, months.iter().flatten().count()) {
        for (at, month) in pairs {
            months[at] = Some(month);
        }
    }
    months
}

/// Whether "Mar 24" is a month of 2024 and not the 24th of March: enough of them, each after the
/// one before, and no more years than months.
fn are_months(pairs: &[(usize, Month)], others: usize) -> bool {
    let follow = |sign: i32| {
        let number = |(_, (year, month)): &(usize, Month)| i32::from(year * 12 + month) * sign;
        pairs
            .windows(2)
            .all(|two| number(&two[0]) < number(&two[1]))
    };
    let count = |of: &dyn Fn(Month) -> u16| {
        let mut seen: Vec<u16> = Vec::new();
        for &(_, month) in pairs {
            if !seen.contains(&of(month)) {
                seen.push(of(month));
            }
        }
        seen.len()
    };
    let (years, months) = (count(&|it| it.0), count(&|it| it.1));
    (others > 0 || pairs.len() > 2) && years <= months && (follow(1) || follow(-1))
}

/// "2024-3", "2024 M03", "P03 2024".
fn marked(name: &str) -> Option<Month> {
    let mut parts = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    let (Some(first), Some(second), None) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let year = |part: &str| {
        let year: u16 = part.parse().ok()?;
        (part.len() == 4 && (1990..=2100).contains(&year)).then_some(year)
    };
    let month = |part: &str| {
        let digits = part.trim_start_matches(['M', 'm', 'P', 'p']);
        let month: u16 = digits.parse().ok()?;
        let is_month = part.len() - digits.len() <= 1 && digits.len() <= 2;
        (is_month && (1..=12).contains(&month)).then_some(month)
    };
    let either = |first: &str, second: &str| Some((year(first)?, month(second)?));
    either(first, second).or_else(|| either(second, first))
}

/// Whether a header names a sum or a comparison over several months.
pub(super) fn is_over_months(name: &str) -> bool {
    let words = words_of(name);
    let is_span = |word: &String| {
        let word = word.trim_matches(|c: char| c.is_ascii_digit());
        !word.is_empty() && is_one_of(SPANS, word)
    };
    let is_year = words.len() == 1 && words[0].len() == 4 && words[0].parse::<u16>().is_ok();
    is_total(name) || ends_in_total(name) || is_year || words.iter().any(is_span)
}

/// Whether the name of a row of a wide table is no customer's: a sum, an average, a plan.
pub(super) fn is_no_customer(name: &str) -> bool {
    is_total(name) || ends_in_total(name) || is_one_of(NO_CUSTOMERS, &fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(names: &str) -> String {
        let header: Vec<String> = names.split(';').map(str::to_owned).collect();
        let months = of(&header).into_iter().map(|month| match month {
            Some((year, month)) => format!("{year}-{month}"),
            None => "-".to_owned(),
        });
        months.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn months_as_programs_write_them() {
        assert_eq!(
            months("Kunde;Jänner 2024;Feb 2024;Mrz 2024;2024-4;2024 M05;P06 2024;7/2024"),
            "- 2024-1 2024-2 2024-3 2024-4 2024-5 2024-6 2024-7"
        );
        assert_eq!(months("Jan 24;Feb 24;März 24"), "2024-1 2024-2 2024-3");
        assert_eq!(months("Dec '23;Jan '24;Feb '24"), "2023-12 2024-1 2024-2");
        assert_eq!(months("2023-12;Mar 24"), "2023-12 2024-3");
    }

    #[test]
    fn days_of_a_month_are_no_months() {
        for days in [
            "Mar 24;Mar 25;Mar 26",
            "Jan 31;Feb 28;Mar 31",
            "Jan 1;Jan 8;Jan 15;Feb 5",
            "Mar 24;Kunde",
            "Kunde 2024;3 2024 5",
        ] {
            assert!(!months(days).contains("20"), "{days}");
        }
    }

    #[test]
    fn sums_over_months_are_told_from_months_that_are_not_read() {
        for name in [
            "Q1 2024",
            "1. Quartal 2024",
            "H1",
            "YTD 2024",
            "Gesamt",
            "2024",
            "Plan Jan",
        ] {
            assert!(is_over_months(name), "{name}");
        }
        for name in ["jui 2024", "Mzr 2024", "Umsatz", "Menge"] {
            assert!(!is_over_months(name), "{name}");
        }
    }

    #[test]
    fn rows_that_are_no_customers() {
        for name in [
            "Durchschnitt",
            "Vorjahr",
            "Nord Gesamt",
            "Umsatz gesamt",
            "Загальна сума",
            "Alle Kunden",
            "Summe:",
        ] {
            assert!(is_no_customer(name), "{name}");
        }
        for name in ["Average Joe Ltd", "Planet", "Kunden AG", "Budgetreisen"] {
            assert!(!is_no_customer(name), "{name}");
        }
        for word in [SPANS, NO_CUSTOMERS]
            .iter()
            .flat_map(|it| it.split_whitespace())
        {
            assert_eq!(word, fold(word));
        }
    }
}
