//! A drawing as the text of an SVG file.

use super::drawing::{Anchor, Drawing, Face, Marks, Node, Size, Text};
use super::palette::{Palette, Token};
use super::text_metrics::width_px;

/// The faces of `--font-ui`.
const FONTS: &str = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', \
                     Arial, 'Liberation Sans', sans-serif";

/// The drawing as a file: with its title and description for readers, its faces, and (in the
/// light palette) a ground and literal colours, so that it looks the same anywhere.
///
/// Every text and every value is escaped here and nowhere else: names of customers come from
/// files.
pub fn to_svg_string(drawing: &Drawing, palette: Palette) -> String {
    let mut out = String::with_capacity(4_096);
    push_head(&mut out, drawing.size, &drawing.summary, palette);
    for node in &drawing.nodes {
        push_node(&mut out, node, palette);
    }
    out.push_str("</svg>\n");
    out
}

fn push_head(out: &mut String, size: Size, summary: &str, palette: Palette) {
    let (width, height) = (size.width_px, size.height_px);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    push_number(out, width);
    out.push_str("\" height=\"");
    push_number(out, height);
    out.push_str("\" viewBox=\"0 0 ");
    push_number(out, width);
    out.push(' ');
    push_number(out, height);
    out.push_str("\" role=\"img\" font-family=\"");
    out.push_str(FONTS);
    out.push_str("\">\n<title>");
    push_escaped(out, summary);
    out.push_str("</title>\n");
    if palette == Palette::Light {
        out.push_str("<rect width=\"100%\" height=\"100%\" fill=\"");
        out.push_str(Token::Paper.value(palette));
        out.push_str("\"/>\n");
    }
}

/// What stands around a drawing in a saved picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caption {
    /// The finding.
    pub title: String,
    /// What is measured and in which unit.
    pub subtitle: String,
    /// Where from, what is left out.
    pub source: String,
}

/// Paper around a saved picture.
const MARGIN_PX: f64 = 24.0;
/// Height of a line of its texts.
const LINE_PX: f64 = 18.0;

/// The drawing with its title, subtitle and source line as a file in the light palette, and its
/// size.
pub fn to_svg_file(drawing: &Drawing, caption: &Caption) -> (String, Size) {
    let width = drawing.size.width_px;
    let mut texts = Vec::new();
    let mut base = MARGIN_PX + 12.0;
    let mut write = |text: &str, face: Face, ink: Token, base: &mut f64| {
        for content in wrapped(text, face, width) {
            texts.push(Node::Text(Text {
                marks: Marks::default(),
                x: MARGIN_PX,
                y: *base,
                content,
                anchor: Anchor::Start,
                face,
                ink,
                halo: false,
            }));
            *base += LINE_PX;
        }
    };
    write(&caption.title, Face::LARGE, Token::Ink, &mut base);
    write(&caption.subtitle, Face::LABEL, Token::Ink3, &mut base);
    let top = base;
    base += drawing.size.height_px + LINE_PX;
    write(&caption.source, Face::SMALL, Token::Ink3, &mut base);

    let size = Size::new(width + 2.0 * MARGIN_PX, base + MARGIN_PX - LINE_PX);
    let mut out = String::with_capacity(4_096);
    push_head(&mut out, size, &drawing.summary, Palette::Light);
    for text in &texts {
        push_node(&mut out, text, Palette::Light);
    }
    out.push_str("<g transform=\"translate(");
    push_number(&mut out, MARGIN_PX);
    out.push(' ');
    push_number(&mut out, top);
    out.push_str(")\">\n");
    for node in &drawing.nodes {
        push_node(&mut out, node, Palette::Light);
    }
    out.push_str("</g>\n</svg>\n");
    (out, size)
}

/// The text in lines that fit; a word longer than a line stands alone.
fn wrapped(text: &str, face: Face, limit_px: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width_px(&format!("{line} {word}"), face) <= limit_px => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
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
