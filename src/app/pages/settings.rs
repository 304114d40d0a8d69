//! Settings: how figures are written and shown, on this device.

use super::start::Forget;
use crate::app::state::{Preferences, Session, say, speaker};
use crate::app::steps::Steps;
use crate::app::storage::Storage;
use crate::app::view::prelude::*;
use crate::base::{Day, Money};
use crate::dataset::GoneRule;
use crate::i18n::settings::Settings;
use crate::i18n::{NumberLocale, Say as _};
use crate::store::Theme;

/// Stands for a choice that is left to the browser or the system.
const AUTO: &str = "auto";
/// What is kept stays on the device.
const DEVICE: &str = "device";
/// Shown while there is no file.
const SAMPLE_MONEY: Money = Money(12_345_678_900);

/// The settings page.
#[component]
pub(super) fn SettingsPage() -> impl IntoView {
    let Preferences {
        locale,
        theme,
        hide_names,
        ..
    } = expect_context();
    let mut formats = vec![(AUTO, Settings::AsBrowser)];
    formats.extend(NumberLocale::ALL.map(|locale| (locale.id(), Settings::AsIn(locale))));
    let names = vec![("shown", Settings::Shown), ("hidden", Settings::Hidden)];
    let themes = vec![
        (AUTO, Settings::AsSystem),
        ("light", Settings::Light),
        ("dark", Settings::Dark),
    ];
    let format_now = move || locale.get().map_or(AUTO, NumberLocale::id);
    let names_now = move || if hide_names.get() { "hidden" } else { "shown" };
    let theme_now = move || match theme.get() {
        Theme::System => AUTO,
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let places = vec![
        (DEVICE, Settings::OnDevice),
        ("session", Settings::SessionOnly),
    ];
    let session: Session = expect_context();
    let storage: Storage = expect_context();
    let no_room = RwSignal::new(false);
    let place_now = move || {
        if storage.is_session_only() {
            "session"
        } else {
            DEVICE
        }
    };
    let choose_place = move |id: String| {
        no_room.set(storage.set_session_only(id != DEVICE).is_err());
    };
    let choose_format = move |id: String| locale.set(NumberLocale::from_id(&id));
    let choose_names = move |id: String| hide_names.set(id == "hidden");
    let choose_theme = move |id: String| {
        theme.set(match id.as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        });
    };
    view! {
        <div class="head">
            <div>
                <p class="eyebrow">{say(Settings::Eyebrow)}</p>
                <h1 class="answer">{say(Settings::Heading)}</h1>
                <p class="lede">{say(Settings::Lede)}</p>
            </div>
        </div>
        <div class="sets">
            <section class="set">
                <header>
                    <h2>{say(Settings::Display)}</h2>
                    <p>{say(Settings::DisplayText)}</p>
                </header>
                <div>
                    <div class="set-row">
                        <Choice
                            name=Settings::Numbers
                            options=formats
                            now=Signal::derive(format_now)
                            choose=Callback::new(choose_format)
                        />
                        <Choice
                            name=Settings::Names
                            options=names
                            now=Signal::derive(names_now)
                            choose=Callback::new(choose_names)
                            text=Settings::NamesText
                        />
                        <Choice
                            name=Settings::Theme
                            options=themes
                            now=Signal::derive(theme_now)
                            choose=Callback::new(choose_theme)
                        />
                    </div>
                    <Look/>
                </div>
            </section>
            <Show when=move || session.has_rows.get()>
                <GoneChoice/>
            </Show>
            <section class="set">
                <header>
                    <h2>{say(Settings::Storage)}</h2>
                    <p>{say(Settings::StorageText)}</p>
                </header>
                <div>
                    {storage.is_allowed().then(|| {
                        view! {
                            <div class="set-row">
                                <Choice
                                    name=Settings::Where
                                    options=places
                                    now=Signal::derive(place_now)
                                    choose=Callback::new(choose_place)
                                    text=Settings::WhereText
                                />
                            </div>
                        }
                    })}
                    <p role="status">{move || no_room.get().then(|| say(Settings::NoRoom))}</p>
                    <Forget/>
                </div>
            </section>
        </div>
    }
}

/// Rules by which customers are gone, under ids of the form, each with its words.
const GONE_RULES: [(&str, GoneRule, Settings); 6] = [
    ("own_gap", GoneRule::OwnGap, Settings::GoneByGaps),
    (
        "days_90",
        GoneRule::FixedDays { days: 90 },
        Settings::GoneByDays(90),
    ),
    (
        "days_180",
        GoneRule::FixedDays { days: 180 },
        Settings::GoneByDays(180),
    ),
    (
        "days_365",
        GoneRule::FixedDays { days: 365 },
        Settings::GoneByDays(365),
    ),
    ("p_alive_30", by_chance(30), Settings::GoneByChance(30)),
    ("p_alive_50", by_chance(50), Settings::GoneByChance(50)),
];

/// A rule that came with the address.
const OTHER: &str = "other";

const fn by_chance(percent: u32) -> GoneRule {
    GoneRule::PAlive {
        below_millionths: percent * 10_000,
    }
}

/// When a customer counts as gone, for every page at once; with the view it stands in the address.
#[component]
fn GoneChoice() -> impl IntoView {
    let session: Session = expect_context();
    let steps: Steps = expect_context();
    let now = move || {
        let rule = session.view.read().gone;
        let known = GONE_RULES.iter().find(|(_, other, _)| *other == rule);
        known.map_or(OTHER, |(id, ..)| *id)
    };
    let choose = move |id: String| {
        if let Some((_, rule, _)) = GONE_RULES.iter().find(|(other, ..)| *other == id) {
            steps.change_view(|view| view.gone = *rule);
        }
    };
    let mut options: Vec<_> = GONE_RULES.map(|(id, _, words)| (id, words)).to_vec();
    if untrack(now) == OTHER {
        options.push((OTHER, Settings::GoneOtherwise));
    }
    view! {
        <section class="set">
            <header>
                <h2>{say(Settings::Gone)}</h2>
                <p>{say(Settings::GoneText)}</p>
            </header>
            <div>
                <div class="set-row">
                    <Choice
                        name=Settings::GoneWhen
                        options
                        now=Signal::derive(now)
                        choose=Callback::new(choose)
                        text=Settings::GoneHelp
                    />
                </div>
            </div>
        </section>
    }
}

/// One of a few.
#[component]
fn Choice(
    name: Settings,
    options: Vec<(&'static str, Settings)>,
    now: Signal<&'static str>,
    choose: Callback<String>,
    #[prop(optional)] text: Option<Settings>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(id, words)| {
            view! {
                <option value=id prop:selected=move || now.get() == id>
                    {say(words)}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{say(name)}</span>
            <select class="select" on:change=move |event| choose.run(event_target_value(&event))>
                {options}
            </select>
            {text.map(|text| view! { <em>{say(text)}</em> })}
        </label>
    }
}

/// How the choices look: in this shop's figures, when there are any.
#[component]
fn Look() -> impl IntoView {
    let session: Session = expect_context();
    let speaker = speaker();
    let words = move || {
        let info = session.info.read();
        let (money, day) = info.as_ref().map_or_else(
            || (SAMPLE_MONEY, Day::from_iso("2025-12-31").unwrap_or(Day(0))),
            |info| (info.reconciliation.amount_total, info.as_of),
        );
        Settings::AsItWillLook { money, day }.say(&speaker.read())
    };
    view! { <p class="soft fig-body">{words}</p> }
}
