//! Names of what can be chosen: encodings, marks, orders, roles.

/// The letters an encoding is for, as a help to choose.
pub(super) fn letters_of(id: &str) -> &str {
    match id {
        "windows-1250" | "iso-8859-2" => " (Central European)",
        "windows-1251" | "iso-8859-5" | "ibm866" | "x-mac-cyrillic" => " (Cyrillic)",
        "koi8-r" => " (Russian)",
        "koi8-u" => " (Ukrainian)",
        "windows-1252" | "iso-8859-1" | "iso-8859-15" | "macintosh" => " (Western)",
        "windows-1257" => " (Baltic)",
        _ => "",
    }
}

/// The name of an encoding.
pub(super) fn encoding(id: &str) -> &str {
    match id {
        "utf-8" => "UTF-8",
        "utf-16le" => "UTF-16 LE",
        "utf-16be" => "UTF-16 BE",
        "utf-32le" => "UTF-32 LE",
        "utf-32be" => "UTF-32 BE",
        "windows-1250" => "Windows-1250",
        "windows-1251" => "Windows-1251",
        "windows-1252" => "Windows-1252",
        "windows-1257" => "Windows-1257",
        "iso-8859-1" => "ISO 8859-1",
        "iso-8859-2" => "ISO 8859-2",
        "iso-8859-5" => "ISO 8859-5",
        "iso-8859-15" => "ISO 8859-15",
        "koi8-r" => "KOI8-R",
        "koi8-u" => "KOI8-U",
        "ibm866" => "CP866",
        "macintosh" => "Mac Roman",
        "x-mac-cyrillic" => "Mac Cyrillic",
        other => other,
    }
}

/// The name of a mark.
pub(super) fn mark_name(mark: char) -> String {
    match mark {
        ',' => "Comma".to_owned(),
        ';' => "Semicolon".to_owned(),
        '\t' => "Tab".to_owned(),
        '|' => "Bar".to_owned(),
        '.' => "Point".to_owned(),
        ' ' => "Space".to_owned(),
        '^' => "Caret".to_owned(),
        '~' => "Tilde".to_owned(),
        other => other.to_string(),
    }
}

/// The name of an order of day, month and year.
pub(super) fn date_order(id: &str) -> &str {
    match id {
        "ymd" => "Year, month, day",
        "dmy" => "Day, month, year",
        "mdy" => "Month, day, year",
        "excel1900" => "Excel day numbers",
        "excel1904" => "Excel day numbers from 1904",
        "unix_seconds" => "Unix seconds",
        "unix_milliseconds" => "Unix milliseconds",
        "ym" => "Year and month, 202401",
        "my" => "Month and year, 01/24",
        "dm" => "Day and month, no year",
        "md" => "Month and day, no year",
        other => other,
    }
}

/// The name of a role.
pub(super) fn role(id: &str) -> &str {
    match id {
        "customer" => "Customer",
        "customer_name" => "Customer name",
        "date" => "Date",
        "amount" => "Amount",
        "quantity" => "Quantity",
        "unit_price" => "Unit price",
        "unit_cost" => "Unit cost",
        "discount" => "Discount",
        "order" => "Order",
        "product" => "Product",
        "category" => "Category",
        "channel" => "Channel",
        "store" => "Store",
        "region" => "Region",
        "manager" => "Manager",
        "currency" => "Currency",
        "return_flag" => "Return mark",
        "coupon" => "Coupon",
        "delivery_cost" => "Delivery cost",
        "staff_bonus" => "Staff bonus",
        "payment_method" => "Payment",
        "due_date" => "Due date",
        "paid_date" => "Paid date",
        "occasions" => "Number of purchases",
        "repeat_purchases" => "Number of repeat purchases",
        "first_day" => "First purchase",
        "last_day" => "Last purchase",
        "last_purchase_age" => "Time from first to last purchase",
        "age" => "Time since first purchase",
        "mean_value" => "Average purchase",
        "dimension" => "Keep as a filter",
        "ignore" => "Ignore",
        other => other,
    }
}

/// With a small first letter.
pub(super) fn lower(text: &str) -> String {
    text.to_lowercase()
}
