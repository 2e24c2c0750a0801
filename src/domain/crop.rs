//! Which square of a picture becomes the portrait: moved and zoomed, never beyond the picture's edge. Not: the pixels, which the browser draws.

/// Less than this many pixels a side is no portrait any more.
const SMALLEST: f64 = 128.0;
const MOST: f64 = 8.0;

/// A square in a picture, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Square {
    /// From the picture's left edge.
    pub left: f64,
    /// From its upper edge.
    pub top: f64,
    /// How long each side is.
    pub side: f64,
}

/// The choice of a square.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    width: f64,
    height: f64,
    zoom: f64,
    left: f64,
    top: f64,
}

impl Crop {
    /// The largest square of a picture of this size, in its middle.
    pub fn of(width: u32, height: u32) -> Self {
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let side = width.min(height);
        Self { width, height, zoom: 1.0, left: (width - side) / 2.0, top: (height - side) / 2.0 }
    }

    /// Where it is.
    pub fn square(&self) -> Square {
        Square { left: self.left, top: self.top, side: self.side() }
    }

    /// How many times smaller than the largest square it is.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// The nearest that one can come.
    pub fn most_zoom(&self) -> f64 {
        (self.width.min(self.height) / SMALLEST).clamp(1.0, MOST)
    }

    /// Which part of the way it stands, from left to right and from top to bottom; nothing where there is no way.
    pub fn place(&self) -> (Option<f64>, Option<f64>) {
        let (across, down) = self.room();
        let part = |at: f64, of: f64| (of >= 1.0).then_some(at / of);
        (part(self.left, across), part(self.top, down))
    }

    /// At this part of the way from left to right.
    #[must_use]
    pub fn at_across(self, part: f64) -> Self {
        Self { left: part * self.room().0, ..self }.held(self)
    }

    /// At this part of the way from top to bottom.
    #[must_use]
    pub fn at_down(self, part: f64) -> Self {
        Self { top: part * self.room().1, ..self }.held(self)
    }

    /// Further to the right and down, in sides of the square.
    #[must_use]
    pub fn moved(self, across: f64, down: f64) -> Self {
        let side = self.side();
        Self { left: self.left + across * side, top: self.top + down * side, ..self }.held(self)
    }

    /// Zoomed to this, while what lies at the point `(across, down)` of the square, each from 0 to 1, stays where it is.
    #[must_use]
    pub fn zoomed(self, zoom: f64, (across, down): (f64, f64)) -> Self {
        let to = Self { zoom: zoom.clamp(1.0, self.most_zoom()), ..self };
        let less = self.side() - to.side();
        Self { left: self.left + less * across, top: self.top + less * down, ..to }.held(self)
    }

    fn side(&self) -> f64 {
        self.width.min(self.height) / self.zoom
    }

    fn room(&self) -> (f64, f64) {
        ((self.width - self.side()).max(0.0), (self.height - self.side()).max(0.0))
    }

    /// Within the picture; where something was no number, as it was before.
    fn held(self, before: Self) -> Self {
        if !(self.zoom.is_finite() && self.left.is_finite() && self.top.is_finite()) {
            return before;
        }
        let (across, down) = self.room();
        Self { left: self.left.clamp(0.0, across), top: self.top.clamp(0.0, down), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const MIDDLE: (f64, f64) = (0.5, 0.5);

    fn square(left: f64, top: f64, side: f64) -> Square {
        Square { left, top, side }
    }

    #[test]
    fn it_begins_as_the_largest_square_in_the_middle() {
        assert_eq!(Crop::of(4000, 3000).square(), square(500.0, 0.0, 3000.0));
        assert_eq!(Crop::of(300, 400).square(), square(0.0, 50.0, 300.0));
        assert_eq!(Crop::of(0, 0).square(), square(0.0, 0.0, 1.0), "no picture is no panic");
    }

    #[test]
    fn it_never_leaves_the_picture() {
        let wide = Crop::of(4000, 3000);
        assert_eq!(wide.moved(9.0, 9.0).square(), square(1000.0, 0.0, 3000.0));
        assert_eq!(wide.moved(-9.0, -9.0).square(), square(0.0, 0.0, 3000.0));
        let near = wide.zoomed(4.0, MIDDLE).moved(9.0, 9.0);
        assert_eq!(near.square(), square(3250.0, 2250.0, 750.0));
        assert_eq!(near.zoomed(1.0, MIDDLE).square(), square(1000.0, 0.0, 3000.0), "out again from the corner");
        assert_eq!(near.zoomed(0.0, MIDDLE).zoom(), 1.0);
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!((near.moved(odd, 0.0), near.at_down(odd)), (near, near));
            let square = near.zoomed(odd, MIDDLE).square();
            assert!(square.left >= 0.0 && square.left + square.side <= 4000.0, "{odd}: {square:?}");
        }
    }

    #[test]
    fn what_is_under_the_finger_stays_while_it_is_zoomed() {
        let near = Crop::of(2000, 2000).zoomed(2.0, (0.25, 0.75));
        assert_eq!(near.square(), square(250.0, 750.0, 1000.0));
        assert_eq!((near.square().left + 250.0, near.square().top + 750.0), (500.0, 1500.0), "the same pixel at the same place");
    }

    #[test]
    fn nobody_zooms_to_less_than_a_portrait() {
        assert_eq!(Crop::of(4000, 3000).zoomed(99.0, MIDDLE).square().side, 375.0);
        assert_eq!(Crop::of(512, 300).zoomed(99.0, MIDDLE).square().side, 128.0);
        assert_eq!(Crop::of(64, 64).most_zoom(), 1.0);
    }

    #[test]
    fn the_way_is_told_and_taken_in_parts() {
        let wide = Crop::of(4000, 3000);
        assert_eq!(wide.place(), (Some(0.5), None));
        assert_eq!(wide.at_across(1.0).square().left, 1000.0);
        assert_eq!(wide.at_down(1.0), wide, "there is no way down");
        assert_eq!(wide.zoomed(2.0, MIDDLE).at_down(0.0).place(), (Some(0.5), Some(0.0)));
    }
}
