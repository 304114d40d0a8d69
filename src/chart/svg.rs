//! A drawing as the text of an SVG file.

use super::drawing::{Drawing, Node};
use super::palette::{Palette, Token};

/// The faces of `--font-ui`.
const FONTS: &str = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', \
                     Arial, 'Liberation Sans', sans-serif";

/// The drawing as a file: with its title and description for readers, its faces, and (in the
/// light palette) a ground and literal colours, so that it looks the same anywhere.
///
/// Every text and every value is escaped here and nowhere else: names of customers come from
/// files.
pub fn to_svg_string(drawing: &Drawing, palette: Palette) -> String {
    let (width, height) = (drawing.size.width_px, drawing.size.height_px);
    let mut out = String::with_capacity(4_096);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    push_number(&mut out, width);
    out.push_str("\" height=\"");
    push_number(&mut out, height);
    out.push_str("\" viewBox=\"0 0 ");
    push_number(&mut out, width);
    out.push(' ');
    push_number(&mut out, height);
    out.push_str("\" role=\"img\" font-family=\"");
    out.push_str(FONTS);
    out.push_str("\">\n<title>");
    push_escaped(&mut out, &drawing.summary);
    out.push_str("</title>\n");
    if palette == Palette::Light {
        out.push_str("<rect width=\"100%\" height=\"100%\" fill=\"");
        out.push_str(Token::Paper.value(palette));
        out.push_str("\"/>\n");
    }
    for node in &drawing.nodes {
        push_node(&mut out, node, palette);
    }
    out.push_str("</svg>\n");
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
    fn nothing_of_a_text_survives_as_markup() {
        let mut out = String::new();
        push_escaped(&mut out, "<b onload=\"x\">&'\u{0}\u{FFFF}\n");
        assert_eq!(
            out,
            "&lt;b onload=&quot;x&quot;&gt;&amp;&#39;\u{FFFD}\u{FFFD} "
        );
    }
}
