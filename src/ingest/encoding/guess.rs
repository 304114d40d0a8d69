//! Which encoding words are in, when they are not UTF-8: the one under which their letters make an
//! alphabet.
//!
//! The words that are not ASCII are read under every encoding, and every letter is weighed by its
//! place in the alphabet of each language. Case helps much: KOI8-R read as Windows-1251 turns
//! the word "Продажа" into `оПНДЮФЮ`. Nothing is proved by this; the person sees the letters and the choice.

use super::super::Encoding;
use super::Decoder;
use crate::base::order;

/// Bytes of words kept.
const SAMPLE_BYTES: usize = 24 << 10;

/// A longer word is cut: it is none.
const WORD_BYTES: usize = 48;

/// Words that are not ASCII, from all of a file.
#[derive(Debug, Default)]
pub(in super::super) struct Sample {
    /// Words, blanks between them.
    words: Vec<u8>,
    word: Vec<u8>,
    is_high: bool,
}

impl Sample {
    /// Takes the words of a piece; how the bytes are cut makes no difference.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.words.len() >= SAMPLE_BYTES {
            return;
        }
        if bytes.is_ascii() {
            if let Some(end) = bytes.iter().position(|&byte| ends_word(byte)) {
                self.take(&bytes[..end]);
                self.end_word();
                let last = bytes.iter().rposition(|&byte| ends_word(byte));
                self.take(&bytes[last.unwrap_or(end) + 1..]);
            } else {
                self.take(bytes);
            }
            return;
        }
        for &byte in bytes {
            if ends_word(byte) {
                self.end_word();
            } else {
                self.take(&[byte]);
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        let room = WORD_BYTES.saturating_sub(self.word.len());
        let bytes = &bytes[..bytes.len().min(room)];
        self.is_high |= !bytes.is_ascii();
        self.word.extend_from_slice(bytes);
    }

    fn end_word(&mut self) {
        if self.is_high && self.words.len() < SAMPLE_BYTES {
            self.words.extend_from_slice(&self.word);
            self.words.push(b' ');
        }
        self.word.clear();
        self.is_high = false;
    }

    fn all(&self) -> Vec<u8> {
        let mut words = self.words.clone();
        if self.is_high {
            words.extend_from_slice(&self.word);
        }
        words
    }

    /// The likeliest encoding; the more usual one of equally likely ones.
    pub(super) fn guess(&self) -> Encoding {
        let words = distinct(&self.all());
        let mut best = (i64::MIN, Encoding::Windows1252);
        for encoding in Encoding::SINGLE_BYTE {
            let text = Decoder::new(encoding).decode(&words).into_owned();
            let (group, handicap) = written_in(encoding);
            let alphabets = ALPHABETS.iter().filter(|(known, _)| *known == group);
            let score = alphabets
                .map(|(_, alphabet)| score(&text, alphabet) - handicap)
                .max();
            if let Some(score) = score
                && score > best.0
            {
                best = (score, encoding);
            }
        }
        best.1
    }

    /// Letters beyond ASCII under an encoding, the most frequent first, at most five.
    pub(super) fn letters(&self, encoding: Encoding) -> String {
        let text = Decoder::new(encoding).decode(&self.all()).into_owned();
        let mut counts: Vec<(char, u64)> = Vec::new();
        for c in text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
            match counts.iter_mut().find(|(known, _)| *known == c) {
                Some((_, count)) => *count += 1,
                None => counts.push((c, 1)),
            }
        }
        order::sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let letters: Vec<String> = counts.iter().take(5).map(|(c, _)| c.to_string()).collect();
        letters.join(", ")
    }
}

/// Every word once: what a shop sells daily is no more evidence than what it sold once.
fn distinct(words: &[u8]) -> Vec<u8> {
    let mut words: Vec<&[u8]> = words.split(|&byte| byte == b' ').collect();
    order::sort_by(&mut words, Ord::cmp);
    words.dedup();
    words.join(&b' ')
}

fn ends_word(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Languages that are written with the same encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Cyrillic,
    Western,
    Central,
    Baltic,
}

