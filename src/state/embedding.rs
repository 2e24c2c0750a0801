//! The page around the app, where it stands inside one: what that page wishes, and what it is told, if the organisers name it. It is told nothing about
//! anybody: a star is told without its talk, a sign-in without its person, and no height that says what is starred. Not: what is shown there.

use crate::browser::{Guard, Host, height_of_page, is_framed, on_height, on_host};
use crate::config::{Hosts, Wishes};
use crate::domain::id::TalkId;
use leptos::prelude::*;

/// Where the app stands.
#[derive(Clone, Copy)]
pub enum Embedding {
    /// In a window or tab of its own.
    Alone,
    /// Inside another page, which may have said who it is.
    Inside(Inside),
}

/// What is known of the page around.
#[derive(Clone, Copy)]
pub struct Inside {
    around: StoredValue<Option<Around>, LocalStorage>,
    /// Something is there to look at: said again to a page that offers its channel only then.
    is_ready: StoredValue<bool>,
    /// How high the screen is says nothing of whoever looks at it.
    is_height_told: StoredValue<bool>,
}

/// A page that the organisers name, and what keeps hearing it.
pub struct Around {
    host: Host,
    _hearing: Guard,
}

/// What the page around is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Happening<'a> {
    /// Something is there to look at.
    Ready,
    /// Somebody looks at this talk.
    TalkOpened(&'a TalkId),
    /// Somebody starred a talk, or no longer does.
    StarsChanged,
    /// Somebody wants what is only for those who signed in.
    SignInWanted,
    /// An attribute or a property says nothing that is understood.
    Misread(&'static str),
    /// The page means another conference than the one that is shown.
    OtherConference,
    /// There is no programme, and the page says why to whoever looks.
    NoProgramme,
}

impl Embedding {
    /// Hears the page around from now on, if there is one: `obey` is called with what it wishes, at once where that is known, and whenever it changes.
    pub fn open(hosts: Hosts, obey: impl Fn(Self, Wishes) + Clone + 'static) -> Self {
        if !is_framed() {
            provide_context(Self::Alone);
            return Self::Alone;
        }
        let known =
            Inside { around: StoredValue::new_local(None), is_ready: StoredValue::new(false), is_height_told: StoredValue::new(false) };
        let inside = Self::Inside(known);
        provide_context(inside);
        on_host(move |host| {
            if !hosts.admit(&host.origin) {
                // All that a page hears which the organisers do not name.
                host.tell("error", &[("reason", "not-a-host")]);
                return host.leave();
            }
            let wishes = Wishes::read(&host.wishes);
            let later = obey.clone();
            let hearing = host.on_wishes(move |text| later(inside, Wishes::read(&text)));
            known.around.set_value(Some(Around { host, _hearing: hearing }));
            obey(inside, wishes);
            inside.tell_height();
            if known.is_ready.get_value() {
                inside.tell(Happening::Ready);
            }
        })
        .keep_forever();
        on_height(move || inside.tell_height()).keep_forever();
        inside
    }

    /// Where this app stands.
    pub fn here() -> Self {
        use_context().unwrap_or(Self::Alone)
    }

    /// Whether it stands inside another page.
    pub fn is_inside(self) -> bool {
        match self {
            Self::Alone => false,
            Self::Inside(_) => true,
        }
    }

    /// Tells the page around; nobody, where there is none.
    pub fn tell(self, happening: Happening<'_>) {
        if let (Self::Inside(known), Happening::Ready) = (self, happening) {
            known.is_ready.set_value(true);
        }
        self.with_host(|host| match happening {
            Happening::Ready => host.tell("ready", &[]),
            Happening::TalkOpened(talk) => host.tell("talk-open", &[("id", talk.as_str())]),
            Happening::StarsChanged => host.tell("favourite", &[]),
            Happening::SignInWanted => host.tell("auth-required", &[]),
            Happening::Misread(name) => host.tell("error", &[("reason", "not-understood"), ("name", name)]),
            Happening::OtherConference => host.tell("error", &[("reason", "other-conference"), ("name", "event-url")]),
            Happening::NoProgramme => host.tell("error", &[("reason", "no-programme")]),
        });
    }

    /// Whether the page around is told from now on how high this page is; where not, it keeps what it heard last, and this page scrolls.
    pub fn show_height(self, is_told: bool) {
        if let Self::Inside(known) = self {
            known.is_height_told.set_value(is_told);
        }
    }

    /// Tells it now, where it is told at all.
    pub fn tell_height(self) {
        if let Self::Inside(known) = self
            && known.is_height_told.get_value()
            && let Some(height) = height_of_page()
        {
            self.with_host(|host| host.tell_height(height));
        }
    }

    fn with_host(self, tell: impl FnOnce(&Host)) {
        match self {
            Self::Alone => (),
            Self::Inside(known) => known.around.with_value(|around| {
                if let Some(around) = around {
                    tell(&around.host);
                }
            }),
        }
    }
}
