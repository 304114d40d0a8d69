//! Marks that answer a pointer or the keyboard.

use super::drawing::Bounds;
use super::spec::Action;

/// How far from a pointer a mark may be and still answer it.
pub const REACH_PX: f64 = 40.0;

/// One mark: where it is, what its tooltip says, what choosing it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Where it is.
    pub shape: Shape,
    /// Where its tooltip points at.
    pub centre: (f64, f64),
    /// First line of the tooltip, strong.
    pub title: String,
    /// Further lines: name and value (a value may stand alone, with an empty name).
    pub rows: Vec<(String, String)>,
    /// What choosing it does.
    pub action: Option<Action>,
}

/// The area of a mark in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle, edges included.
    Box(Bounds),
    /// A disc.
    Disc {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Radius.
        radius: f64,
    },
}

/// A key that walks the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// One on.
    Next,
    /// One back.
    Previous,
    /// The first.
    Home,
    /// The last.
    End,
}

impl Shape {
    /// Distance in pixels from a point; zero inside.
    pub fn distance_px(&self, x: f64, y: f64) -> f64 {
        match *self {
            Self::Box(bounds) => {
                let dx = (bounds.left - x).max(x - bounds.right).max(0.0);
                let dy = (bounds.top - y).max(y - bounds.bottom).max(0.0);
                dx.hypot(dy)
            }
            Self::Disc {
                x: cx,
                y: cy,
                radius,
            } => ((x - cx).hypot(y - cy) - radius).max(0.0),
        }
    }
}

/// The nearest mark within [`REACH_PX`] of a point: by distance to its area, then points before the
/// bands behind them, then by distance to its centre, then by reading order.
pub fn nearest(hits: &[Hit], x: f64, y: f64) -> Option<usize> {
    if !(x.is_finite() && y.is_finite()) {
        return None;
    }
    let mut best: Option<((f64, bool, f64), usize)> = None;
    for (ix, hit) in hits.iter().enumerate() {
        let to_area = hit.shape.distance_px(x, y);
        if to_area > REACH_PX {
            continue;
        }
        let is_band = matches!(hit.shape, Shape::Box(_));
        let to_centre = (x - hit.centre.0).hypot(y - hit.centre.1);
        let distance = (to_area, is_band, to_centre);
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, ix));
        }
    }
    best.map(|(_, ix)| ix)
}

/// Where a key leads among `len` marks; walking stops at either end. `None` when there are none.
pub fn walk(len: usize, at: Option<usize>, key: Walk) -> Option<usize> {
    let last = len.checked_sub(1)?;
    Some(match (key, at) {
        (Walk::Home, _) | (Walk::Next, None) => 0,
        (Walk::End, _) | (Walk::Previous, None) => last,
        (Walk::Next, Some(ix)) => (ix + 1).min(last),
        (Walk::Previous, Some(ix)) => ix.min(last).saturating_sub(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disc(x: f64, y: f64) -> Hit {
        Hit {
            shape: Shape::Disc { x, y, radius: 2.0 },
            centre: (x, y),
            title: String::new(),
            rows: Vec::new(),
            action: None,
        }
    }

    #[test]
    fn the_nearest_mark_within_reach_answers() {
        let hits = [disc(0.0, 0.0), disc(30.0, 0.0), disc(30.0, 0.0)];
        assert_eq!(nearest(&hits, 10.0, 0.0), Some(0));
        assert_eq!(nearest(&hits, 20.0, 0.0), Some(1));
        assert_eq!(nearest(&hits, 71.9, 0.0), Some(1));
        assert_eq!(nearest(&hits, 72.1, 0.0), None);
        assert_eq!(nearest(&hits, f64::NAN, 0.0), None);
        assert_eq!(nearest(&[], 0.0, 0.0), None);
    }

    #[test]
    fn keys_walk_and_stop_at_the_ends() {
        assert_eq!(walk(3, None, Walk::Next), Some(0));
        assert_eq!(walk(3, None, Walk::Previous), Some(2));
        assert_eq!(walk(3, Some(2), Walk::Next), Some(2));
        assert_eq!(walk(3, Some(0), Walk::Previous), Some(0));
        assert_eq!(walk(3, Some(9), Walk::Previous), Some(1));
        assert_eq!(walk(3, Some(1), Walk::Home), Some(0));
        assert_eq!(walk(3, Some(1), Walk::End), Some(2));
        assert_eq!(walk(0, Some(1), Walk::End), None);
    }
}
