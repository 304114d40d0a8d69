//! Words that headers of sales files use, by what they mean.

use super::roles::Strength;
use crate::dataset::Role;

/// Folded words (see [`super::text::fold`]) by role, blanks between them. Words that stand for
/// something else the program knows of (dates that are not the sale's) have no role.
pub(super) const WORDS: &[(Option<Role>, Strength, &str)] = &[
    // Who bought.
    (
        Some(Role::Customer),
        100,
        "customerid customerno customernumber customerkey customercode custid custno clientid \
         clientno buyerid userid memberid membernumber \
         debtor debtorno dealerid dealerno dealernumber \
         dealercode buyerno buyernumber partyid partyno partycode aterforsaljarnr \
         aterforsaljarnummer kundnr kundnummer kundid kundkod \
         medlemsnr medlemsnummer kundennr kundennummer kundenid debitor debitorennr \
         debitorennummer kdnr кодклиента idклиента номерклиента idпокупателя кодпокупателя \
         номеркарты кодконтрагента кодклієнта idклієнта номерклієнта кодпокупця idпокупця \
         номеркартки",
    ),
    (
        Some(Role::Customer),
        95,
        "cardid cardno cardnumber loyaltycard accountid accountno accountnumber",
    ),
    (
        Some(Role::Customer),
        90,
        "customer client buyer kund kunde клиент покупатель контрагент клієнт покупець \
         замовник заказчик party klient cliente medlem mitglied dealer aterforsaljare",
    ),
    (
        Some(Role::Customer),
        80,
        "email emailaddress customeremail account member user epost mail phone телефон карта \
         картка konto",
    ),
    (
        Some(Role::CustomerName),
        95,
        "customername clientname buyername accountname dealername partyname kundnamn kundenname \
         namedeskunden \
         имяклиента наименованиеклиента имяпокупателя наименованиепокупателя фио фиоклиента \
         имяклієнта імяклієнта назваклієнта піб назвапокупця buchungstext",
    ),
    (
        Some(Role::CustomerName),
        60,
        "name namn имя імя company companyname firma foretag fullname компания компанія",
    ),
    // When.
    (
        Some(Role::Date),
        100,
        "orderdate invoicedate purchasedate transactiondate saledate salesdate dateofsale \
         dateoforder voucherdate bookingdate receiptdate kopdatum orderdatum fakturadatum \
         forsaljningsdatum kvittodatum transaktionsdatum bestelldatum kaufdatum \
         rechnungsdatum belegdatum belegdat buchungsdatum verkaufsdatum датазаказа \
         датапродажи датапокупки датачека датадокумента датаоперации датазамовлення \
         датапродажу датапокупки дататранзакції датанакладної datedecommande datasprzedazy",
    ),
    (
        Some(Role::Date),
        90,
        "date datum дата data fecha tag dag день",
    ),
    (
        Some(Role::Date),
        75,
        "createdat created datetime timestamp time when orderedat purchasedat tidpunkt zeit \
         zeitpunkt время час",
    ),
    (
        Some(Role::Date),
        50,
        "month manad monat месяц місяць day period",
    ),
    (
        Some(Role::DueDate),
        90,
        "duedate forfallodatum falligkeit falligkeitsdatum faelligkeit срокоплаты строкоплати",
    ),
    (
        Some(Role::PaidDate),
        90,
        "paiddate paymentdate dateofpayment betaldatum zahlungsdatum датаоплаты датаоплати",
    ),
    (
        None,
        100,
        "shipdate shippingdate deliverydate birthdate dateofbirth leveransdatum lieferdatum \
         geburtsdatum датадоставки датаотгрузки датарождения датанародження updatedat \
         fodelsedatum",
    ),
    // How much.
    (
        Some(Role::Amount),
        100,
        "amount lineamount linetotal netamount netsales totalamount salesamount saleamount \
         revenue sales turnover extendedprice amountpaid spend belopp radbelopp summa \
         omsattning forsaljning kopbelopp beloppinklmoms beloppexklmoms nettobelopp radsumma \
         betrag umsatz umsatzohnesollhabenkz gesamtbetrag nettobetrag rechnungsbetrag \
         betraghw zeilenbetrag nettoumsatz сумма суммапродажи выручка суммазаказа суммачека \
         суммапокупки сума сумапродажу виручка сумазамовлення сумачека сумапокупки montant \
         montantttc montantht importe kwota wartosc ventes",
    ),
    (
        Some(Role::Amount),
        85,
        "total sum totalprice grandtotal summe gesamt gesamtpreis totalt итого всего \
         стоимость всього разом вартість totalpaid dollars suma",
    ),
    (
        Some(Role::Amount),
        70,
        "value fee ordertotal invoicetotal ordersumma paid payment wert varde pricepaid \
         ordervalue netvalue оборот",
    ),
    (
        Some(Role::Quantity),
        100,
        "quantity qty units unitssold pieces pcs itemcount antal kvantitet menge anzahl stuck \
         stuckzahl количество колво кол кількість ксть ilosc quantite cantidad cds шт",
    ),
    (
        Some(Role::UnitPrice),
        100,
        "unitprice priceeach priceperunit itemprice apris styckpris einzelpreis stuckpreis \
         ценазаединицу ценазашт ціназа1 цінаодиниці prixunitaire",
    ),
    (
        Some(Role::UnitPrice),
        80,
        "price pris preis цена ціна rate cena",
    ),
    (
        Some(Role::UnitCost),
        100,
        "unitcost costprice purchaseprice costperunit cogs inkopspris sjalvkostnad ekpreis \
         einkaufspreis einstandspreis себестоимость закупочнаяцена собівартість \
         закупівельнаціна",
    ),
    (Some(Role::UnitCost), 60, "cost kostnad kosten"),
    (
        Some(Role::Discount),
        90,
        "discount rebate rabatt discountamount скидка знижка nachlass",
    ),
    (
        None,
        90,
        "profit margin share tax vat moms mwst ндс пдв gewinn vinst прибыль прибуток balance \
         saldo discountpercent marginpercent",
    ),
    (
        None,
        80,
        "rating score stars betyg bewertung punkte оценка рейтинг оцінка valutazione ocena",
    ),
    (
        Some(Role::DeliveryCost),
        90,
        "deliverycost shippingcost freight frakt versandkosten доставка shipping",
    ),
    (
        Some(Role::StaffBonus),
        90,
        "staffbonus commission provision",
    ),
    // What belongs together.
    (
        Some(Role::Order),
        100,
        "orderid orderno ordernumber order invoiceno invoicenumber invoiceid invoice \
         receiptno receiptid receipt receiptnumber transactionid transactionno billno ticket \
         ticketno voucherno document documentno basketid saleid ordernr ordernummer kvittonr \
         kvitto kvittonummer fakturanr fakturanummer bestellnr bestellnummer auftragsnr \
         auftragsnummer rechnungsnr rechnungsnummer bonnr bon belegnr beleg belegnummer \
         belegfeld1 номерзаказа заказ чек номерчека накладная накладной документ счет \
         номердокумента номерзамовлення замовлення накладної накладна рахунок номернакладної",
    ),
    (Some(Role::Order), 40, "id number no nr номер"),
    // What was bought.
    (
        Some(Role::Product),
        100,
        "productname product itemname item article articlename description productdescription \
         artikel artikelnamn produkt vara benamning artikelbezeichnung bezeichnung \
         produktname товар номенклатура наименование наименованиетовара товарпослуга назва \
         назватовару plan service услуга послуга",
    ),
    (
        Some(Role::Product),
        70,
        "productid productcode sku itemid itemno stockcode articleno artikelnr artikelnummer \
         артикул кодтовара кодтовару produktid asin ean",
    ),
    (
        Some(Role::Category),
        95,
        "category productcategory productgroup itemgroup department kategori varugrupp \
         produktgrupp kategorie warengruppe artikelgruppe produktgruppe категория \
         группатоваров группа категорія група групатоварів segmentproduct",
    ),
    (
        Some(Role::Category),
        60,
        "subcategory producttype underkategori подкатегория підкатегорія",
    ),
    // Where and how.
    (
        Some(Role::Channel),
        90,
        "channel saleschannel kanal forsaljningskanal vertriebskanal канал каналпродаж \
         каналпродажу source platform",
    ),
    (
        Some(Role::Store),
        90,
        "store storeid storename shop branch outlet butik filial affar filiale laden markt \
         магазин филиал точка торговаяточка філія торговаточка kasse till",
    ),
    (
        Some(Role::Region),
        90,
        "region salesregion territory lan omrade gebiet bundesland регион область регіон \
         oblast",
    ),
    (Some(Role::Region), 60, "country land страна країна state"),
    (
        Some(Role::Region),
        50,
        "city stad ort stadt город місто town",
    ),
    (
        Some(Role::Manager),
        90,
        "manager salesrep salesperson accountmanager seller representative saljare ansvarig \
         verkaufer vertreter betreuer менеджер продавец менеджерпродажу продавець",
    ),
    (
        Some(Role::Currency),
        95,
        "currency currencycode valuta wahrung wahrungscode wkz wkzumsatz валюта кодвалюты \
         кодвалюти devise",
    ),
    (
        Some(Role::ReturnFlag),
        90,
        "return returned isreturn returnflag refund isrefund retur returnerad retoure \
         ruckgabe storno возврат повернення sollhabenkennzeichen sollhaben debitcredit",
    ),
    (
        Some(Role::ReturnFlag),
        50,
        "type transactiontype typ тип типоперации типоперації documenttype buchungstyp art",
    ),
    (
        Some(Role::Coupon),
        90,
        "coupon couponcode promocode voucher gutschein rabattkod купон промокод",
    ),
    (
        Some(Role::PaymentMethod),
        90,
        "paymentmethod betalningsmetod paymenttype payedby betalsatt betalningssatt zahlungsart zahlart \
         способоплаты спосібоплати типоплаты способоплати",
    ),
    // Words of one's own language for things that have no role yet.
    (
        None,
        80,
        "rowid line lineno note notes comment bemerkung anteckning комментарий коментар",
    ),
    (
        None,
        80,
        "address adress adresse адрес адреса postalcode zip plz postnr индекс індекс",
    ),
    (None, 60, "segment shipmode"),
];
