//! The markup of the page's views.
//!
//! `view!` reads the markup of Leptos and writes it as data: a template that never changes, and
//! the few parts of it that do. `src/app/view/markup.rs` says how a template is written.
//! Leptos' own macro gives every element a type of its own, and with it its own copies of what
//! builds, patches and removes it; `src/ARCHITECTURE.md` says what that had cost.
//!
//! What it knows is what the page uses: elements, components, text, blocks, `let(…)`, and the
//! attributes `name=`, `class:`, `style:`, `prop:`, `on:`, `bind:value=` and `node_ref=`.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use rstml::node::{
    KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute, NodeElement, NodeName,
};
use syn::spanned::Spanned as _;
use syn::{Expr, ExprLit, Lit};

/// Elements that stand in a drawing, and so in its namespace.
const SVG: &[&str] = &[
    "circle", "g", "line", "path", "polygon", "polyline", "rect", "svg", "text",
];

/// Markup to one `AnyView`.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let view = rstml::parse2(tokens.into()).and_then(|nodes| view_of(&nodes));
    view.unwrap_or_else(|error| error.to_compile_error()).into()
}

fn view_of(nodes: &[Node]) -> syn::Result<TokenStream> {
    let view = match nodes {
        [] => quote! { () },
        // What is not markup needs no template around it.
        [node] if !matches!(node, Node::Element(element) if !is_component(element.name())) => {
            expression_of(node)?
        }
        nodes => {
            let mut markup = Markup::default();
            nodes.iter().try_for_each(|node| markup.node(node))?;
            let template = markup.lines.join("\n");
            let (count, parts) = (markup.count, markup.parts);
            quote! { crate::app::view::Markup::new(#template, #count) #parts }
        }
    };
    Ok(quote! { crate::app::view::IntoView::into_any(#view) })
}

/// A node that is shown by an expression.
fn expression_of(node: &Node) -> syn::Result<TokenStream> {
    match node {
        Node::Element(element) => component_of(element),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote! { #text })
        }
        Node::Block(block) => Ok(quote! { #[allow(unused_braces)] #block }),
        Node::Fragment(fragment) => view_of(&fragment.children),
        Node::Comment(_) | Node::Doctype(_) | Node::RawText(_) | Node::Custom(_) => {
            Err(syn::Error::new(node.span(), "text stands in quotes"))
        }
    }
}

/// Components are named as types are.
fn is_component(name: &NodeName) -> bool {
    let name = name.to_string();
    let last = name.rsplit("::").next().unwrap_or_default();
    last.trim().starts_with(char::is_uppercase)
}

/// A template and the calls that give it its parts.
#[derive(Default)]
struct Markup {
    lines: Vec<String>,
    parts: TokenStream,
    count: usize,
}

impl Markup {
    fn node(&mut self, node: &Node) -> syn::Result<()> {
        match node {
            Node::Element(element) if !is_component(element.name()) => {
                let tag = element.name().to_string();
                let sign = if SVG.contains(&tag.as_str()) {
                    '~'
                } else {
                    '<'
                };
                self.lines.push(format!("{sign}{tag}"));
                for attribute in element.attributes() {
                    self.attribute(keyed(attribute)?)?;
                }
                for child in &element.children {
                    self.node(child)?;
                }
                self.lines.push("/".to_owned());
            }
            Node::Text(text) if !text.value_string().contains('\n') => {
                self.lines.push(format!("\"{}", text.value_string()));
            }
            other => {
                let child = expression_of(other)?;
                self.part("*".to_owned(), quote! { .child(#child) });
            }
        }
        Ok(())
    }

    fn attribute(&mut self, attribute: &KeyedAttribute) -> syn::Result<()> {
        let key = attribute.key.to_string().replace(' ', "");
        if let (None, Some(value)) = (key.find(':'), unchanging(attribute)) {
            self.lines.extend([format!("={key}"), format!("'{value}")]);
            return Ok(());
        }
        let value = attribute
            .value()
            .map_or_else(|| quote! { true }, |value| quote! { #value });
        let span = attribute.key.span();
        let given = quote_spanned! { span=> .value(#value) };
        match key.split_once(':') {
            Some(("on", event)) => {
                let descriptor = Ident::new(event, span);
                let on = quote_spanned! { span=> .on(leptos::ev::#descriptor, #value) };
                self.part(format!("!{event}"), on);
            }
            Some(("bind", "value")) => {
                self.lines.push("#value".to_owned());
                self.count += 1;
                let bind = quote_spanned! { span=> .bind_value(#value) };
                self.part("!input".to_owned(), bind);
            }
            Some(("class", name)) => self.part(format!(".{name}"), given),
            Some(("style", name)) => self.part(format!(":{name}"), given),
            Some(("prop", name)) => self.part(format!("#{name}"), given),
            Some(_) => return Err(syn::Error::new(span, "no such kind of attribute")),
            None if key == "node_ref" => {
                let refer = quote_spanned! { span=> .node_ref(#value) };
                self.part("&".to_owned(), refer);
            }
            None => self.part(format!("@{key}"), given),
        }
        Ok(())
    }

    fn part(&mut self, line: String, call: TokenStream) {
        self.lines.push(line);
        self.parts.extend(call);
        self.count += 1;
    }
}

/// The text of an attribute that is always the same.
fn unchanging(attribute: &KeyedAttribute) -> Option<String> {
    let Some(Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    })) = attribute.value()
    else {
        return None;
    };
    Some(text.value()).filter(|text| !text.contains('\n'))
}

fn keyed(attribute: &NodeAttribute) -> syn::Result<&KeyedAttribute> {
    match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => Err(syn::Error::new(block.span(), "attributes have a name")),
    }
}

fn component_of(element: &NodeElement<rstml::Infallible>) -> syn::Result<TokenStream> {
    let name = element.name();
    let mut properties = TokenStream::new();
    let mut arguments = None;
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let key = &attribute.key;
        if let KeyedAttributeValue::Binding(binding) = &attribute.possible_value {
            arguments = Some(&binding.inputs);
            continue;
        }
        let value = attribute
            .value()
            .map_or_else(|| quote! { #key }, |value| quote! { #value });
        properties.extend(quote! { .#key(#[allow(unused_braces)] #value) });
    }
    if !element.children.is_empty() {
        let children = view_of(&element.children)?;
        properties.extend(if let Some(arguments) = arguments {
            quote! { .children(move |#arguments| #children) }
        } else {
            quote! { .children(crate::app::view::ToChildren::to_children(move || #children)) }
        });
    }
    Ok(quote! {
        leptos::component::component_view(
            &#name,
            leptos::component::component_props_builder(&#name) #properties .build(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup(tokens: TokenStream) -> Markup {
        let mut markup = Markup::default();
        for node in rstml::parse2(tokens).unwrap() {
            markup.node(&node).unwrap();
        }
        markup
    }

    #[test]
    fn what_never_changes_is_text() {
        let markup = markup(quote! { <p class="row">"Total"<br/></p> });
        assert_eq!(
            markup.lines,
            ["<p", "=class", "'row", "\"Total", "<br", "/", "/"]
        );
        assert_eq!(markup.count, 0);
    }

    #[test]
    fn every_part_has_its_line_and_its_call() {
        let markup = markup(quote! {
            <input
                id=id
                class:is-on=on
                style:top=top
                prop:checked=checked
                bind:value=text
                on:click=click
                node_ref=field
            />
            {words}
            <line x1=left/>
        });
        let lines = [
            "<input", "@id", ".is-on", ":top", "#checked", "#value", "!input", "!click", "&", "/",
            "*", "~line", "@x1", "/",
        ];
        assert_eq!(markup.lines, lines);
        // A bound value is two parts by one call.
        assert_eq!(markup.count, 10);
        let calls = markup.parts.to_string();
        let names: Vec<&str> = calls
            .split(". ")
            .filter_map(|call| call.split_once(" (").map(|(name, _)| name))
            .collect();
        let expected = [
            "value",
            "value",
            "value",
            "value",
            "bind_value",
            "on",
            "node_ref",
            "child",
            "value",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_component_alone_needs_no_template() {
        let nodes = rstml::parse2(quote! { <Shell place/> }).unwrap();
        let view = view_of(&nodes).unwrap().to_string();
        assert!(view.contains("component_view"));
        assert!(!view.contains("Markup"));
    }

    #[test]
    fn bare_text_is_refused() {
        let nodes = rstml::parse2(quote! { <p>bare</p> }).unwrap();
        assert!(view_of(&nodes).is_err());
    }
}
