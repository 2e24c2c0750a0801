//! How an organiser wants the app to look: colours, a font, corners. Whatever they choose, text keeps the contrast that WCAG 2.2 asks for (1.4.3), and
//! edges that matter theirs (1.4.11). Not: what is on a screen.

use super::colour::Colour;
use std::str::FromStr;

/// What is not chosen stays as the app has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Of links, buttons and what is chosen.
    pub accent: Option<Colour>,
    /// What cards are made of by day, and at night.
    pub surface: Option<Colour>,
    /// For all text.
    pub font: Option<Font>,
    /// Of cards and controls.
    pub radius: Option<Radius>,
}

/// Names of font families that the device has, as in CSS. Nothing is fetched for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font(String);

/// In CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Radius(u8);

/// A text that names no font, or no radius.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotALook;

/// Of one half of the day. Every text colour is readable on every paper here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Papers {
    surface: Colour,
    paper: Colour,
    sunken: Colour,
    ink: Colour,
    ink_soft: Colour,
    line: Colour,
    line_strong: Colour,
    danger: Colour,
    danger_soft: Colour,
    good: Colour,
    good_soft: Colour,
    warn_soft: Colour,
    accent: Colour,
    accent_soft: Colour,
}

/// By day, and at night: the app's own surface, accent, red and green, as in `style/tokens.css`.
const OWN: [[Colour; 4]; 2] = [
    [Colour::WHITE, rgb(0x0a, 0x5a, 0x6b), rgb(0xa3, 0x24, 0x1c), rgb(0x1c, 0x6b, 0x3c)],
    [rgb(0x17, 0x1d, 0x21), rgb(0x6c, 0xc7, 0xd6), rgb(0xff, 0x9a, 0x8f), rgb(0x7f, 0xd6, 0xa0)],
];
const YELLOW: Colour = rgb(0xe0, 0xa8, 0x10);

const fn rgb(red: u8, green: u8, blue: u8) -> Colour {
    Colour { red, green, blue }
}

impl Papers {
    /// Made of the organiser's colours, by day (0) or at night (1). A surface is lightened or darkened until two tones of ink have room on it.
    fn of(look: &Look, half: usize) -> Self {
        let [surface, accent, red, green] = OWN[half];
        let (pale, ink) = if half == 0 { (Colour::WHITE, Colour::BLACK) } else { (Colour::BLACK, Colour::WHITE) };
        let surface = look.surface.unwrap_or(surface).until(pale, |colour| colour.contrast(ink) >= 14.0);
        let sunken = surface.with(8, ink);
        let readable =
            |colour: Colour, paper: Colour| colour.until(ink, |colour| colour.contrast(paper) >= 4.5 && colour.contrast(sunken) >= 4.5);
        let tinted = |colour: Colour| {
            let soft = surface.with(12, colour);
            (readable(colour, soft), soft)
        };
        let (danger, danger_soft) = tinted(red);
        let (good, good_soft) = tinted(green);
        let accent = look.accent.unwrap_or(accent);
        // What is tinted with it follows it, so both are looked for together.
        let accent = accent.until(ink, |colour| colour.contrast(surface.with(13, colour)) >= 4.5 && colour.contrast(sunken) >= 4.5);
        Self {
            surface,
            paper: surface.with(3, ink),
            sunken,
            ink: surface.with(92, ink),
            ink_soft: surface.with(40, ink).until(ink, |colour| colour.contrast(sunken) >= 5.0),
            line: surface.with(15, ink),
            line_strong: surface.with(25, ink).until(ink, |colour| colour.contrast(sunken) >= 3.0),
            danger,
            danger_soft,
            good,
            good_soft,
            warn_soft: surface.with(12, YELLOW),
            accent,
            accent_soft: surface.with(13, accent),
        }
    }

    fn named(self) -> [(&'static str, Colour); 14] {
        [
            ("--surface", self.surface),
            ("--paper", self.paper),
            ("--sunken", self.sunken),
            ("--ink", self.ink),
            ("--ink-soft", self.ink_soft),
            ("--line", self.line),
            ("--line-strong", self.line_strong),
            ("--danger", self.danger),
            ("--danger-soft", self.danger_soft),
            ("--good", self.good),
            ("--good-soft", self.good_soft),
            ("--warn-soft", self.warn_soft),
            ("--accent", self.accent),
            ("--accent-soft", self.accent_soft),
        ]
    }
}

impl Look {
    /// What `self` does not choose, as `other` has it.
    pub fn or(self, other: Self) -> Self {
        Self {
            accent: self.accent.or(other.accent),
            surface: self.surface.or(other.surface),
            font: self.font.or(other.font),
            radius: self.radius.or(other.radius),
        }
    }

    /// The custom properties of the style sheet that this changes, with their values.
    pub fn properties(&self) -> Vec<(&'static str, String)> {
        let mut all = Vec::new();
        if self.accent.is_some() || self.surface.is_some() {
            let (by_day, at_night) = (Papers::of(self, 0).named(), Papers::of(self, 1).named());
            // An accent alone leaves the app's own papers, which are finer than what is computed.
            let first = if self.surface.is_some() { 0 } else { 12 };
            let both = by_day.into_iter().zip(at_night).skip(first);
            all.extend(both.map(|((name, day), (_, night))| (name, format!("light-dark({day}, {night})"))));
        }
        if let Some(Font(families)) = &self.font {
            all.extend(["--text", "--display"].map(|name| (name, families.clone())));
        }
        all.extend(self.radius.map(|Radius(pixels)| ("--radius", format!("{pixels}px"))));
        all
    }
}

impl FromStr for Font {
    type Err = NotALook;

