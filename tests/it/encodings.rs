//! Which encoding a text is in, compared with chardetng, the detector of a browser: made texts of
//! two dozen languages, and the files of the shared corpora.
//!
//! What counts is the text, not the label: two encodings that write the same words with the same
//! bytes are one answer.

use std::collections::BTreeMap;
use std::fs;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use regulars::ingest::{RecipeChoice, read_all};
use serde_json::Value;

/// Words of a language as they stand in shops' files, and the encodings it is written in.
struct Language {
    name: &'static str,
    header: &'static str,
    words: &'static str,
    encodings: &'static [&'static Encoding],
}

use encoding_rs::{
    IBM866, ISO_8859_2, ISO_8859_5, ISO_8859_15, KOI8_R, KOI8_U, MACINTOSH, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1257, X_MAC_CYRILLIC,
};

const WESTERN: &[&Encoding] = &[WINDOWS_1252, ISO_8859_15, MACINTOSH];
const CENTRAL: &[&Encoding] = &[WINDOWS_1250, ISO_8859_2];
const RUSSIAN: &[&Encoding] = &[WINDOWS_1251, KOI8_R, IBM866, ISO_8859_5, X_MAC_CYRILLIC];
const UKRAINIAN: &[&Encoding] = &[WINDOWS_1251, KOI8_U, ISO_8859_5, X_MAC_CYRILLIC];
const SOUTHERN: &[&Encoding] = &[WINDOWS_1251, ISO_8859_5, X_MAC_CYRILLIC];

