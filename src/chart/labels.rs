//! Labels never overlap: they are placed in order of importance, and one that would stand on
//! another, or leave the drawing, is dropped.

use super::drawing::{Anchor, Bounds, Face, Node, Size, Text};
use super::palette::Token;
use super::surface::Canvas;

/// Room kept free around a label.
const MARGIN_PX: f64 = 2.0;

/// The labels of a drawing, placed so far.
#[derive(Debug)]
pub(super) struct Labels {
    size: Size,
    /// Areas no label may enter.
    taken: Vec<Bounds>,
    /// Areas labels avoid where they have a choice: curves, dots.
    busy: Vec<Bounds>,
    placed: Vec<Text>,
}

impl Labels {
    pub(super) fn new(size: Size) -> Self {
        Self {
            size,
            taken: Vec::new(),
            busy: Vec::new(),
            placed: Vec::new(),
        }
    }

    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Keeps labels out of an area.
    pub(super) fn reserve(&mut self, area: Bounds) {
        self.taken.push(area);
    }

    /// Makes labels that have a choice avoid an area.
    pub(super) fn avoid(&mut self, area: Bounds) {
        self.busy.push(area);
    }

    /// Whether a label could stand there.
    pub(super) fn is_free(&self, text: &Text) -> bool {
        let bounds = text.bounds();
        let inside = bounds.left >= -0.5
            && bounds.top >= -0.5
            && bounds.right <= self.size.width_px + 0.5
            && bounds.bottom <= self.size.height_px + 0.5;
        let wide = Bounds {
            left: bounds.left - MARGIN_PX,
            right: bounds.right + MARGIN_PX,
            ..bounds
        };
        inside && !text.content.is_empty() && !self.taken.iter().any(|area| area.overlaps(&wide))
    }

    /// Places a label, or drops it. Says whether it stands.
    pub(super) fn place(&mut self, text: Text) -> bool {
        if !self.is_free(&text) {
            return false;
        }
        self.taken.push(text.bounds());
        self.placed.push(text);
        true
    }

    /// Places all of several labels or none (a name and its second line).
    pub(super) fn place_together(&mut self, texts: &[Text]) -> bool {
        let free = texts.iter().all(|text| self.is_free(text));
        if free {
            for text in texts {
                self.taken.push(text.bounds());
                self.placed.push(text.clone());
            }
        }
        free
    }

    /// Places a label at the first of several places that is free and least busy.
    pub(super) fn place_best(&mut self, candidates: impl IntoIterator<Item = Text>) -> bool {
        let best = candidates
            .into_iter()
            .filter(|text| self.is_free(text))
            .map(|text| {
                let bounds = text.bounds();
                let disturbed = self.busy.iter().filter(|area| area.overlaps(&bounds));
                (disturbed.count(), text)
            })
            .min_by_key(|(disturbed, _)| *disturbed);
        best.is_some_and(|(_, text)| self.place(text))
    }

    /// Writes the labels over everything drawn so far.
    pub(super) fn write(self, canvas: &Canvas) {
        for text in self.placed {
            canvas.push(Node::Text(text));
        }
    }
}

/// A label; builders turn it.
pub(super) fn label(content: impl Into<String>, (x, y): (f64, f64), face: Face) -> Text {
    Text {
        marks: "".into(),
        x,
        y,
        content: content.into(),
        anchor: Anchor::Start,
        face,
        ink: Token::Ink3,
        halo: false,
    }
}

impl Text {
    pub(super) fn centred(mut self) -> Self {
        self.anchor = Anchor::Middle;
        self
    }

    pub(super) fn ending(mut self) -> Self {
        self.anchor = Anchor::End;
        self
    }

    pub(super) fn in_ink(mut self, ink: Token) -> Self {
        self.ink = ink;
        self
    }

    pub(super) fn with_halo(mut self) -> Self {
        self.halo = true;
        self
    }

    /// Moved so that it lies within two edges, when it fits between them.
    pub(super) fn within(mut self, left: f64, right: f64) -> Self {
        let bounds = self.bounds();
        let shift = (left - bounds.left).max(0.0) - (bounds.right - right).max(0.0);
        self.x += shift;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_less_important_label_is_dropped() {
        let mut labels = Labels::new(Size::new(200.0, 100.0));
        assert!(labels.place(label("December", (10.0, 20.0), Face::LABEL)));
        assert!(!labels.place(label("January", (40.0, 24.0), Face::LABEL)));
        assert!(!labels.place(label("outside", (190.0, 50.0), Face::LABEL)));
        assert!(labels.place(label("inside", (190.0, 50.0), Face::LABEL).within(0.0, 200.0)));
    }

    #[test]
    fn the_least_busy_place_is_taken() {
        let mut labels = Labels::new(Size::new(200.0, 100.0));
        labels.avoid(Bounds {
            left: 0.0,
            top: 0.0,
            right: 200.0,
            bottom: 50.0,
        });
        let at = |y| label("65% of revenue", (10.0, y), Face::LABEL);
        assert!(labels.place_best([at(20.0), at(80.0)]));
        assert!(labels.placed[0].y > 50.0, "below what is busy");
    }
}