    /// Letters, digits, blanks, commas, hyphens and pairs of quotes; nothing that could address or compute anything.
    fn from_str(text: &str) -> Result<Self, NotALook> {
        let text = text.trim();
        let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '_' | '"' | '\''));
        let paired = ['"', '\''].iter().all(|quote| text.matches(*quote).count() % 2 == 0);
        if (1..=200).contains(&text.len()) && plain && paired { Ok(Self(text.to_owned())) } else { Err(NotALook) }
    }
}

impl FromStr for Radius {
    type Err = NotALook;

    /// `0`, `6px`, `0.5rem`; up to 32 pixels.
    fn from_str(text: &str) -> Result<Self, NotALook> {
        let text = text.trim();
        let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len()));
        let number = thousandths(number).ok_or(NotALook)?;
        let pixels = match unit {
            "px" => number,
            "rem" => number * 16,
            "" if number == 0 => 0,
            _ => return Err(NotALook),
        };
        if pixels <= 32_000 { Ok(Self((pixels + 500).div_euclid(1000) as u8)) } else { Err(NotALook) }
    }
}

/// `8`, `0.5`, `.25`, in thousandths; what is finer is cut off. Not by `f64`, whose reading brings ten kilobytes of tables that nothing else here needs.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || whole.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let number = |digits: &str| digits.bytes().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    Some(number(whole) * 1000 + number(&format!("{part:0<3}")[..3]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same on every run, and spread over the whole cube.
    fn colours(count: u32) -> impl Iterator<Item = Colour> {
        let mut state = 0x9e37_79b9_u32;
        std::iter::repeat_with(move || {
            let mut next = || {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                (state >> 24) as u8
            };
            rgb(next(), next(), next())
        })
        .take(count as usize)
    }

    #[test]
    fn text_is_readable_for_any_accent_and_any_surface_by_day_and_at_night() {
        let chosen: Vec<Colour> = colours(200).collect();
        let surfaces = std::iter::once(None).chain(chosen.iter().rev().step_by(4).copied().map(Some));
        for surface in surfaces {
            for accent in &chosen {
                for half in [0, 1] {
                    let papers = Papers::of(&Look { accent: Some(*accent), surface, ..Look::default() }, half);
                    for paper in [papers.surface, papers.paper, papers.sunken] {
                        for ink in [papers.ink, papers.ink_soft, papers.accent, papers.danger, papers.good] {
                            assert!(ink.contrast(paper) >= 4.5, "{accent} {surface:?} {half}: {ink} on {paper}");
                        }
                        assert!(papers.line_strong.contrast(paper) >= 3.0, "{accent} {surface:?} {half}");
                    }
                    for (ink, paper) in [
                        (papers.accent, papers.accent_soft),
                        (papers.ink, papers.accent_soft),
                        (papers.danger, papers.danger_soft),
                        (papers.good, papers.good_soft),
                        (papers.ink, papers.danger_soft),
                        (papers.ink, papers.good_soft),
                        (papers.ink, papers.warn_soft),
                        // `--on-accent`.
                        ([Colour::WHITE, rgb(0x0b, 0x14, 0x17)][half], papers.accent),
                    ] {
                        assert!(ink.contrast(paper) >= 4.5, "{accent} {surface:?} {half}: {ink} on {paper}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_accent_of_a_readable_colour_stays_as_it_is() {
        let own = Look { accent: Some(rgb(0x0a, 0x5a, 0x6b)), ..Look::default() };
        assert_eq!(Papers::of(&own, 0).accent, rgb(0x0a, 0x5a, 0x6b));
        let names: Vec<_> = own.properties().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["--accent", "--accent-soft"], "the app's own papers stay");
        assert!(Look::default().properties().is_empty());
    }

    #[test]
    fn a_font_and_a_radius_can_be_nothing_else() {
        assert_eq!("Georgia, \"Noto Serif\", serif".parse::<Font>().unwrap(), Font("Georgia, \"Noto Serif\", serif".into()));
        for bad in ["", "url(x)", "a;b", "\"open", "var(--x)", &"x".repeat(201)] {
            assert!(bad.parse::<Font>().is_err(), "{bad}");
        }
        let radius = |text: &str| text.parse::<Radius>().map(|radius| radius.0);
        assert_eq!((radius("0"), radius("6px"), radius("0.5rem"), radius("32px")), (Ok(0), Ok(6), Ok(8), Ok(32)));
        assert_eq!((radius("0.0"), radius("2."), radius(".46875rem"), radius("0000")), (Ok(0), Err(NotALook), Ok(7), Err(NotALook)));
        assert_eq!((radius("2.px"), radius("2.499px"), radius("2.5px"), radius("32.000001px")), (Ok(2), Ok(2), Ok(3), Ok(32)));
        for bad in ["", ".", ".px", "1.2.3px", "1000px", "32.001px", "6", "33px", "-1px", "1e9px", "6em", "calc(1px)", "6px;x"] {
            assert!(radius(bad).is_err(), "{bad}");
        }
        let look = Look { font: "serif".parse().ok(), radius: "4px".parse().ok(), ..Look::default() };
        let other = Look { font: "sans-serif".parse().ok(), surface: Some(Colour::WHITE), ..Look::default() };
        assert_eq!(look.clone().or(other.clone()), Look { surface: Some(Colour::WHITE), ..look.clone() });
        assert!(look.properties().contains(&("--radius", "4px".to_owned())));
    }
}
