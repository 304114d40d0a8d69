//! What drawing gives: a tree of typed nodes, the marks that answer a pointer, the lines that can
//! be dragged.
//!
//! The page builds SVG elements from [`Node::tag`], [`Node::attributes`], [`Node::children`] and
//! [`Node::content`]; files get the same tree as text (`svg.rs`). Attribute names come from this
//! file alone and are literals, so nothing of a customer's file can become one.

use std::borrow::Cow;

use super::grips::DragHandle;
use super::hits::Hit;
use super::palette::{Palette, Token};
use super::text_metrics;

/// Width and height of a drawing in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width.
    pub width_px: f64,
    /// Height.
    pub height_px: f64,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Size of its view box.
    pub size: Size,
    /// One sentence for `aria-label`.
    pub summary: String,
    /// What is drawn, back to front.
    pub nodes: Vec<Node>,
    /// What answers a pointer or the keyboard, in reading order.
    pub hits: Vec<Hit>,
    /// Lines that can be dragged.
    pub handles: Vec<DragHandle>,
}

/// One element.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `<g>`
    Group(Group),
    /// `<path>`
    Path(Path),
    /// `<line>`
    Line(Line),
    /// `<rect>`
    Rect(Rect),
    /// `<circle>`
    Circle(Circle),
    /// `<text>`
    Text(Text),
}

/// A class and data attributes; names are literals, values may come from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Class, empty for none.
    pub class: &'static str,
    /// `data-…` attributes: full name and value.
    pub data: Vec<(&'static str, String)>,
}

/// Elements that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Class and data.
    pub marks: Marks,
    /// What is in it, back to front.
    pub children: Vec<Node>,
}

/// How a shape is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paint {
    /// Fill, `none` when absent.
    pub fill: Option<Token>,
    /// Stroke, `none` when absent.
    pub stroke: Option<Stroke>,
    /// Opacity of the whole, 1 is written by leaving it out.
    pub opacity: Option<f64>,
}

/// A stroke.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub token: Token,
    /// Width.
    pub width_px: f64,
    /// Dashed instead of solid.
    pub dashed: bool,
    /// Not smoothed: for hairlines on the pixel grid.
    pub crisp: bool,
}

/// A line through points, or dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Class and data.
    pub marks: Marks,
    /// Pen movements.
    pub steps: Vec<Step>,
    /// Paint.
    pub paint: Paint,
}

/// One movement of the pen of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Lift and go.
    Move(f64, f64),
    /// Draw to.
    Line(f64, f64),
    /// A dot as wide as the stroke.
    Dot(f64, f64),
    /// Back to the last move.
    Close,
}

/// A straight line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Class and data.
    pub marks: Marks,
    /// From.
    pub x1: f64,
    /// From.
    pub y1: f64,
    /// To.
    pub x2: f64,
    /// To.
    pub y2: f64,
    /// Paint.
    pub paint: Paint,
}

/// A rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Rect {
    /// Class and data.
    pub marks: Marks,
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width, never negative.
    pub width: f64,
    /// Height, never negative.
    pub height: f64,
    /// Corner radius.
    pub radius: f64,
    /// Paint.
    pub paint: Paint,
}

/// A circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// Class and data.
    pub marks: Marks,
    /// Centre.
    pub cx: f64,
    /// Centre.
    pub cy: f64,
    /// Radius.
    pub radius: f64,
    /// Paint.
    pub paint: Paint,
}

/// A line of text. Its size is in pixels and never scales.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Class and data.
    pub marks: Marks,
    /// Where it is anchored.
    pub x: f64,
    /// Base line.
    pub y: f64,
    /// What it says, unescaped.
    pub content: String,
    /// Which side of `x` it stands on.
    pub anchor: Anchor,
    /// Size and weight.
    pub face: Face,
    /// Colour.
    pub ink: Token,
    /// Four pixels of paper around it, for text over marks.
    pub halo: bool,
}

