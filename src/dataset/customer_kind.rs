use super::{CustomerIx, Dataset, Meaning};

/// What kind of customer one is, as its type in the table of customers says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerKind {
    /// Somebody who buys for the own household.
    Person,
    /// Sells on what it buys.
    Shop,
    /// Makes something else of it.
    Processor,
}

/// From so many letters on a word may stand anywhere in a longer one, as in compounds; with so few
/// it stands alone.
const IN_COMPOUNDS: usize = 7;
const ALONE: usize = 3;

/// Words and beginnings of words. What may mean a person as well as a firm (retail, business, company) is
/// none of them.
const PROCESSOR: &str = "processor processing manufactur producer factory restaurant bistro cafe \
    café bakery baker cater kitchen workshop brewery hotel canteen verarbeite hersteller produzent \
    fabrik gaststätte gastronom gastro bäcker metzger handwerk werkstatt küche kantine brauerei \
    förädl tillverk producent restaurang bageri bagare verkstad storkök hotell krog переробн \
    переработ виробник производител ресторан кафе пекарн майстерн мастерск завод фабрик кухн \
    їдальн столов готель отель гостиниц transformateur fabricant boulanger atelier usine hôtel \
    traiteur przetwór producent restauracj piekarni warsztat fabryk transformador fabricante \
    restaurante panader taller trasformat produttor ristorant panific laborator verwerke fabrikant \
    bakkerij werkplaats forarbejd bageri værksted jalostaj valmistaj ravintol leipom zpracovatel \
    výrobce restaurace pekárn dílna töötle tootja ražotāj üretici restoran fırın atölye";
const SHOP: &str = "shop store retailer dealer wholesale reseller distribut supermarket \
    minimarket kiosk boutique trader merchant franchise händler haendler großhandel grosshandel \
    einzelhandel wiederverkäuf fachgeschäft laden butik handlare återförsälj grossist affär \
    partihandel магазин крамниц дилер оптов опт гуртов дистриб торгов супермаркет мінімаркет \
    минимаркет перепродав реселер реселлер продавец продавець кіоск киоск магазин détaillant \
    grossiste revendeur commerçant magasin épicerie sklep hurtow hurtown detalist dystryb tienda \
    mayorista minorista revendedor negozio rivenditor dettagliant winkel groothandel detailhand \
    wederverko forhandler detailhandler kauppa jälleenmyy tukku obchod velkoobchod maloobchod \
    prodejn edasimüü hulgi veikal vairumtirg mağaza bayi toptan";
const PERSON: &str = "person privat private individual consumer household family endkund \
    endverbraucher haushalt konsument hushåll familj приватн частн фізичн физическ фізособа \
    физлицо населен домогосп домохоз споживач потребител particulier consommateur prywatn \
    konsument particular consumidor hogar privato consumatore famiglia huishoud yksityi kuluttaj \
    soukrom spotřebitel domácnost eraisik fiziska bireysel";
/// Of a firm, even where it is a private or a family’s.
const FIRM: &str = "company business enterprise corporat firm limited ltd inc gmbh unternehm \
    företag bolag підприєм предприя предприним юридич фоп юрлицо entrepr société empresa azienda \
    impresa bedrijf przedsię spółka virksomhed yritys podnik";

fn is_among(words: &str, text: &str) -> bool {
    let mut parts = text.split(|c: char| !c.is_alphanumeric());
    parts.any(|part| {
        let mut known = words.split_whitespace();
        known.any(|word| match word.chars().count() {
            ..=ALONE => part == word,
            IN_COMPOUNDS.. => part.contains(word),
            _ => part.starts_with(word),
        })
    })
}

impl CustomerKind {
    /// What a type says; nothing where its words are not known. Who processes says so beside
    /// anything else, and only who does neither is a person.
    pub fn of_type(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let kinds = [
            (Some(Self::Processor), PROCESSOR),
            (Some(Self::Shop), SHOP),
            (None, FIRM),
            (Some(Self::Person), PERSON),
        ];
        let mut kinds = kinds.into_iter();
        let found = kinds.find(|(_, words)| is_among(words, &text));
        found.and_then(|(kind, _)| kind)
    }
}

impl Dataset {
    /// What the table of customers calls the type of a customer, empty where it says none.
    pub fn type_of(&self, customer: CustomerIx) -> &str {
        Meaning::Type
            .column(self)
            .map_or("", |column| column.text(customer.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_in_many_words() {
        for (kind, types) in [
            (
                Some(CustomerKind::Person),
                &[
                    "Person",
                    "private customer",
                    "Privatkund",
                    "Haushalt",
                    "Household",
                    "Приватна особа",
                    "Частное лицо",
                    "Фізична особа",
                    "physical person",
                    "Particulier",
                ][..],
            ),
            (
                Some(CustomerKind::Shop),
                &[
                    "Shop",
                    "furniture dealer",
                    "Wholesaler",
                    "Fachhändler",
                    "Großhandel",
                    "Återförsäljare",
                    "Livsmedelsgrossist",
                    "Магазин",
                    "Оптовий клієнт",
                    "Опт",
                    "дистриб'ютор",
                    "Grossiste",
                    "Hurtownia",
                ],
            ),
            (
                Some(CustomerKind::Processor),
                &[
                    "Processor",
                    "Restaurant",
                    "workshop",
                    "Private label manufacturer",
                    "Hersteller (privat)",
                    "Bäckerei",
                    "Restaurang",
                    "Ресторан",
                    "Переробник",
                    "Виробник",
                    "Boulangerie",
                ],
            ),
            (
                None,
                &[
                    "",
                    "A",
                    "retail",
                    "Company",
                    "B2B",
                    "VIP",
                    "Firma",
                    "Опис",
                    "42",
                    "Юридична особа",
                    "Приватне підприємство",
                    "ФОП (фізична особа)",
                    "Family business",
                    "Privatunternehmen",
                ],
            ),
        ] {
            for text in types {
                assert_eq!(CustomerKind::of_type(text), kind, "{text}");
            }
        }
    }
}
