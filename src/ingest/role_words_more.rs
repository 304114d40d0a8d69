//! More words that headers of sales files use: of programs, and of French, Polish, Spanish, Italian
//! and Dutch.

use super::roles::Strength;
use super::status::VOID_FLAGS;
use crate::dataset::Role;

/// As [`super::role_words::WORDS`].
pub(super) const MORE_WORDS: &[(Option<Role>, Strength, &str)] = &[
    // Czech and Slovak, Hungarian, Danish and Norwegian, Finnish, Portuguese, Romanian, Croatian,
    // Estonian, Lithuanian, Latvian, Turkish.
    (
        Some(Role::Customer),
        90,
        "zakaznik odberatel vevő ugyfel asiakas cumparator kupac ostja klientas klients pircejs \
         musteri muşteri kundenummer asiakasnumero",
    ),
    (
        Some(Role::Date),
        90,
        "dato paivamaara kuupaev datums tarih fakturadato ordredato datumprodeje \
         datumnakupu",
    ),
    (
        Some(Role::Amount),
        90,
        "castka ciastka osszeg belob belop valor iznos tutar suma summa loppusumma cenacelkem \
         bruttoosszeg",
    ),
    (
        Some(Role::Customer),
        90,
        "pirkėjas kjoper household householdid householdkey hushall πελάτης купувач alıcı \
         cariadi купац",
    ),
    (Some(Role::CustomerName), 90, "kundenavn asiakkaannimi"),
    (
        Some(Role::Date),
        90,
        "datavenda datadavenda datapedido datadopedido dataemissao kelt paiva pvm ημερομηνία \
         датавідкриття датаоткрытия",
    ),
    (Some(Role::Date), 100, "датазакриття датазакрытия"),
    (
        Some(Role::Amount),
        90,
        "celkem celkom osszesen fizetendo yhteensa inclbtw exclbtw isviso kopa kokku αξία \
         σύνολο toplamtutar baseimponible",
    ),
    (Some(Role::Amount), 75, "zaklad"),
    (
        Some(Role::Quantity),
        90,
        "qtd quantidade maara antall kiekis miktar adet ποσότητα mnozstvi mennyiseg kogus \
         daudzums",
    ),
    (
        Some(Role::UnitPrice),
        95,
        "valorunitario precounitario yksikkohinta egysegar birimfiyat",
    ),
    (
        Some(Role::Order),
        95,
        "numer numero laskunumero cislofaktury szamlaszam saskaita faturano faturanumarasi \
         αρπαραστατικού чека",
    ),
    (
        Some(Role::Product),
        90,
        "tuote varetekst vare prekė urun είδος termek zbozi toode prece termeknev",
    ),
    (Some(Role::Currency), 90, "mena penznem valiuta parabirimi"),
    (
        Some(Role::DueDate),
        90,
        "forfallodag forfaldsdato forfallsdato splatnost datumsplatnosti erapaiva",
    ),
    (Some(Role::PaidDate), 80, "slutbetald bezahltam betaldt"),
    (
        Some(Role::Manager),
        80,
        "офіціант официант waiter bediener kassor",
    ),
    (Some(Role::Discount), 90, "retaildisc"),
    // What became of the order.
    (
        Some(Role::Status),
        90,
        "status orderstatus financialstatus paymentstatus transactionstatus salestatus \
         bestellstatus auftragsstatus statut estado stato stan статус статусзаказа \
         статусзамовлення статусоплати статусоплаты состояние стан durum",
    ),
    // Yes or no to its having been cancelled.
    (Some(Role::Status), 91, VOID_FLAGS),
    // Kinds of documents: only words that say return plainly count below them.
    (
        Some(Role::ReturnFlag),
        80,
        "documenttype transactiontype buchungstyp vchtype vouchertype doctype invoicetype salestype receipttype belegart belegtyp \
         dokumentart dokumenttyp vorgang vorgangsart buchungsart rechnungsart nature \
         typededocument typedocument typdokumentu rodzajdokumentu rodzaj tipodocumento \
         tipodedocumento dokumenttype verifikationstyp видоперации виддокумента типдокумента \
         типчека видчека признакрасчета видоперації \
         типпродажу kind",
    ),
    (
        None,
        95,
        "fulfillmentstatus fulfilmentstatus deliverystatus shippingstatus",
    ),
    // What programs call it.
    (
        Some(Role::Customer),
        90,
        "contactname soldtoparty soldtopt soldto auftraggeber customerref fromemailaddress \
         buyerusername buyeremail customeremailaddress billingemail partner партнер \
         invoicepartnerdisplayname",
    ),
    (
        Some(Role::CustomerName),
        80,
        "billingname shippingname kontoname debitorenname recipientname",
    ),
    (
        Some(Role::Date),
        95,
        "billingdate documentdate docdate postingdate pstngdate invoicebilldate createddate \
         creationdate datecreated createdutc createddateutc datepurchased dateordered \
         датасоздания датавремя період период",
    ),
    (Some(Role::PaidDate), 80, "paidat datepaid payedat"),
    (
        None,
        100,
        "fulfilledat cancelledat refundedat deliveredat planneddate shippedat updated \
         datemodified",
    ),
    (
        Some(Role::Amount),
        95,
        "itemtotal ordertotalamount amountlocalcurrency amountinlocalcurrency amtinloccur \
         betraghauswahrung betraginhauswahrung nettowert суммадокумента сумадокумента суммасндс \
         сумазпдв totalcollected untaxedamount amounttotal totaltaxexcl taxexcluded \
         summaexklmoms summainklmoms totalexklmoms totalinklmoms attbetala",
    ),
    (
        Some(Role::Amount),
        80,
        "net netto gross brutto subtotal grosssales",
    ),
    (
        None,
        100,
        "taxamount vatamount taxtotal amountrefunded refundedamount amountdue openamount \
         restbelopp lineitemcompareatprice taxes fees tip tips",
    ),
    (
        Some(Role::Quantity),
        95,
        "lineitemquantity qtysold quantitysold itemssold quantityordered qtyordered orderedqty",
    ),
    (
        Some(Role::UnitPrice),
        95,
        "lineitemprice salesprice unitamount itemcost listprice",
    ),
    (
        Some(Role::Order),
        95,
        "orderreference orderref reference referenceno amazonorderid salesrecordnumber \
         salesdocument salesdoc billingdocument billingdoc verkaufsbeleg faktura docno docnumber \
         документпродажи регистратор реєстратор ocr",
    ),
    (Some(Role::Order), 60, "num"),
    (
        Some(Role::Product),
        95,
        "lineitemname productservice material materialdescription номенклатурнаяпозиция",
    ),
    (Some(Role::Store), 60, "location register warehouse склад"),
    (
        Some(Role::Manager),
        80,
        "ответственный відповідальний staffname cashier",
    ),
    (
        Some(Role::Channel),
        70,
        "sourcename ordersource channelname",
    ),
    (Some(Role::Coupon), 90, "discountcode"),
    (
        Some(Role::PaymentMethod),
        90,
        "paymentmethodtitle tender tendertype",
    ),
    (None, 80, "memo memodescription tags risklevel"),
    (Some(Role::Customer), 80, "nip partitaiva siret"),
    (
        None,
        90,
        "weight netweight grossweight gewicht nettogewicht bruttogewicht poids waga peso vikt",
    ),
    // French.
    (
        Some(Role::Customer),
        100,
        "numeroclient numclient noclient nclient codeclient idclient refclient referenceclient \
         numerodeclient codedeclient comptetiers comptaux",
    ),
    (
        Some(Role::CustomerName),
        95,
        "nomclient nomduclient raisonsociale",
    ),
    (Some(Role::CustomerName), 60, "nom nomcomplet societe"),
    (
        Some(Role::Date),
        100,
        "datefacture datedefacture datedelafacture datecommande datedelacommande datevente \
         datedevente dateachat datedachat dateoperation datetransaction datepiece",
    ),
    (
        Some(Role::DueDate),
        90,
        "echeance dateecheance datedecheance",
    ),
    (
        Some(Role::PaidDate),
        90,
        "datepaiement datedepaiement datereglement",
    ),
    (
        None,
        100,
        "datelivraison datedelivraison datenaissance datedenaissance",
    ),
    (
        Some(Role::Amount),
        95,
        "montanttotal totalttc totalht chiffredaffaires prixtotal montantnet montantligne \
         totalligne",
    ),
    (Some(Role::Quantity), 95, "qte unites"),
    (Some(Role::Quantity), 80, "nombre"),
    (
        Some(Role::UnitPrice),
        100,
        "puht puttc prixuht prixunitaireht prixunitairettc",
    ),
    (Some(Role::UnitPrice), 80, "prix tarif"),
    (
        Some(Role::UnitCost),
        100,
        "prixachat prixdachat coutunitaire prixderevient",
    ),
    (Some(Role::Discount), 90, "remise rabais ristourne"),
    (None, 90, "tva montanttva marge"),
    (
        Some(Role::Order),
        100,
        "commande numerocommande numerodecommande nocommande ncommande refcommande facture \
         numerofacture numerodefacture nofacture nfacture numfacture numpiece npiece",
    ),
    (
        Some(Role::Product),
        95,
        "produit libelle designation nomproduit",
    ),
    (Some(Role::Category), 90, "categorie famille rayon"),
    (Some(Role::Store), 90, "magasin boutique agence"),
    (Some(Role::Region), 60, "pays ville departement"),
    (Some(Role::Manager), 90, "vendeur commercial"),
    (Some(Role::ReturnFlag), 90, "avoir remboursement"),
    (Some(Role::Coupon), 90, "codepromo"),
    (
        Some(Role::PaymentMethod),
        90,
        "modedepaiement modepaiement moyendepaiement modereglement",
    ),
    // Polish.
    (
        Some(Role::Customer),
        100,
        "nrklienta numerklienta idklienta kodklienta idkontrahenta kodkontrahenta",
    ),
    (
        Some(Role::Customer),
        90,
        "kontrahent nabywca odbiorca kupujacy",
    ),
    (
        Some(Role::CustomerName),
        95,
        "nazwaklienta nazwakontrahenta nazwanabywcy imieinazwisko",
    ),
    (Some(Role::CustomerName), 60, "nazwa imie nazwisko"),
    (
        Some(Role::Date),
        100,
        "datawystawienia datazamowienia datafaktury datazakupu datatransakcji datadokumentu",
    ),
    (Some(Role::DueDate), 90, "terminplatnosci"),
    (Some(Role::PaidDate), 90, "datazaplaty dataplatnosci"),
    (None, 100, "datadostawy datawysylki dataurodzenia"),
    (
        Some(Role::Amount),
        100,
        "kwotabrutto kwotanetto wartoscbrutto wartoscnetto obrot sprzedaz",
    ),
    (Some(Role::Amount), 85, "razem lacznie"),
    (Some(Role::Quantity), 95, "liczba szt sztuk"),
    (
        Some(Role::UnitPrice),
        95,
        "cenajednostkowa cenanetto cenabrutto",
    ),
    (Some(Role::Discount), 90, "znizka upust"),
    (None, 90, "podatek marza zysk"),
    (
        Some(Role::Order),
        100,
        "nrfaktury numerfaktury nrzamowienia numerzamowienia zamowienie paragon nrparagonu \
         dokument nrdokumentu numerdokumentu",
    ),
    (
        Some(Role::Product),
        95,
        "towar nazwatowaru nazwaproduktu usluga",
    ),
    (Some(Role::Category), 90, "kategoria grupatowarowa"),
    (Some(Role::Store), 90, "sklep oddzial"),
    (Some(Role::Region), 60, "miasto kraj wojewodztwo"),
    (Some(Role::Manager), 90, "handlowiec sprzedawca opiekun"),
    (Some(Role::Currency), 95, "waluta"),
    (Some(Role::ReturnFlag), 90, "zwrot korekta"),
    (
        Some(Role::PaymentMethod),
        90,
        "formaplatnosci sposobplatnosci metodaplatnosci",
    ),
    // Spanish.
    (
        Some(Role::Customer),
        100,
        "idcliente codigocliente codigodecliente codcliente numerocliente numerodecliente \
         nocliente nºcliente ncliente",
    ),
    (
        Some(Role::CustomerName),
        95,
        "nombrecliente nombredelcliente razonsocial",
    ),
    (Some(Role::CustomerName), 60, "nombre empresa"),
    (
        Some(Role::Date),
        100,
        "fechaventa fechadeventa fechafactura fechadefactura fechapedido fechadepedido \
         fechacompra fechadecompra fechaemision fechadeemision fechadocumento",
    ),
    (
        Some(Role::DueDate),
        90,
        "vencimiento fechavencimiento fechadevencimiento",
    ),
    (Some(Role::PaidDate), 90, "fechapago fechadepago"),
    (
        None,
        100,
        "fechaenvio fechaentrega fechadeentrega fechanacimiento fechadenacimiento",
    ),
    (
        Some(Role::Amount),
        100,
        "importetotal monto montototal totalventa ventatotal ingresos valortotal",
    ),
    (Some(Role::Quantity), 95, "unidades cant"),
    (Some(Role::UnitPrice), 100, "preciounitario preciounidad"),
    (Some(Role::UnitPrice), 80, "precio"),
    (Some(Role::UnitCost), 80, "costo coste preciocosto"),
    (Some(Role::Discount), 90, "descuento"),
    (None, 90, "iva impuesto margen beneficio"),
    (
        Some(Role::Order),
        100,
        "pedido numeropedido numerodepedido nopedido nºpedido npedido factura numerofactura \
         numerodefactura nºfactura recibo",
    ),
    (
        Some(Role::Product),
        95,
        "producto articulo descripcion nombreproducto",
    ),
    (Some(Role::Category), 90, "categoria familia"),
    (Some(Role::Store), 90, "tienda sucursal"),
    (Some(Role::Region), 60, "ciudad provincia"),
    (Some(Role::Manager), 90, "vendedor comercial"),
    (Some(Role::Currency), 95, "moneda divisa"),
    (Some(Role::ReturnFlag), 90, "devolucion reembolso abono"),
    (Some(Role::Coupon), 90, "cupon"),
    (
        Some(Role::PaymentMethod),
        90,
        "formadepago metododepago mediodepago",
    ),
    // Italian.
    (
        Some(Role::Customer),
        100,
        "codicecliente codcliente idcliente numerocliente",
    ),
    (
        Some(Role::CustomerName),
        95,
        "nomecliente ragionesociale denominazione",
    ),
    (Some(Role::CustomerName), 60, "nome cognome azienda"),
    (
        Some(Role::Date),
        100,
        "dataordine datafattura datavendita datadocumento dataacquisto dataemissione datadoc",
    ),
    (Some(Role::DueDate), 90, "scadenza datascadenza"),
    (Some(Role::PaidDate), 90, "datapagamento"),
    (
        None,
        100,
        "dataspedizione dataconsegna datanascita datadinascita",
    ),
    (
        Some(Role::Amount),
        100,
        "importo importototale totaledocumento totaleordine totalefattura fatturato imponibile",
    ),
    (Some(Role::Amount), 85, "totale"),
    (Some(Role::Quantity), 95, "quantita qta pezzi"),
    (Some(Role::UnitPrice), 100, "prezzounitario"),
    (Some(Role::UnitPrice), 80, "prezzo"),
    (Some(Role::Discount), 90, "sconto"),
    (None, 90, "imposta margine utile"),
    (
        Some(Role::Order),
        100,
        "ordine numeroordine nordine fattura numerofattura nfattura scontrino numerodocumento \
         ndocumento",
    ),
    (
        Some(Role::Product),
        95,
        "prodotto articolo descrizione nomeprodotto",
    ),
    (Some(Role::Store), 90, "negozio"),
    (Some(Role::Region), 60, "paese citta regione"),
    (Some(Role::Manager), 90, "venditore agente"),
    (Some(Role::ReturnFlag), 90, "reso rimborso"),
    (
        Some(Role::PaymentMethod),
        90,
        "metododipagamento modalitadipagamento pagamento",
    ),
    // Dutch.
    (
        Some(Role::Customer),
        100,
        "klantnummer klantnr klantid klantcode debiteurnummer debiteurnr relatienummer \
         relatiecode",
    ),
    (Some(Role::Customer), 90, "klant debiteur relatie koper"),
    (
        Some(Role::CustomerName),
        95,
        "klantnaam naamklant debiteurnaam",
    ),
    (Some(Role::CustomerName), 60, "naam bedrijfsnaam bedrijf"),
    (
        Some(Role::Date),
        100,
        "besteldatum factuurdatum verkoopdatum aankoopdatum boekdatum transactiedatum",
    ),
    (Some(Role::DueDate), 90, "vervaldatum"),
    (Some(Role::PaidDate), 90, "betaaldatum betaaldop"),
    (None, 100, "geboortedatum verzenddatum"),
    (
        Some(Role::Amount),
        100,
        "bedrag totaalbedrag nettobedrag factuurbedrag bedragexclbtw bedraginclbtw bedragexbtw \
         omzet",
    ),
    (Some(Role::Amount), 85, "totaal"),
    (Some(Role::Quantity), 95, "aantal hoeveelheid stuks"),
    (
        Some(Role::UnitPrice),
        100,
        "stuksprijs eenheidsprijs prijsperstuk",
    ),
    (Some(Role::UnitPrice), 80, "prijs"),
    (Some(Role::UnitCost), 90, "inkoopprijs kostprijs"),
    (Some(Role::Discount), 90, "korting"),
    (None, 90, "btw btwbedrag winst"),
    (
        Some(Role::Order),
        100,
        "factuurnummer factuurnr factuur bestelling bestelnummer bestelnr bonnummer kassabon",
    ),
    (
        Some(Role::Product),
        95,
        "omschrijving artikelnaam productnaam",
    ),
    (Some(Role::Category), 90, "productgroep artikelgroep"),
    (Some(Role::Store), 90, "winkel vestiging filiaal"),
    (Some(Role::Region), 60, "plaats provincie"),
    (Some(Role::Manager), 90, "verkoper"),
    (Some(Role::ReturnFlag), 90, "creditnota"),
    (Some(Role::PaymentMethod), 90, "betaalwijze betaalmethode"),
];
