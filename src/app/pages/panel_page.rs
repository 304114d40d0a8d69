//! A page made of panels: the answer first, then the blocks of its panels on twelve columns.

use super::super::link::Link;
use super::super::state::{Loadable, PanelState, Panels, Session};
use super::super::widgets::blocks::{ShownPanel, head_params};
use super::super::widgets::controls::{ParamControl, UndoButton};
use super::super::widgets::notice::Notice;
use super::super::widgets::{Desk, PanelBlocks, ProgressOf, WithExplanation};
use crate::app::view::prelude::*;
use crate::chart::spec::Action;
use crate::i18n::Message;
use crate::i18n::widgets::Widgets;
use crate::panels::pages::PageSpec;
use crate::panels::panel::{Headline, Tone};

/// A page of [`crate::panels::pages::PAGES`].
#[component]
pub(super) fn PanelPage(
    /// Which.
    page: PageSpec,
) -> impl IntoView {
    let panels: Panels = expect_context();
    let slots: Vec<Slot> = page
        .panels
        .iter()
        .map(|id| Slot::new(id, panels.state(id)))
        .collect();
    let shown: Vec<ShownPanel> = slots.iter().map(|slot| slot.shown).collect();
    let head_panels = shown.clone();
    view! {
        <WithExplanation>
            <Head panels=head_panels/>
            <div class="grid">
                {slots.into_iter().map(|slot| view! { <PanelPlace at=slot/> }).collect_view()}
            </div>
        </WithExplanation>
    }
}

/// A panel's place on the page.
#[derive(Clone, Copy)]
struct Slot {
    id: &'static str,
    shown: ShownPanel,
    look: Memo<Look>,
    share: RwSignal<Option<f64>>,
}

/// How a panel is shown.
#[derive(Clone, Debug, PartialEq)]
enum Look {
    /// Nothing yet, nothing under way.
    Missing,
    /// The first result is under way.
    Computing,
    /// A result; an earlier one when computed anew.
    Shown { old: bool },
    /// A stored result.
    Kept,
    /// None, and why.
    Failed(Message),
}

impl Slot {
    fn new(id: &'static str, state: PanelState) -> Self {
        Self {
            id,
            share: state.share,
            shown: Memo::new(move |_| state.panel.read().value().cloned()),
            look: Memo::new(move |_| match &*state.panel.read() {
                Loadable::Missing => Look::Missing,
                Loadable::Waiting | Loadable::Working(None) => Look::Computing,
                Loadable::Working(Some(_)) => Look::Shown { old: true },
                Loadable::Ready(_) => Look::Shown { old: false },
                Loadable::Kept(_) => Look::Kept,
                Loadable::Failed(message) => Look::Failed(message.clone()),
            }),
        }
    }
}

/// The page's answer: the first headline that a finding stands behind, or the first there is.
#[component]
fn Head(panels: Vec<ShownPanel>) -> impl IntoView {
    let desk = Desk::from_context();
    let of_params = panels.clone();
    let headline = Memo::new(move |_| {
        let headlines: Vec<(Headline, bool)> = panels
            .iter()
            .filter_map(|panel| {
                let panel = panel.read();
                let panel = panel.as_ref()?;
                Some((panel.headline.clone()?, !panel.findings.is_empty()))
            })
            .collect();
        headlines
            .iter()
            .find(|(_, found)| *found)
            .or(headlines.first())
            .map(|(headline, _)| headline.clone())
    });
    let words = move || match headline.get() {
        Some(Headline {
            eyebrow,
            title,
            lede,
        }) => {
            let lede = lede.map(|lede| view! { <p class="lede">{desk.text(lede)}</p> });
            view! {
                <p class="eyebrow">{desk.text(eyebrow)}</p>
                <h1 class="answer">{desk.text(title)}</h1>
                {lede}
            }
            .into_any()
        }
        None => view! {
            <h1 class="answer muted">{desk.text(Widgets::Computing)}</h1>
        }
        .into_any(),
    };
    let params = Memo::new(move |_| {
        of_params
            .iter()
            .filter_map(Memo::get)
            .map(|panel| (panel.id.clone(), head_params(&panel), panel.params.len()))
            .collect::<Vec<_>>()
    });
    let controls = move || {
        let panels = params.get();
        let any = panels.iter().any(|(_, _, all)| *all > 0);
        any.then(|| {
            let controls = panels
                .into_iter()
                .flat_map(|(panel, specs, _)| {
                    specs
                        .into_iter()
                        .map(move |spec| view! { <ParamControl panel=panel.clone() spec/> })
                })
                .collect_view();
            view! { <div class="row keep">{controls} <UndoButton/></div> }
        })
    };
    view! {
        <div class="head">
            <div>{move || words()}</div>
            {move || controls()}
        </div>
    }
}

