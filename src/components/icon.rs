//! Line icons, drawn on a 24 × 24 grid. Always decoration: the words beside them carry the meaning.

use leptos::prelude::*;

/// What the icon stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// The programme.
    Agenda,
    /// Delegates.
    People,
    /// Profile and privacy.
    Shield,
    /// Nobody else sees it.
    Lock,
    /// People one exchanged details with.
    Link,
    /// Starred or not.
    Star,
    /// Finding.
    Search,
    /// Where.
    Place,
    /// When.
    Clock,
    /// A language.
    Speech,
    /// Back (follows the reading direction, as leaving and taking back do).
    Back,
    /// Leaving.
    Out,
    /// A warning.
    Alert,
    /// Done.
    Check,
    /// No connection.
    Offline,
    /// A mail.
    Mail,
    /// Narrowing a list.
    Filter,
    /// Taking away.
    Close,
    /// Hidden.
    Hidden,
    /// Nobody may record it.
    NoRecording,
    /// Leads to another site.
    Outward,
    /// A theme of talks.
    Tag,
    /// A way on foot.
    Walk,
    /// Handing over.
    Share,
    /// Keeping as a file.
    Save,
    /// Paper.
    Print,
    /// Taking back.
    Undo,
    /// A passkey.
    Key,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Agenda => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h3M8 17h6",
            Self::People => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.4c2.2.8 3.5 2.9 3.5 5.6"
            }
            Self::Shield => "M12 3l7.5 2.8v5.7c0 4.4-3 8-7.5 9.5-4.5-1.5-7.5-5.1-7.5-9.5V5.8zM8.8 12l2.3 2.3 4.2-4.5",
            Self::Lock => "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2",
            Self::Link => "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2",
            Self::Star => "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1.1 5.9-5.3-2.9-5.3 2.9 1.1-5.9L3.5 9.7l5.9-.8z",
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.8-4.8",
            Self::Place => "M12 21c4.5-4.7 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.3 6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
            Self::Speech => "M4 5h16v11h-8l-4.5 4v-4H4z",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Out => "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
            Self::Alert => "M12 3.5L22 20.5H2zM12 10v5M12 17.5v.2",
            Self::Check => "M4.5 12.5l5 5 10-11",
            Self::Offline => "M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M19 12.5a10 10 0 0 0-5.5-2.8M8.5 16a5 5 0 0 1 7 0M12 19.5v.1",
            Self::Mail => "M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7",
            Self::Filter => "M4 6h16M7 12h10M10 18h4",
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Hidden => {
                "M3 3l18 18M9.9 5.2A9.8 9.8 0 0 1 12 5c5 0 8.5 4 9.5 7a12 12 0 0 1-2.7 4M6.3 7.3A12 12 0 0 0 2.5 12c1 3 4.5 7 9.5 7a9.6 9.6 0 0 0 4.3-1M10 10.2a2.7 2.7 0 0 0 3.8 3.8"
            }
            Self::NoRecording => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.7l12.6 12.6",
            Self::Outward => "M9 5H5v14h14v-4M13 5h6v6M19 5l-8 8",
            Self::Tag => "M3.5 12.5V4h8.5l8.5 8.5-8.5 8.5zM8 8.1v.1",
            Self::Walk => {
                "M12.5 5.8a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM8 21.5l2.6-6.3L9 13l1-5.2 3.2 1 1.3 2.7 2.5 1M10.6 15.2l3.2 2.3 1 4M10 7.8L7.2 9.6V13"
            }
            Self::Share => "M12 15V3.5M8 7l4-3.5L16 7M5.5 11.5v9h13v-9",
            Self::Save => "M12 4v11M8 11.5l4 3.5 4-3.5M5 19.5h14",
            Self::Print => "M7 8V3.5h10V8M7 17.5H3.5V8h17v9.5H17M7 14h10v6.5H7z",
            Self::Undo => "M4 9h10a5.5 5.5 0 0 1 0 11H8M8 4.5L3.8 9 8 13.5",
            Self::Key => "M15 4.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM11.8 12.2L3.5 20.5M6 18l2.5 2.5M9 15l2 2M16 8v.1",
        }
    }
}

/// Draws the icon in the colour of the text around it.
#[component]
pub fn Glyph(icon: Icon) -> impl IntoView {
    let class = if matches!(icon, Icon::Back | Icon::Out | Icon::Undo) { "icon directional" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}
