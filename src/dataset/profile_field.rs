use super::{CustomerIx, Dataset, Role};

/// A field of a buyer's profile (P42).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileField {
    /// Name and address.
    Address,
    /// Telephone, mail.
    Contacts,
    /// Purchases in the period.
    Purchases,
    /// What the person likes.
    Interests,
    /// Which goods.
    Goods,
    /// Who decides, and how.
    DecisionMaker,
    /// By what it chooses.
    Criteria,
    /// How it pays.
    Payment,
    /// What it does after the sale.
    AfterSale,
    /// Which media reach it.
    Media,
    /// What it likes to hear of.
    Content,
}

impl ProfileField {
    /// Every field, in the order the literature names them.
    pub const ALL: [Self; 11] = [
        Self::Address,
        Self::Contacts,
        Self::Purchases,
        Self::Interests,
        Self::Goods,
        Self::DecisionMaker,
        Self::Criteria,
        Self::Payment,
        Self::AfterSale,
        Self::Media,
        Self::Content,
    ];

    /// Beginnings of the words of headers that speak for it.
    fn words(self) -> &'static str {
        match self {
            Self::Address => {
                "address adress anschrift street straße strasse gata city stadt stad ort town postal \
                 zip plz postnummer адрес місто город вулиц улиц індекс индекс"
            }
            Self::Contacts => {
                "contact kontakt phone telefon tel mobile mobil email mail телефон пошт почт контакт"
            }
            Self::Purchases | Self::Goods => "",
            Self::Interests => "interest hobb interess intress інтерес интерес захоплен увлечен",
            Self::DecisionMaker => {
                "decision decider buyer einkäufer entscheider beslut inköp рішен решен закупівель \
                 закупщик"
            }
            Self::Criteria => "criteri kriteri критері критери",
            Self::Payment => "payment zahlung betal оплат платіж платеж",
            Self::AfterSale => "complaint service reklamation klagomål скарг жалоб рекламац сервіс",
            Self::Media => "media medium medien channel kanal канал медіа медиа newsletter",
            Self::Content => "content inhalt innehåll контент topic thema теми темы",
        }
    }

    /// Whether a header says it.
    fn is_of(self, header: &str) -> bool {
        let header = header.to_lowercase();
        let mut parts = header.split(|c: char| !c.is_alphanumeric());
        parts.any(|part| {
            let mut words = self.words().split_whitespace();
            words.any(|word| part.starts_with(word))
        })
    }

    /// Whether it is known of a customer: from the table of customers, the sales, or the contacts.
    pub fn is_known(self, data: &Dataset, customer: CustomerIx) -> bool {
        let has = |role: Role| {
            let column = data.coded_by_role(role);
            column.is_some_and(|column| {
                let mut rows = data.rows_of(customer);
                rows.any(|row| !column.text(row as u32).is_empty())
            })
        };
        let by_rows = match self {
            Self::Purchases => !data.rows_of(customer).is_empty(),
            Self::Goods => has(Role::Product) || has(Role::Category),
            Self::Payment => has(Role::PaymentMethod),
            Self::AfterSale => !data.events_of(customer).is_empty(),
            _ => false,
        };
        let mut columns = data.attributes().iter();
        by_rows
            || columns.any(|column| self.is_of(&column.name) && !column.text(customer.0).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_fields() {
        for (field, header) in [
            (ProfileField::Address, "Billing address"),
            (ProfileField::Address, "Місто"),
            (ProfileField::Contacts, "E-mail"),
            (ProfileField::Contacts, "Telefonnummer"),
            (ProfileField::Interests, "Personal interests"),
            (ProfileField::DecisionMaker, "decision maker"),
            (ProfileField::Criteria, "Selection criteria"),
            (ProfileField::Payment, "Payment method"),
            (ProfileField::Media, "Receptive media"),
        ] {
            let found = ProfileField::ALL
                .into_iter()
                .find(|field| field.is_of(header));
            assert_eq!(found, Some(field), "{header}");
        }
        for header in ["", "Type", "Budget", "Household", "Notes"] {
            assert!(
                !ProfileField::ALL
                    .into_iter()
                    .any(|field| field.is_of(header))
            );
        }
    }
}
