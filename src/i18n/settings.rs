//! What the settings page says. Never stored, never sent: said by the page alone.

use super::number::NumberLocale;
use super::{Language, Say, Speaker};
use crate::base::{Day, Money};

/// What the settings page says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Settings {
    /// Small line above the heading.
    Eyebrow,
    /// The page's answer.
    Heading,
    /// What the choices do and do not touch.
    Lede,
    /// Title of the first group.
    Display,
    /// Whom it concerns.
    DisplayText,
    /// Name of a choice.
    Numbers,
    /// As the browser's language has it.
    AsBrowser,
    /// As this language has it, with an example.
    AsIn(NumberLocale),
    /// Name of a choice.
    Names,
    /// Names as they stand in the file.
    Shown,
    /// Pseudonyms instead.
    Hidden,
    /// What hiding does.
    NamesText,
    /// Name of a choice.
    Theme,
    /// As the system has it.
    AsSystem,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// How money, a day and a change will look.
    AsItWillLook {
        /// Money.
        money: Money,
        /// A day.
        day: Day,
    },
    /// Title of the group about who counts as gone.
    Gone,
    /// Whom it concerns.
    GoneText,
    /// Name of a choice.
    GoneWhen,
    /// Its choice: silence by usual gaps.
    GoneByGaps,
    /// Its choice: silence by days.
    GoneByDays(u32),
    /// Its choice: a chance below so many hundredths.
    GoneByChance(u32),
    /// Its choice: another one, from the address.
    GoneOtherwise,
    /// What the choice does.
    GoneHelp,
    /// Name of a choice.
    Where,
    /// On this device.
    OnDevice,
    /// In this tab alone.
    SessionOnly,
    /// What the choice does.
    WhereText,
    /// There was no room for what the tab held.
    NoRoom,
    /// Title of the group about what is stored.
    Storage,
    /// Whom it concerns.
    StorageText,
}

impl Say for Settings {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(*self, speaker),
        }
    }
}

fn english(message: Settings, speaker: &Speaker) -> String {
    match message {
        Settings::Eyebrow => "Settings",
        Settings::Heading => "Change how figures are written and every page follows",
        Settings::Lede => "Only who counts as gone changes figures. Nothing here changes how a file is read.",
        Settings::Display => "Numbers and display",
        Settings::DisplayText => "For this device, all projects",
        Settings::Numbers => "Numbers, money and days",
        Settings::AsBrowser => "As the browser has them",
        Settings::AsIn(locale) => {
            let example = Speaker {
                locale,
                ..Speaker::default()
            };
            return format!("{}, {}", name(locale), example.number(1_234_567.89, 2));
        }
        Settings::Names => "Names of customers",
        Settings::Shown => "Shown",
        Settings::Hidden => "Hidden",
        Settings::NamesText => "Hidden names show as numbers, on the screen and in pictures",
        Settings::Theme => "Theme",
        Settings::AsSystem => "As the system",
        Settings::Light => "Light",
        Settings::Dark => "Dark",
        Settings::AsItWillLook { money, day } => {
            return format!(
                "As it will look: {} on {}, a change of {} to {}",
                speaker.money(money, 2),
                speaker.day(day),
                speaker.percent(-0.022, 1),
                speaker.percent(0.032, 1)
            );
        }
        Settings::Where => "Where it is kept",
        Settings::OnDevice => "On this device, until it is forgotten",
        Settings::SessionOnly => "In this tab only, until the page is left",
        Settings::WhereText => {
            "In this tab only, nothing more is written. What was kept before stays until it is \
             forgotten. The choice ends with the tab"
        }
        Settings::Gone => "Who counts as gone",
        Settings::GoneText => "One definition for every page; it changes figures",
        Settings::GoneWhen => "A customer is gone",
        Settings::GoneByGaps => {
            return format!(
                "when silent for more than {} usual gaps",
                speaker.number(2.5, 1)
            );
        }
        Settings::GoneByDays(days) => {
            let days = speaker.counted(i64::from(days), "day", "days");
            return format!("when silent for more than {days}");
        }
        Settings::GoneByChance(percent) => {
            return format!(
                "when the chance of still being a customer is below {}",
                speaker.percent(f64::from(percent) / 100.0, 0)
            );
        }
        Settings::GoneOtherwise => "as the address says",
        Settings::GoneHelp => {
            "The chance comes from the models of customer value, and takes as long as they do. The silence alarm has its own rhythm for every customer."
        }
        Settings::NoRoom => {
            "There is no room on this device for what this tab holds, so it stays in this tab only"
        }
        Settings::Storage => "What is kept",
        Settings::StorageText => "Rows are never kept. Figures, settings and notes are",
    }
    .to_owned()
}

fn name(locale: NumberLocale) -> &'static str {
    match locale {
        NumberLocale::En => "English",
        NumberLocale::Sv => "Swedish",
        NumberLocale::Uk => "Ukrainian",
        NumberLocale::Ru => "Russian",
        NumberLocale::De => "German",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_what_it_does() {
        let say = |locale| Settings::AsIn(locale).say(&Speaker::default());
        assert_eq!(say(NumberLocale::En), "English, 1,234,567.89");
        assert_eq!(say(NumberLocale::De), "German, 1.234.567,89");
    }
}