const LANGUAGES: [Language; 22] = [
    Language {
        name: "Swedish",
        header: "Datum;Kund;Belopp",
        words: "Åsa Öberg,Göran Sjöström,Växjö Kök,Malmö Möbler,Hälsa & Skönhet,Bäckens Blommor,Färg & Tapet,Skåne Ägg,Älvsjö,Örebro Bröd,Läder,Båtar,Frö,Jäst",
        encodings: WESTERN,
    },
    Language {
        name: "German",
        header: "Datum;Käufer;Größe;Betrag",
        words: "Müller,Bäckerei Schröder,Größe 38,Österreich,Würth,Süßwaren,Käse Kühn,Straße,Füllfederhalter,Grünkohl,Händler,Möbel Höffner,Weißbier,Jürgen Böhm",
        encodings: WESTERN,
    },
    Language {
        name: "French",
        header: "Date;Client;Montant",
        words: "Hélène Lefèvre,Pâtisserie,Forêt,François,Noël,Où,Crème brûlée,Épicerie,Société Générale,Château,Reçu,Maïs,Été,Pêche à la ligne",
        encodings: WESTERN,
    },
    Language {
        name: "Spanish",
        header: "Fecha;Cliente;Importe",
        words: "Muñoz,España,Acción,Cáceres,Peña,Ibáñez,Jamón,Café,Güell,Niño,Córdoba,Azúcar,Sofía,Año",
        encodings: WESTERN,
    },
    Language {
        name: "Portuguese",
        header: "Data;Cliente;Descrição;Valor",
        words: "João,São Paulo,Conceição,Pão,Açúcar,Três,Avô,Coração,Irmãos,Câmara,Português,Ação,Leão,Ótica",
        encodings: WESTERN,
    },
    Language {
        name: "Italian",
        header: "Data;Cliente;Quantità;Importo",
        words: "Caffè,Città,Però,Lunedì,Più,Perché,Forlì,Libertà,Società,Attività,Virtù,Cioè",
        encodings: WESTERN,
    },
    Language {
        name: "Danish",
        header: "Dato;Kunde;Beløb",
        words: "Søren Kjær,Ærø Smør,Ålborg,Rødgrød,København,Brød,Færge,Østergård,Fåborg,Blåbær,Køkken,Tømrer,Næstved",
        encodings: WESTERN,
    },
    Language {
        name: "Finnish",
        header: "Päivä;Asiakas;Määrä",
        words: "Mäkinen,Hyvä,Jyväskylä,Töölö,Hämäläinen,Yhtiö,Käsityö,Säästö,Pöytä,Lähettäjä",
        encodings: WESTERN,
    },
    Language {
        name: "Dutch",
        header: "Datum;Klant;Bedrag",
        words: "Café De Zoë,België,Coëfficiënt,Ideeën,Reünie,Financiën,Crème,Patiënt,Geïnd,Zeeën",
        encodings: WESTERN,
    },
    Language {
        name: "Polish",
        header: "Data;Klient;Ilość;Wartość",
        words: "Łódź,Gdańsk,Kraków,Wałęsa,Część,Żółw,Źródło,Mąka pszenna,Święta,Księgarnia,Piekarnia Żak,Sąsiad,Bydgoszcz Północ,Węgiel",
        encodings: CENTRAL,
    },
    Language {
        name: "Czech",
        header: "Datum;Zákazník;Částka",
        words: "Příbram,Žďár nad Sázavou,Dvořák,Jiří,Účtů,Řezník,Plzeň,České Budějovice,Květiny,Děti,Hračky,Šťáva,Kůň",
        encodings: CENTRAL,
    },
    Language {
        name: "Slovak",
        header: "Dátum;Zákazník;Čiastka",
        words: "Košice,Žilina,Ľubica,Čučoriedka,Pôrod,Mäso,Ďakujem,Ťava,Šťastie,Bryndzové halušky,Kôň,Maľovka",
        encodings: CENTRAL,
    },
    Language {
        name: "Hungarian",
        header: "Dátum;Vevő;Összeg",
        words: "Győr,Székesfehérvár,Fűrész,Szőlő,Kovács Gábor,Tűzép,Péntek,Vásárló,Húsbolt,Nagykőrös,Örökké,Üveg",
        encodings: CENTRAL,
    },
    Language {
        name: "Croatian",
        header: "Datum;Kupac;Iznos;Količina",
        words: "Đurđevac,Čakovec,Šibenik,Požega,Knjižara,Kuća,Mlijeko Dukat Čačić,Meštrović,Ćevapi,Žito,Račun",
        encodings: CENTRAL,
    },
    Language {
        name: "Romanian",
        header: "Data;Client;Sumă;Preţ",
        words: "Ţară,Şcoală,Bucureşti,Iaşi,Pâine,Brânză,Încălţăminte,Fără,Mâncare,Braşov,Piaţă,Vânzări",
        encodings: CENTRAL,
    },
    Language {
        name: "Lithuanian",
        header: "Data;Klientas;Suma;Mokėtojas",
        words: "Šiauliai,Klaipėda,Panevėžys,Ąžuolų,Įmonė,Žuvis,Grįžimas,Sūris,Mėsa,Vaikų prekės,Pirkėjas,Kėdė,Gėlės",
        encodings: &[WINDOWS_1257],
    },
    Language {
        name: "Latvian",
        header: "Datums;Klients;Summa;Skaits",
        words: "Rīga,Liepāja,Jēkabpils,Ķekava,Šķēle,Uzņēmums,Bērnu preces,Pārdevējs,Maizes ceptuve,Ģimene,Ļaudona,Siļķe,Zāģis",
        encodings: &[WINDOWS_1257],
    },
    Language {
        name: "Estonian",
        header: "Kuupäev;Klient;Summa",
        words: "Tõnu,Pärnu,Kõik,Sõber,Jõhvi,Müük,Võru,Õun,Külm,Põltsamaa,Viljandi Käsitöö,Söök",
        encodings: &[WINDOWS_1257, WINDOWS_1252],
    },
    Language {
        name: "Russian",
        header: "Дата;Покупатель;Сумма",
        words: "Иванов,ООО «Ромашка»,Молоко,Екатеринбург,Щёлково,Хлебный дом,Объект,Цветы,Розничная продажа,Юг,Чай,Магазин № 5,Ёлкин,Жуковский",
        encodings: RUSSIAN,
    },
    Language {
        name: "Ukrainian",
        header: "Дата;Клієнт;Сума",
        words: "Київ,Харків,ТОВ Їжачок,Львів,Ґанок,Молоко,Єдність,Запоріжжя,Хліб,Приватна аптека,Шевченко,Яблуко,Щастя,Юрій",
        encodings: UKRAINIAN,
    },
    Language {
        name: "Bulgarian",
        header: "Дата;Клиент;Сума;Количество",
        words: "София,Пловдив,Хляб,Мляко,Ъгъл,Търговия,Варна,Бургас,Димитров,Щанд,Жълт,Юлия",
        encodings: SOUTHERN,
    },
    Language {
        name: "Serbian",
        header: "Датум;Купац;Износ",
        words: "Београд,Нови Сад,Љиљана,Њива,Ћевапи,Џем,Ђурић,Хлеб,Јован,Шабац,Чачак,Продавница",
        encodings: SOUTHERN,
    },
];

/// A shop's file of so many rows; the words begin at another place each time.
fn shop(language: &Language, rows: usize, from: usize, is_bare: bool) -> String {
    let words: Vec<&str> = language.words.split(',').collect();
    let mut text = if is_bare {
        "date;customer;amount\n".to_owned()
    } else {
        format!("{}\n", language.header)
    };
    let more = text.matches(';').count().saturating_sub(2);
    for row in 0..rows {
        let word = words[(from + row * 5) % words.len()];
        let line = format!(
            "{:02}.0{}.2024;{word}{};{},{:02}\n",
            1 + row % 28,
            1 + row % 9,
            ";1".repeat(more),
            10 + row * 7,
            row * 3 % 100
        );
        text.push_str(&line);
    }
    text
}

