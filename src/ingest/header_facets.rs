//! Headers that name something about a customer and not the customer ("Customer Segment").

use super::text::fold;

/// Folded words for what customers have in common, and for what is told of them.
const FACETS: &str = "type types typ typen typu art gruppe gruppen group groups grupp grupa grupo \
    gruppo groupe groep soort tipo segment segmento segmentti class classe klasse klass category \
    categoria categorie kategorie kategori kategoria tier level rank score rating ratings grade \
    status since seit sedan date datum created registered birthday birthdate age alter count \
    city ville ciudad citta miasto stadt stad ort plaats country pays pais paese kraj land nation \
    state region province zip postcode plz gender sex language manager source channel \
    order orders po notes comment тип вид група групи группа категорія категория сегмент рейтинг \
    статус дата місто город країна страна регіон регион область менеджер";

/// Letters that join the parts of a word ("Kunde-n-gruppe").
const JOINTS: [&str; 4] = ["", "n", "en", "s"];

/// Words of five letters may stand at either end of what is written together, shorter ones only
/// alone ("Kundenart", but "Kunden-Karte").
const JOINED_LETTERS: usize = 5;

/// Whether a header like this word for a customer speaks of something about customers.
pub(super) fn is_facet(header: &str, word: &str) -> bool {
    if words_of(header).iter().any(|it| is_one_of(FACETS, it)) {
        return true;
    }
    let whole = fold(header);
    let before = whole.strip_suffix(word);
    let Some(rest) = whole.strip_prefix(word).or(before) else {
        return false;
    };
    let rests = JOINTS.iter().filter_map(|joint| rest.strip_prefix(joint));
    let mut known =
        rests.flat_map(|rest| FACETS.split_whitespace().map(move |facet| (rest, facet)));
    known.any(|(rest, facet)| {
        let is_long = facet.chars().count() >= JOINED_LETTERS;
        rest == facet || is_long && (rest.starts_with(facet) || rest.ends_with(facet))
    })
}

/// The words of a header, folded: what marks part, and what capitals part as well.
pub(super) fn words_of(header: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in header.split(|c: char| !c.is_alphanumeric()) {
        let mut word = String::new();
        let mut after_small = false;
        for c in part.chars() {
            if after_small && c.is_uppercase() {
                words.push(fold(&word));
                word.clear();
            }
            after_small = c.is_lowercase();
            word.push(c);
        }
        if word.len() < part.len() {
            words.push(fold(&word));
        }
        words.push(fold(part));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a list with blanks between holds this word.
pub(super) fn is_one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_customers_is_no_customer() {
        for (header, word) in [
            ("Customer Segment", "customer"),
            ("customer_type_id", "customer"),
            ("CustomerCity", "customer"),
            ("Kundengruppe", "kunde"),
            ("Kundenart", "kunde"),
            ("Kunde seit", "kunde"),
            ("Client ville", "client"),
            ("Type of client", "client"),
            ("Клиент: город", "клиент"),
        ] {
            assert!(is_facet(header, word), "{header}");
        }
        for (header, word) in [
            ("Customer number (SAP)", "customer"),
            ("Kundenkarte", "kunde"),
            ("Kunde / Firma", "kunde"),
            ("Client code", "client"),
            ("Покупатель (организация)", "покупатель"),
        ] {
            assert!(!is_facet(header, word), "{header}");
        }
    }

    #[test]
    fn marks_and_capitals_part_words() {
        assert_eq!(
            words_of("MwSt-Betrag, EUR"),
            ["mw", "st", "mwst", "betrag", "eur"]
        );
    }

    #[test]
    fn every_facet_is_folded() {
        for word in FACETS.split_whitespace() {
            assert_eq!(word, fold(word));
        }
    }
}