/// One panel, or what stands in its place.
#[component]
fn PanelPlace(at: Slot) -> impl IntoView {
    let session: Session = expect_context();
    let Slot {
        id,
        shown,
        look,
        share,
    } = at;
    let old = Signal::derive(move || look.get() == Look::Shown { old: true });
    let has_value = Memo::new(move |_| matches!(look.get(), Look::Shown { .. } | Look::Kept));
    let instead = move || match look.get() {
        Look::Shown { old: false } | Look::Kept => ().into_any(),
        Look::Shown { old: true } => view! { <HowFar id share/> }.into_any(),
        Look::Computing => view! { <Computing id share/> }.into_any(),
        Look::Missing if session.has_rows.get() => view! { <Computing id share/> }.into_any(),
        Look::Missing => notice(
            Tone::Info,
            Widgets::NothingYet.into(),
            Widgets::NothingYetNeeds.into(),
            Some(open_file()),
        ),
        Look::Failed(message) => failed_view(id, message),
    };
    view! {
        {move || instead()}
        <Show when=move || has_value.get()>
            <PanelBlocks id=id.to_owned() panel=shown old/>
        </Show>
    }
}

#[component]
fn Computing(id: &'static str, share: RwSignal<Option<f64>>) -> impl IntoView {
    let desk = Desk::from_context();
    view! {
        <div class="s12 fig computing">
            <p class="muted" role="status">{desk.text(Widgets::Computing)}</p>
            <HowFar id share/>
        </div>
    }
}

/// How far a panel is that takes a while, and a way to end it.
#[component]
fn HowFar(id: &'static str, share: RwSignal<Option<f64>>) -> impl IntoView {
    let desk = Desk::from_context();
    let link: Link = expect_context();
    let takes_long = Memo::new(move |_| share.get().is_some());
    let done = Signal::derive(move || share.get().unwrap_or_default());
    let label = Signal::derive(move || desk.say(&Widgets::Computing));
    view! {
        <Show when=move || takes_long.get()>
            <div class="s12 how-far">
                <ProgressOf share=done label/>
                <button
                    type="button"
                    class="btn"
                    data-action="stop"
                    on:click=move |_| link.stop(id)
                >
                    {desk.text(Widgets::Stop)}
                </button>
            </div>
        </Show>
    }
}

fn open_file() -> (Message, Action) {
    let page = "start".to_owned();
    (Widgets::OpenFile.into(), Action::GoTo { page })
}

fn notice(tone: Tone, title: Message, text: Message, action: Option<(Message, Action)>) -> AnyView {
    view! {
        <div class="s12">
            <Notice tone title text action/>
        </div>
    }
    .into_any()
}

fn failed_view(id: &'static str, message: Message) -> AnyView {
    let desk = Desk::from_context();
    let link: Link = expect_context();
    view! {
        <div class="s12 notice bad" data-panel=id role="alert">
            <div>
                <p>
                    <strong>{desk.text(Widgets::PanelFailed)}</strong>
                </p>
                <p>{desk.text(message)}</p>
            </div>
            <button type="button" class="btn" on:click=move |_| link.run(id)>
                {desk.text(Widgets::TryAgain)}
            </button>
        </div>
    }
    .into_any()
}