/// Which point of a text stands at its `x`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Size and weight of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// 11, 12 or 13; 15 for the title of a picture that stands alone.
    pub size_px: u8,
    /// Weight 600 instead of 400.
    pub strong: bool,
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Left.
    pub left: f64,
    /// Top.
    pub top: f64,
    /// Right.
    pub right: f64,
    /// Bottom.
    pub bottom: f64,
}

/// An attribute: literal name, value.
pub type Attribute = (&'static str, Cow<'static, str>);

impl Size {
    /// A size; what is not a usable number of pixels becomes the nearest that is.
    pub fn new(width_px: f64, height_px: f64) -> Self {
        let usable = |px: f64| {
            if px.is_nan() {
                1.0
            } else {
                px.clamp(1.0, 10_000.0)
            }
        };
        Self {
            width_px: usable(width_px),
            height_px: usable(height_px),
        }
    }
}

impl Bounds {
    /// The least rectangle around two.
    pub fn around(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether two rectangles share area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

impl Face {
    /// Axis labels.
    pub const SMALL: Self = Self {
        size_px: 11,
        strong: false,
    };
    /// Direct labels.
    pub const LABEL: Self = Self {
        size_px: 12,
        strong: false,
    };
    /// Direct labels that carry the answer.
    pub const STRONG: Self = Self {
        size_px: 12,
        strong: true,
    };
    /// Names of groups, numbers of cells.
    pub const LARGE: Self = Self {
        size_px: 13,
        strong: true,
    };

    fn class(self) -> &'static str {
        match (self.size_px, self.strong) {
            (12, false) => "t12",
            (12, true) => "t12 b",
            (13, false) => "t13",
            (13, true) => "t13 b",
            (_, false) => "",
            (_, true) => "b",
        }
    }

    fn size_text(self) -> &'static str {
        match self.size_px {
            12 => "12",
            13 => "13",
            15 => "15",
            _ => "11",
        }
    }
}

impl Text {
    /// The rectangle it is expected to fill.
    pub fn bounds(&self) -> Bounds {
        let width = text_metrics::width_px(&self.content, self.face);
        let size = f64::from(self.face.size_px);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        Bounds {
            left,
            top: self.y - size * 0.8,
            right: left + width,
            bottom: self.y + size * 0.22,
        }
    }
}

impl Node {
    /// Name of its element.
    pub fn tag(&self) -> &'static str {
        match self {
            Self::Group(_) => "g",
            Self::Path(_) => "path",
            Self::Line(_) => "line",
            Self::Rect(_) => "rect",
            Self::Circle(_) => "circle",
            Self::Text(_) => "text",
        }
    }

    /// What is in it.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::Group(group) => &group.children,
            _ => &[],
        }
    }

    /// Its text, unescaped.
    pub fn content(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(&text.content),
            _ => None,
        }
    }

    /// Class and data attributes.
    pub fn marks(&self) -> &Marks {
        match self {
            Self::Group(group) => &group.marks,
            Self::Path(path) => &path.marks,
            Self::Line(line) => &line.marks,
            Self::Rect(rect) => &rect.marks,
            Self::Circle(circle) => &circle.marks,
            Self::Text(text) => &text.marks,
        }
    }

    /// Its attributes in a stated order, values unescaped.
    pub fn attributes(&self, palette: Palette) -> Vec<Attribute> {
        let mut list = Vec::with_capacity(8);
        let mut push = |name, value: Cow<'static, str>| list.push((name, value));
        match self {
            Self::Group(_) => {}
            Self::Path(path) => push("d", path_data(&path.steps).into()),
            Self::Line(line) => {
                push("x1", px(line.x1));
                push("y1", px(line.y1));
                push("x2", px(line.x2));
                push("y2", px(line.y2));
            }
            Self::Rect(rect) => {
                push("x", px(rect.x));
                push("y", px(rect.y));
                push("width", px(rect.width));
                push("height", px(rect.height));
                if rect.radius > 0.0 {
                    push("rx", px(rect.radius));
                }
            }
            Self::Circle(circle) => {
                push("cx", px(circle.cx));
                push("cy", px(circle.cy));
                push("r", px(circle.radius));
            }
            Self::Text(text) => {
                push("x", px(text.x));
                push("y", px(text.y));
            }
        }
        match self {
            Self::Group(_) => {}
            Self::Text(text) => text_attributes(text, palette, &mut list),
            Self::Path(Path { paint, .. })
            | Self::Line(Line { paint, .. })
            | Self::Rect(Rect { paint, .. })
            | Self::Circle(Circle { paint, .. }) => paint_attributes(*paint, palette, &mut list),
        }
        let marks = self.marks();
        if let Self::Text(text) = self {
            let classes = [
                text.face.class(),
                text.ink.text_class(),
                if text.halo { "halo" } else { "" },
                marks.class,
            ];
            let classes: Vec<&str> = classes
                .into_iter()
                .filter(|name| !name.is_empty())
                .collect();
            if !classes.is_empty() {
                list.push(("class", classes.join(" ").into()));
            }
        } else if !marks.class.is_empty() {
            list.push(("class", marks.class.into()));
        }
        for (name, value) in &marks.data {
            list.push((name, value.clone().into()));
        }
        list
    }
}

