//! Words that headers of lists of customers use, by what they mean.

use super::roles::Strength;
use crate::dataset::Role;

/// As [`super::role_words::WORDS`]; they count only where a table is such a list.
pub(super) const TOTALS_WORDS: &[(Option<Role>, Strength, &str)] = &[
    (
        Some(Role::Occasions),
        100,
        "occasions purchases purchasecount purchasescount countofpurchases numberofpurchases \
         noofpurchases numpurchases orders ordercount orderscount numberoforders nooforders \
         numorders totalorders countoforders transactions transactioncount numberoftransactions \
         visits visitcount numberofvisits antalkop antalinkop antalordrar antalorder antalbesok \
         antalbestallningar ordrar besok anzahlbestellungen anzahlkaufe anzahlauftrage \
         anzahleinkaufe anzahlbesuche anzahlrechnungen bestellungen kaufe einkaufe besuche \
         количествозаказов количествопокупок колвозаказов колвопокупок числозаказов \
         числопокупок заказов покупок кількістьзамовлень кількістьпокупок кстьзамовлень \
         замовлень покупок nombredecommandes nbcommandes nombredachats liczbazamowien \
         liczbazakupow numerodepedidos numerodecompras numeroordini numeroacquisti \
         aantalbestellingen aantalaankopen",
    ),
    (Some(Role::Occasions), 55, "n frequency"),
    (
        Some(Role::RepeatPurchases),
        100,
        "repeatpurchases repeatorders repeats repeattransactions repeatpurchasecount \
         aterkop antalaterkop wiederkaufe anzahlwiederkaufe повторныепокупки повторныезаказы \
         повторніпокупки повторнізамовлення",
    ),
    (Some(Role::RepeatPurchases), 55, "x"),
    (
        Some(Role::FirstDay),
        100,
        "first firstday firstdate firstpurchase firstpurchasedate dateoffirstpurchase firstorder \
         firstorderdate firstvisit firsttransaction firstseen forsta forstakop forstakopet \
         forstakopdatum forstaorder forstabesok forstadatum erster ersterkauf ersterkaufam \
         erstkauf erstkaufdatum erstebestellung erstbestellung ersterauftrag ersterbesuch \
         перваяпокупка датапервойпокупки первыйзаказ датапервогозаказа первыйвизит \
         першапокупка датапершоїпокупки першезамовлення датапершогозамовлення premierachat \
         premierecommande datepremierachat datepremierecommande pierwszyzakup \
         pierwszezamowienie primeracompra primerpedido primoacquisto primoordine eersteaankoop \
         eerstebestelling",
    ),
    (
        Some(Role::LastDay),
        100,
        "last lastday lastdate lastpurchase lastpurchasedate dateoflastpurchase lastorder \
         lastorderdate lastvisit lasttransaction lastseen senaste senastekop senastekopet \
         senastekopdatum senasteorder senastebesok sistakop letzter letzterkauf letzterkaufam \
         letztkauf letztebestellung letzterauftrag letzterbesuch последняяпокупка \
         датапоследнейпокупки последнийзаказ датапоследнегозаказа последнийвизит \
         останняпокупка датаостанньоїпокупки останнєзамовлення датаостанньогозамовлення \
         dernierachat dernierecommande datedernierachat datedernierecommande ostatnizakup \
         ostatniezamowienie ultimacompra ultimopedido ultimoacquisto ultimoordine \
         laatsteaankoop laatstebestelling",
    ),
    (
        Some(Role::LastPurchaseAge),
        100,
        "lastpurchaseage lastpurchaseagedays tx recency recencydays recencyweeks dayssincelast \
         dayssincelastpurchase dayssincelastorder dayssincelastvisit dayssincelasttransaction \
         dayssilent dagarsedansenastekop dagarsedansenasteorder tageseitletztemkauf \
         tageseitletzterbestellung днейспоследнейпокупки \
         днейспоследнегозаказа днівзостанньоїпокупки днівзостанньогозамовлення \
         joursdepuisdernierachat",
    ),
    (
        Some(Role::Age),
        100,
        "age agedays ageweeks customerage customeragedays customerageweeks tdays tweeks kundalder \
         kundenalter",
    ),
    (Some(Role::Age), 55, "t"),
    (
        Some(Role::MeanValue),
        100,
        "meanvalue meanrepeatvalue mean mx zbar monetary monetaryvalue averageordervalue aov \
         averageorder averagepurchase avgordervalue avgorder avgpurchase averagebasket \
         averagespend snittkop snittorder genomsnittskop medelkop snittbelopp durchschnitt \
         durchschnittskauf durchschnittsbon durchschnittlicherbestellwert среднийчек \
         средняяпокупка середнійчек середняпокупка paniermoyen",
    ),
];
