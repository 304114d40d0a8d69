//! A drawing as the text of an SVG file.

use super::drawing::{Drawing, Face, Node, Size};
use super::labels::label;
use super::palette::{Palette, Token};
use super::text_metrics::lines;

/// The faces of `--font-ui`.
const FONTS: &str = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', \
                     Arial, 'Liberation Sans', sans-serif";
/// Paper around a picture that stands alone.
const PADDING_PX: f64 = 16.0;
/// The finding over a picture that stands alone.
const TITLE: Face = Face {
    size_px: 15,
    strong: true,
};

/// What stands around a chart on the page and goes with its picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// The finding.
    pub title: String,
    /// What is measured and in which unit.
    pub subtitle: String,
    /// Where from, what is left out; empty for nothing.
    pub source: String,
}

/// The drawing alone, with its summary for readers and its faces; in the light palette also a
/// ground, so that it looks the same anywhere.
///
/// Every text and every value is escaped in this file and nowhere else: names of customers come
/// from files.
pub fn to_svg_string(drawing: &Drawing, palette: Palette) -> String {
    let mut out = head(drawing.size, &drawing.summary, None, palette);
    for node in &drawing.nodes {
        push_node(&mut out, node, palette);
    }
    out.push_str("</svg>\n");
    out
}

/// The drawing as a picture that stands alone in a letter or on a slide: its finding above, its
/// source below, light colours. With its size.
pub fn to_svg_file(drawing: &Drawing, caption: &Caption) -> (String, Size) {
    let room = drawing.size.width_px;
    let mut texts = Vec::new();
    // Writes lines from a height on and returns where they end.
    let mut write = |top: f64, text: &str, face: Face, ink: Token, line_px: f64| {
        let mut y = top;
        for line in lines(text, face, room) {
            y += line_px;
            texts.push(Node::Text(
                label(line, (PADDING_PX, y - 5.0), face).in_ink(ink),
            ));
        }
        y
    };
    let y = write(PADDING_PX, &caption.title, TITLE, Token::Ink, 20.0);
    let above = write(y, &caption.subtitle, Face::LABEL, Token::Ink3, 18.0) + 12.0;
    let under = above + drawing.size.height_px + 8.0;
    let below = write(under, &caption.source, Face::SMALL, Token::Ink3, 16.0);
    let size = Size::new(room + 2.0 * PADDING_PX, below + PADDING_PX);
    let palette = Palette::Light;
    let mut out = head(size, &caption.title, Some(&drawing.summary), palette);
    for text in &texts {
        push_node(&mut out, text, palette);
    }
    out.push_str("<g transform=\"translate(");
    push_number(&mut out, PADDING_PX);
    out.push(',');
    push_number(&mut out, above);
    out.push_str(")\">\n");
    for node in &drawing.nodes {
        push_node(&mut out, node, palette);
    }
    out.push_str("</g>\n</svg>\n");
    (out, size)
}

/// The root element, its words for readers and, in the light palette, its ground.
fn head(size: Size, title: &str, description: Option<&str>, palette: Palette) -> String {
    let mut out = String::with_capacity(4_096);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    push_number(&mut out, size.width_px);
    out.push_str("\" height=\"");
    push_number(&mut out, size.height_px);
    out.push_str("\" viewBox=\"0 0 ");
    push_number(&mut out, size.width_px);
    out.push(' ');
    push_number(&mut out, size.height_px);
    out.push_str("\" role=\"img\" font-family=\"");
    out.push_str(FONTS);
    out.push_str("\">\n<title>");
    push_escaped(&mut out, title);
    out.push_str("</title>\n");
    if let Some(description) = description {
        out.push_str("<desc>");
        push_escaped(&mut out, description);
        out.push_str("</desc>\n");
    }
    if palette == Palette::Light {
        out.push_str("<rect width=\"100%\" height=\"100%\" fill=\"");
        out.push_str(Token::Paper.value(palette));
        out.push_str("\"/>\n");
    }
    out
}

fn push_node(out: &mut String, node: &Node, palette: Palette) {
    out.push('<');
    out.push_str(node.tag());
    for (name, value) in node.attributes(palette) {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_escaped(out, &value);
        out.push('"');
    }
    if let Some(content) = node.content() {
        out.push('>');
        push_escaped(out, content);
    } else if node.children().is_empty() {
        out.push_str("/>\n");
        return;
    } else {
        out.push_str(">\n");
        for child in node.children() {
            push_node(out, child, palette);
        }
    }
    out.push_str("</");
    out.push_str(node.tag());
    out.push_str(">\n");
}

fn push_number(out: &mut String, value: f64) {
    out.push_str(&((value * 10.0).round() / 10.0).to_string());
}

/// Escapes for text and for quoted attributes; characters XML 1.0 has no place for become U+FFFD.
fn push_escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => {
                out.push('\u{FFFD}');
            }
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_picture_has_its_words_around_it() {
        let drawing = Drawing {
            size: Size::new(200.0, 100.0),
            summary: "Bars".to_owned(),
            nodes: Vec::new(),
            hits: Vec::new(),
            handles: Vec::new(),
        };
        let caption = Caption {
            title: "A finding that is far too long for one line of this width".to_owned(),
            subtitle: "Measure".to_owned(),
            source: "a <b>.csv".to_owned(),
        };
        let (svg, size) = to_svg_file(&drawing, &caption);
        assert!(size.height_px > 100.0 && size.width_px > 200.0);
        assert!(svg.contains("a &lt;b&gt;.csv"));
        let doc = roxmltree::Document::parse(&svg).unwrap();
        let texts: Vec<_> = doc
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .collect();
        assert!(texts.len() >= 4, "the title takes more than one line");
        assert!(!svg.contains("var("));
    }

    #[test]
    fn nothing_of_a_text_survives_as_markup() {
        let mut out = String::new();
        push_escaped(&mut out, "<b onload=\"x\">&'\u{0}\u{FFFF}\n");
        assert_eq!(
            out,
            "&lt;b onload=&quot;x&quot;&gt;&amp;&#39;\u{FFFD}\u{FFFD} "
        );
    }
}
