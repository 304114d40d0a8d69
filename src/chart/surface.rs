//! Where drawing happens: plotters' elements and our own shapes land in one tree of nodes.
//!
//! plotters' pixels are whole numbers. The surface is ten times the size of the drawing and
//! divides when writing, so that lines of 1.5 px and dots of 3.4 px are possible. Colours arrive
//! as the reserved RGB of a token and leave as the token.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::drawing::{
    Anchor, Circle, Face, Group, Line, Marks, Node, Paint, Path, Rect, Size, Step, Stroke, Text,
};
use super::palette::Token;
use super::text_metrics;

/// Surface pixels to one pixel of the drawing.
pub(super) const TENTHS: f64 = 10.0;

/// The tree being drawn; clones share it.
#[derive(Clone, Debug)]
pub(super) struct Canvas {
    size: Size,
    state: Rc<RefCell<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// Open groups, outermost first; the first is the drawing itself.
    open: Vec<Group>,
    /// Class of shapes that plotters draws.
    class: &'static str,
}

/// What plotters draws on.
#[derive(Debug)]
pub(super) struct Surface(Canvas);

impl Canvas {
    pub(super) fn new(size: Size) -> Self {
        let state = State {
            open: vec![Group::default()],
            class: "",
        };
        Self {
            size,
            state: Rc::new(RefCell::new(state)),
        }
    }

    pub(super) fn size(&self) -> Size {
        self.size
    }

    pub(super) fn surface(&self) -> Surface {
        Surface(self.clone())
    }

    /// Adds a node to the innermost open group.
    pub(super) fn push(&self, node: Node) {
        if let Some(group) = self.state.borrow_mut().open.last_mut() {
            group.children.push(node);
        }
    }

    /// Draws inside a group.
    pub(super) fn group(&self, marks: Marks, draw: impl FnOnce(&Self)) {
        self.state.borrow_mut().open.push(Group {
            marks,
            children: Vec::new(),
        });
        draw(self);
        let closed = self.state.borrow_mut().open.pop();
        if let Some(group) = closed {
            self.push(Node::Group(group));
        }
    }

    /// Names the shapes that plotters draws next.
    pub(super) fn classify(&self, class: &'static str) {
        self.state.borrow_mut().class = class;
    }

    /// What was drawn.
    pub(super) fn finish(&self) -> Vec<Node> {
        let mut state = self.state.borrow_mut();
        state
            .open
            .first_mut()
            .map(|root| std::mem::take(&mut root.children))
            .unwrap_or_default()
    }

    /// A hairline on the pixel grid: level or upright.
    pub(super) fn hairline(&self, from: (f64, f64), to: (f64, f64), token: Token) {
        let snap = |value: f64| value.floor() + 0.5;
        let level = (from.1 - to.1).abs() < 1e-9;
        let (from, to) = if level {
            ((from.0, snap(from.1)), (to.0, snap(to.1)))
        } else {
            ((snap(from.0), from.1), (snap(to.0), to.1))
        };
        self.stroke(
            "",
            from,
            to,
            Stroke {
                token,
                width_px: 1.0,
                dashed: false,
                crisp: true,
            },
        );
    }

    /// A straight line.
    pub(super) fn stroke(
        &self,
        class: &'static str,
        from: (f64, f64),
        to: (f64, f64),
        stroke: Stroke,
    ) {
        self.push(Node::Line(Line {
            marks: class.into(),
            x1: from.0,
            y1: from.1,
            x2: to.0,
            y2: to.1,
            paint: stroke.into(),
        }));
    }

    /// A filled rectangle; nothing when it has no area.
    pub(super) fn fill(
        &self,
        class: &'static str,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        token: Token,
    ) {
        if width > 0.0 && height > 0.0 {
            self.push(Node::Rect(Rect {
                marks: class.into(),
                x,
                y,
                width,
                height,
                radius: 0.0,
                paint: token.into(),
            }));
        }
    }

    /// A path.
    pub(super) fn path(&self, marks: Marks, steps: Vec<Step>, paint: Paint) {
        if !steps.is_empty() {
            self.push(Node::Path(Path {
                marks,
                steps,
                paint,
            }));
        }
    }

    /// A filled disc.
    pub(super) fn disc(
        &self,
        class: &'static str,
        (cx, cy): (f64, f64),
        radius: f64,
        token: Token,
    ) {
        self.push(Node::Circle(Circle {
            marks: class.into(),
            cx,
            cy,
            radius,
            paint: token.into(),
        }));
    }
}

impl Surface {
    fn push(&self, node: impl FnOnce(Marks) -> Node) {
        let class = self.0.state.borrow().class;
        self.0.push(node(class.into()));
    }
}

