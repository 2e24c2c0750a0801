//! Colours and their contrast, by the definitions of WCAG 2.2. Not: a palette.

use std::fmt;
use std::str::FromStr;

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// 0–255.
    pub red: u8,
    /// 0–255.
    pub green: u8,
    /// 0–255.
    pub blue: u8,
}

/// A text that is not `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAColour;

/// Contrast of normal text (WCAG 2.2, 1.4.3).
const ENOUGH: f64 = 4.5;

impl Colour {
    /// `#000000`.
    pub const BLACK: Self = Self { red: 0, green: 0, blue: 0 };
    /// `#ffffff`.
    pub const WHITE: Self = Self { red: 255, green: 255, blue: 255 };

    /// Relative luminance, 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast ratio, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest shade or tint of this colour whose contrast on `paper` is at least 4.5.
    pub fn readable_on(self, paper: Self) -> Self {
        self.until(paper.opposite(), |colour| colour.contrast(paper) >= ENOUGH)
    }

    /// Black on what is light, white on what is dark: whichever stands out more.
    pub fn opposite(self) -> Self {
        if self.luminance() > 0.18 { Self::BLACK } else { Self::WHITE }
    }

    /// This colour with `percent` of another one in it.
    pub fn with(self, percent: u8, other: Self) -> Self {
        let part = |own: u8, other: u8| (f64::from(own) + (f64::from(other) - f64::from(own)) * f64::from(percent) / 100.0).round() as u8;
        Self { red: part(self.red, other.red), green: part(self.green, other.green), blue: part(self.blue, other.blue) }
    }

    /// The first on the way from this colour to `target` that is `enough`; `target` where none is.
    pub fn until(self, target: Self, enough: impl Fn(Self) -> bool) -> Self {
        (0..=50).map(|step| self.with(2 * step, target)).find(|colour| enough(*colour)).unwrap_or(target)
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii()).ok_or(NotAColour)?;
        let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).map_err(|_| NotAColour);
        Ok(Self { red: channel(0)?, green: channel(2)?, blue: channel(4)? })
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_agrees_with_wcag() {
        let (black, white): (Colour, Colour) = ("#000000".parse().unwrap(), "#ffffff".parse().unwrap());
        assert!((black.contrast(white) - 21.0).abs() < 0.001);
        let grey: Colour = "#767676".parse().unwrap();
        assert!((grey.contrast(white) - 4.54).abs() < 0.01, "{}", grey.contrast(white));
    }

    #[test]
    fn every_accent_becomes_readable_on_every_paper() {
        for accent in ["#ffffff", "#000000", "#ffff00", "#ff0000", "#00ff88", "#0a5a6b", "#777777"] {
            for paper in ["#efeae0", "#222a2f"] {
                let (accent, paper): (Colour, Colour) = (accent.parse().unwrap(), paper.parse().unwrap());
                assert!(accent.readable_on(paper).contrast(paper) >= ENOUGH, "{accent} on {paper}");
            }
        }
        let good: Colour = "#0a5a6b".parse().unwrap();
        assert_eq!(good.readable_on("#ffffff".parse().unwrap()), good, "a readable accent stays as it is");
        assert!("red".parse::<Colour>().is_err());
    }
}