fn paint_attributes(paint: Paint, palette: Palette, list: &mut Vec<Attribute>) {
    let fill = paint.fill.map_or("none", |token| token.value(palette));
    list.push(("fill", fill.into()));
    if let Some(stroke) = paint.stroke {
        list.push(("stroke", stroke.token.value(palette).into()));
        list.push(("stroke-width", number(stroke.width_px, 100.0)));
        if stroke.dashed {
            list.push(("stroke-dasharray", "3 3".into()));
        }
        if stroke.crisp {
            list.push(("shape-rendering", "crispEdges".into()));
        } else {
            list.push(("stroke-linejoin", "round".into()));
            list.push(("stroke-linecap", "round".into()));
        }
    }
    if let Some(opacity) = paint.opacity {
        list.push(("opacity", number(opacity, 100.0)));
    }
}

fn text_attributes(text: &Text, palette: Palette, list: &mut Vec<Attribute>) {
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => list.push(("text-anchor", "middle".into())),
        Anchor::End => list.push(("text-anchor", "end".into())),
    }
    list.push(("font-size", text.face.size_text().into()));
    if text.face.strong {
        list.push(("font-weight", "600".into()));
    }
    list.push(("fill", text.ink.value(palette).into()));
    if text.halo {
        list.push(("paint-order", "stroke".into()));
        list.push(("stroke", Token::Paper.value(palette).into()));
        list.push(("stroke-width", "4".into()));
        list.push(("stroke-linejoin", "round".into()));
    }
}

/// The `d` attribute of a path.
pub fn path_data(steps: &[Step]) -> String {
    let mut data = String::with_capacity(steps.len() * 12);
    for step in steps {
        let (letter, x, y) = match *step {
            Step::Move(x, y) | Step::Dot(x, y) => ('M', x, y),
            Step::Line(x, y) => ('L', x, y),
            Step::Close => {
                data.push('Z');
                continue;
            }
        };
        data.push(letter);
        data.push_str(&px(x));
        data.push(',');
        data.push_str(&px(y));
        if matches!(step, Step::Dot(..)) {
            data.push_str("h0");
        }
    }
    data
}

/// Pixels, rounded to a tenth.
fn px(value: f64) -> Cow<'static, str> {
    number(value, 10.0)
}

fn number(value: f64, steps: f64) -> Cow<'static, str> {
    // Adding zero turns −0 into 0.
    let rounded = (value * steps).round() / steps + 0.0;
    rounded.to_string().into()
}
