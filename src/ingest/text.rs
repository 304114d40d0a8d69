//! Blanks around a cell, and words as they are compared.

/// Without the blanks around it, no-break and zero-width ones included.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// Without ASCII blanks and this byte around it.
pub(super) fn trim_ascii(bytes: &[u8], no_break_space: Option<u8>) -> &[u8] {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || Some(*byte) == no_break_space;
    let from = bytes.iter().position(|byte| !blank(byte));
    let to = bytes.iter().rposition(|byte| !blank(byte));
    match (from, to) {
        (Some(from), Some(to)) => &bytes[from..=to],
        _ => &[],
    }
}

/// A word as headers are compared: lower case, letters and digits only, without marks on Latin
/// letters ("Köp-Datum" is "kopdatum").
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ą' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' => out.push('i'),
            'ł' => out.push('l'),
            'ñ' | 'ń' => out.push('n'),
            'ò'..='ö' | 'ø' => out.push('o'),
            'ś' | 'š' => out.push('s'),
            'ß' => out.push_str("ss"),
            'ù'..='ü' => out.push('u'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ё' => out.push('е'),
            _ if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_fold_to_letters() {
        assert_eq!(fold("Köp-Datum "), "kopdatum");
        assert_eq!(fold("CustomerID"), "customerid");
        assert_eq!(fold("К-сть, ШТ"), "ксть шт".replace(' ', ""));
        assert_eq!(fold("Größe"), "grosse");
    }
}