type Written = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Surface {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let size = self.0.size;
        (
            (size.width_px * TENTHS) as u32,
            (size.height_px * TENTHS) as u32,
        )
    }

    fn ensure_prepared(&mut self) -> Written {
        Ok(())
    }

    fn present(&mut self) -> Written {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Written {
        self.draw_circle(point, 5, &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Written {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        one: BackendCoord,
        other: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Written {
        let ((x1, y1), (x2, y2)) = (px(one), px(other));
        self.push(|marks| {
            Node::Rect(Rect {
                marks,
                x: x1.min(x2),
                y: y1.min(y2),
                width: (x2 - x1).abs(),
                height: (y2 - y1).abs(),
                radius: 0.0,
                paint: paint(style, fill),
            })
        });
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Written {
        let steps = steps(path);
        self.push(|marks| {
            Node::Path(Path {
                marks,
                steps,
                paint: paint(style, false),
            })
        });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Written {
        let (cx, cy) = px(center);
        self.push(|marks| {
            Node::Circle(Circle {
                marks,
                cx,
                cy,
                radius: f64::from(radius) / TENTHS,
                paint: paint(style, fill),
            })
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Written {
        let mut steps = steps(vertices);
        steps.push(Step::Close);
        self.push(|marks| {
            Node::Path(Path {
                marks,
                steps,
                paint: paint(style, true),
            })
        });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Written {
        let (x, y) = px(pos);
        let content = text.to_owned();
        self.push(|marks| {
            Node::Text(Text {
                marks,
                x,
                y,
                content,
                anchor: match style.anchor().h_pos {
                    HPos::Left => Anchor::Start,
                    HPos::Center => Anchor::Middle,
                    HPos::Right => Anchor::End,
                },
                face: face(style),
                ink: Token::from_reserved_rgb(style.color().rgb),
                halo: false,
            })
        });
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = text_metrics::width_px(text, face(style)) * TENTHS;
        Ok((width.ceil() as u32, style.size().max(0.0).ceil() as u32))
    }
}

impl From<&'static str> for Marks {
    fn from(class: &'static str) -> Self {
        Self {
            class,
            data: Vec::new(),
        }
    }
}

impl From<Token> for Paint {
    fn from(token: Token) -> Self {
        Self {
            fill: Some(token),
            ..Self::default()
        }
    }
}

impl From<Stroke> for Paint {
    fn from(stroke: Stroke) -> Self {
        Self {
            stroke: Some(stroke),
            ..Self::default()
        }
    }
}

fn px((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
}

fn steps(points: impl IntoIterator<Item = BackendCoord>) -> Vec<Step> {
    points
        .into_iter()
        .map(px)
        .enumerate()
        .map(|(ix, (x, y))| match ix {
            0 => Step::Move(x, y),
            _ => Step::Line(x, y),
        })
        .collect()
}

fn face<S: BackendTextStyle>(style: &S) -> Face {
    Face {
        size_px: (style.size() / TENTHS).round().clamp(11.0, 13.0) as u8,
        strong: matches!(style.style(), FontStyle::Bold),
    }
}

fn paint<S: BackendStyle>(style: &S, fill: bool) -> Paint {
    let color = style.color();
    let token = Token::from_reserved_rgb(color.rgb);
    let opacity = (color.alpha < 1.0).then_some(color.alpha);
    if fill {
        return Paint {
            fill: Some(token),
            stroke: None,
            opacity,
        };
    }
    Paint {
        fill: None,
        stroke: Some(Stroke {
            token,
            width_px: f64::from(style.stroke_width()) / TENTHS,
            dashed: false,
            crisp: false,
        }),
        opacity,
    }
}

#[cfg(test)]
mod tests {
    use plotters::prelude::*;

    use super::*;

    fn rgb(token: Token) -> RGBColor {
        let (red, green, blue) = token.reserved_rgb();
        RGBColor(red, green, blue)
    }

    #[test]
    fn plotters_elements_become_nodes_in_tenths_of_a_pixel() {
        let canvas = Canvas::new(Size::new(100.0, 50.0));
        let area = canvas.surface().into_drawing_area();
        canvas.classify("bar");
        area.draw(&Rectangle::new(
            [(15, 205), (105, 20)],
            rgb(Token::Line).filled(),
        ))
        .unwrap();
        let nodes = canvas.finish();
        let [Node::Rect(rect)] = nodes.as_slice() else {
            panic!("one rectangle, not {nodes:?}");
        };
        assert_eq!(
            (rect.x, rect.y, rect.width, rect.height),
            (1.5, 2.0, 9.0, 18.5)
        );
        assert_eq!(rect.paint.fill, Some(Token::Line));
        assert_eq!(rect.marks.class, "bar");
    }

    #[test]
    fn plotters_measures_text_by_our_table() {
        let canvas = Canvas::new(Size::new(100.0, 50.0));
        let area = canvas.surface().into_drawing_area();
        let style = ("sans-serif", 110).into_text_style(&area);
        let (width, _) = area.estimate_text_size("Декабрь", &style).unwrap();
        let ours = text_metrics::width_px("Декабрь", Face::SMALL) * TENTHS;
        assert_eq!(width, ours.ceil() as u32);
    }
}