fn theirs(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

fn ours(bytes: &[u8]) -> Option<&'static Encoding> {
    let guess = RecipeChoice::Guess { stored: &[] };
    let import = read_all(bytes, guess, None).ok()?;
    Encoding::for_label(import.recipe.source.encoding.id().as_bytes())
}

fn reads(encoding: &'static Encoding, bytes: &[u8], text: &str) -> bool {
    encoding.decode_without_bom_handling(bytes).0 == text
}

#[derive(Default)]
struct Counts {
    texts: u64,
    ours: u64,
    theirs: u64,
    only_theirs: Vec<String>,
}

/// Where the two differ, the text is read right here; and nearly always right as a whole.
#[test]
fn made_texts_are_read_right_wherever_the_browser_reads_them_right() {
    let mut by_rows: BTreeMap<usize, Counts> = BTreeMap::new();
    for language in &LANGUAGES {
        for &encoding in language.encodings {
            for rows in [1, 3, 12, 60] {
                for from in 0..6 {
                    for is_bare in [false, true] {
                        let text = shop(language, rows, from, is_bare);
                        // Old tables have no such marks.
                        let text = match encoding.encode(&text) {
                            (.., true) => text.replace(['«', '»', '№', 'Ґ'], ""),
                            _ => text,
                        };
                        let (bytes, _, lost) = encoding.encode(&text);
                        assert!(!lost, "{} in {}", language.name, encoding.name());
                        let counts = by_rows.entry(rows).or_default();
                        let found = ours(&bytes);
                        let is_ours = found.is_some_and(|found| reads(found, &bytes, &text));
                        let is_theirs = reads(theirs(&bytes), &bytes, &text);
                        counts.texts += 1;
                        counts.ours += u64::from(is_ours);
                        counts.theirs += u64::from(is_theirs);
                        if is_theirs && !is_ours {
                            counts.only_theirs.push(format!(
                                "{} in {}: {} for {:?}",
                                language.name,
                                encoding.name(),
                                found.map_or("nothing", Encoding::name),
                                text.lines().skip(1).take(3).collect::<Vec<_>>()
                            ));
                        }
                    }
                }
            }
        }
    }
    println!("rows  texts  read right  by the browser  only by the browser");
    for (rows, counts) in &by_rows {
        println!(
            "{rows:4}  {:5}  {:10}  {:14}  {:19}",
            counts.texts,
            counts.ours,
            counts.theirs,
            counts.only_theirs.len()
        );
    }
    for (rows, counts) in &by_rows {
        for told in &counts.only_theirs {
            println!("{rows} rows, {told}");
        }
        // A word or two may be words of several languages; the letters are shown.
        let few = if *rows < 10 { counts.texts / 20 } else { 0 };
        assert!(counts.only_theirs.len() as u64 <= few, "{rows} rows");
        let least = if *rows < 3 { 90 } else { 99 };
        assert!(counts.ours * 100 >= counts.texts * least, "{rows} rows");
    }
}

/// Every text of the shared corpora whose encoding the two call differently: the manifest says who
/// is right.
#[test]
fn files_of_the_corpora_are_in_the_encoding_that_their_manifests_state() {
    let Ok(folder) = fs::read_dir("../shared/corpora/shops") else {
        eprintln!("the shared corpora are not beside the project: their files were not read");
        return;
    };
    let (mut files, mut differ, mut theirs_right) = (0, 0, 0);
    let mut wrong = Vec::new();
    for entry in folder {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".truth.json") else {
            continue;
        };
        let truth: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let Some(label) = truth["encoding"].as_str() else {
            continue;
        };
        let file = truth["file"].as_str().unwrap();
        let bytes = fs::read(path.with_file_name(file)).unwrap();
        let label = label.replace("utf-16-le", "utf-16le");
        let truly = Encoding::for_label(label.as_bytes()).unwrap();
        let text = truly.decode(&bytes).0;
        let Ok(import) = read_all(&bytes, RecipeChoice::Guess { stored: &[] }, None) else {
            continue;
        };
        let found = import.recipe.source.encoding.id();
        let found = Encoding::for_label(found.as_bytes()).unwrap();
        let browser = theirs(&bytes);
        files += 1;
        let is_theirs = browser.decode(&bytes).0 == text;
        theirs_right += u64::from(is_theirs);
        if found.decode(&bytes).0 != browser.decode(&bytes).0 {
            differ += 1;
        }
        if found.decode(&bytes).0 != text {
            wrong.push(format!("{stem}: {} and not {label}", found.name()));
        }
    }
    println!("{files} files, {differ} differ, the browser is right about {theirs_right}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