/// Who writes in an encoding, and how much more its letters have to say than those of the most
/// usual one, since fewer files are in it.
fn written_in(encoding: Encoding) -> (Group, i64) {
    use Encoding as E;
    match encoding {
        E::Windows1251 => (Group::Cyrillic, 0),
        E::Koi8R | E::Koi8U | E::Ibm866 | E::Iso8859_5 => (Group::Cyrillic, 4),
        E::MacCyrillic => (Group::Cyrillic, 14),
        E::Windows1250 => (Group::Central, 10),
        E::Iso8859_2 => (Group::Central, 12),
        E::Windows1257 => (Group::Baltic, 20),
        E::Macintosh => (Group::Western, 20),
        _ => (Group::Western, 0),
    }
}

/// Letters beyond ASCII by language, the frequent ones first (of Cyrillic all letters).
const ALPHABETS: [(Group, &str); 24] = [
    (Group::Cyrillic, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    (Group::Cyrillic, "оанивіетрслкдумпязьбгчйхжцшюїєщфґ"),
    (Group::Cyrillic, "оаиентрсвјкудмпљњцћчшжђзгбхфџ"),
    (Group::Cyrillic, "аеоинтрсвлдкпмузячгъбжшцйхщьфю"),
    (Group::Western, "äåöéü"),
    (Group::Western, "äöüßé"),
    (Group::Western, "éèàêçâîùôûïëœ"),
    (Group::Western, "óáíñéúü"),
    (Group::Western, "ãçáéíõóêâúàô"),
    (Group::Western, "àèéìòù"),
    (Group::Western, "åøæéö"),
    (Group::Western, "äöåšž"),
    (Group::Western, "ëéïèöüó"),
    (Group::Central, "łąęóśżćńź"),
    (Group::Central, "íáéěýřčšžůúťňďó"),
    (Group::Central, "áéíýčšžľťúôňďäĺŕó"),
    (Group::Central, "áéóöőüíúű"),
    (Group::Central, "ăîâșțşţ"),
    (Group::Central, "čšžćđ"),
    (Group::Baltic, "ėąčęįšųūž"),
    (Group::Baltic, "āčēģīķļņšūž"),
    (Group::Baltic, "äõöüšž"),
    (Group::Central, "äöüßé"),
    (Group::Western, "äõöüšž"),
];

/// How well a text's letters make the alphabet.
fn score(text: &str, alphabet: &str) -> i64 {
    const BEST: i64 = 30;
    let letters = alphabet.chars().count() as i64;
    // Many letters explain more words by chance.
    let chance = letters.min(16) / 4;
    let mut score = 0;
    let mut last = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let inside = last.is_alphabetic() && next.is_alphabetic();
        if c.is_alphabetic() && !c.is_ascii() && !last.is_alphabetic() && !next.is_alphabetic() {
            // A letter alone is rather a sign read wrongly: the euro after every price.
            score -= 5;
        } else if c.is_alphabetic() && !c.is_ascii() {
            let lower = c.to_lowercase().next().unwrap_or(c);
            score += match alphabet.chars().position(|known| known == lower) {
                Some(place) => BEST - chance - 20 * place as i64 / letters,
                None => -30,
            };
            // No word mixes Latin and Cyrillic letters.
            let is_mixed =
                is_cyrillic(c) && (last.is_ascii_alphabetic() || next.is_ascii_alphabetic());
            score -= 50 * i64::from(is_mixed);
            let is_upper = c != lower;
            // A capital after a small letter, or a small letter after two capitals, is no spelling.
            score -= 30 * i64::from(is_upper && last.is_lowercase()) + 3 * i64::from(is_upper);
        } else if !c.is_ascii() && c != ' ' {
            score += match c {
                '’' => 0,
                '\u{a0}' | '€' | '„' | '“' | '”' | '‘' | '–' | '—' | '…' | '«' | '»' | '№'
                | '°' | '£' | '§' | '×' | '\u{ad}'
                    if !inside =>
                {
                    5
                }
                '\u{80}'..='\u{9f}' => -60,
                _ if inside => -50,
                _ => -25,
            };
        }
        last = c;
    }
    score
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..'\u{530}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(bytes: &[u8]) -> Sample {
        let mut sample = Sample::default();
        sample.push(bytes);
        sample
    }

    #[test]
    fn words_of_many_languages_find_their_encoding() {
        use Encoding as E;
        let cases: [(&str, &'static encoding_rs::Encoding, E); 23] = [
            (
                "Сума, грн;ТОВ Їжачок",
                encoding_rs::WINDOWS_1251,
                E::Windows1251,
            ),
            ("Це моё", encoding_rs::WINDOWS_1251, E::Windows1251),
            (
                "Дата;Клиент;Сумма;Кёльнская",
                encoding_rs::WINDOWS_1251,
                E::Windows1251,
            ),
            ("Дата;Клиент;Сумма;Кёльнская", encoding_rs::KOI8_R, E::Koi8R),
            ("Сума;Клієнт;Київ;Харків", encoding_rs::KOI8_U, E::Koi8U),
            (
                "Дата;Клиент;Сумма;Кёльнская",
                encoding_rs::IBM866,
                E::Ibm866,
            ),
            (
                "Дата;Клиент;Сумма;Кёльнская",
                encoding_rs::ISO_8859_5,
                E::Iso8859_5,
            ),
            (
                "Дата;Клиент;Сумма;Кёльнская",
                encoding_rs::X_MAC_CYRILLIC,
                E::MacCyrillic,
            ),
            (
                "Période;Montant\n973,27 €\n905,98 €\n1 695,73 €\n611,29 €",
                encoding_rs::WINDOWS_1252,
                E::Windows1252,
            ),
            ("Käse", encoding_rs::WINDOWS_1252, E::Windows1252),
            ("Öl & Essig", encoding_rs::WINDOWS_1252, E::Windows1252),
            (
                "Köpdatum;Åsa Öberg;Belopp",
                encoding_rs::WINDOWS_1252,
                E::Windows1252,
            ),
            (
                "1\u{a0}200 €, Größe",
                encoding_rs::WINDOWS_1252,
                E::Windows1252,
            ),
            (
                "Hélène à la forêt, François, Noël, où",
                encoding_rs::WINDOWS_1252,
                E::Windows1252,
            ),
            (
                "Señor Muñoz, España, acción",
                encoding_rs::WINDOWS_1252,
                E::Windows1252,
            ),
            (
                "Ååsa Öberg, Köpstället",
                encoding_rs::MACINTOSH,
                E::Macintosh,
            ),
            (
                "Łódź, Gdańsk, Kraków, złoty, Wałęsa, część",
                encoding_rs::WINDOWS_1250,
                E::Windows1250,
            ),
            (
                "Łódź, Gdańsk, Kraków, złoty, Wałęsa, część",
                encoding_rs::ISO_8859_2,
                E::Iso8859_2,
            ),
            (
                "Příbram, Žďár nad Sázavou, Dvořák, Jiří, účtů",
                encoding_rs::WINDOWS_1250,
                E::Windows1250,
            ),
            (
                "Győr, Székesfehérvár, fűrész, szőlő",
                encoding_rs::WINDOWS_1250,
                E::Windows1250,
            ),
            (
                "Šiauliai, Klaipėda, Panevėžys, Ąžuolų, įmonė",
                encoding_rs::WINDOWS_1257,
                E::Windows1257,
            ),
            (
                "Rīga, Liepāja, Jēkabpils, Ķekava, Šķēle, uzņēmums",
                encoding_rs::WINDOWS_1257,
                E::Windows1257,
            ),
            (
                "Œuvre, 12,50 €, cœur à cœur",
                encoding_rs::ISO_8859_15,
                E::Iso8859_15,
            ),
        ];
        for (text, theirs, ours) in cases {
            let (bytes, _, lost) = theirs.encode(text);
            assert!(!lost, "{text}");
            assert_eq!(sample(&bytes).guess(), ours, "{text}");
        }
    }

    #[test]
    fn the_letters_are_said() {
        let (bytes, ..) = encoding_rs::WINDOWS_1250.encode("Łódź, żółw, złoty");
        assert_eq!(
            sample(&bytes).letters(Encoding::Windows1250),
            "ó, ł, Ł, ź, ż"
        );
    }
}
