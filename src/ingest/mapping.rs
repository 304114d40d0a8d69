//! Which column plays which role: header words and value shapes together.

use super::profile::Profile;
use super::return_words::Vocabulary;
use super::roles;
use super::text::fold;
use super::totals::counts_back;
use crate::base::order;
use crate::dataset::Role;

/// Roles by column. Every role but [`Role::Ignore`] is given at most once.
pub(super) fn guess(header: &[String], has_header: bool, profiles: &[Profile]) -> Vec<Role> {
    let nothing = || Guess {
        profiles,
        roles: vec![Role::Ignore; profiles.len()],
        weak: vec![false; profiles.len()],
    };
    let mut guess = nothing();
    if has_header {
        guess.by_words(header, true);
        if let Some(roles) = guess.totals(header) {
            return roles;
        }
        guess = nothing();
        guess.by_words(header, false);
    }
    guess.complete(has_header.then_some(header));
    guess.roles
}

/// Roles the values of a column fit, the likeliest first.
pub(super) fn fitting(header: &str, profile: &Profile) -> Vec<Role> {
    let by_words: Vec<Role> = roles::of_header(header)
        .into_iter()
        .filter_map(|(role, _)| role)
        .collect();
    let place = |role: &Role| by_words.iter().position(|known| known == role);
    let mut fitting: Vec<Role> = Role::ALL
        .into_iter()
        .filter(|&role| profile.fits(role))
        .filter(|role| !role.is_of_totals() || by_words.contains(role))
        .collect();
    order::sort_by_key(&mut fitting, |role| {
        place(role).map_or(u64::MAX, |place| place as u64)
    });
    fitting
}

/// From this strength on a header is believed though most of its values cannot be read.
const SURE: roles::Strength = 85;

/// From this strength on a header that names a customer names an id, if by a likeness only.
const LIKE_AN_ID: roles::Strength = 70;

/// A header of this strength and more surely names a customer's name.
const SURE_NAME: roles::Strength = 80;

/// Headers of this strength and more name a code, not its bearer.
const CODES: roles::Strength = 95;

/// What a column may tell returns from sales with, by the strength of its header.
fn vocabulary(strength: roles::Strength) -> Vocabulary {
    if strength >= SURE {
        Vocabulary::Any
    } else {
        Vocabulary::Plain
    }
}

/// What a column with the role tells returns from sales with. Where a header only speaks of a type,
/// and the person knows that its codes are returns, codes it is.
pub(super) fn vocabulary_of(header: &str, profile: &Profile) -> Vocabulary {
    let mut found = roles::of_header(header).into_iter();
    let found = found.find(|&(role, _)| role == Some(Role::ReturnFlag));
    match found.map_or(Vocabulary::Plain, |(_, strength)| vocabulary(strength)) {
        Vocabulary::Plain if profile.tells_returns(Vocabulary::Plain) => Vocabulary::Plain,
        _ => Vocabulary::Any,
    }
}

struct Guess<'a> {
    profiles: &'a [Profile],
    roles: Vec<Role>,
    /// Columns whose header says little ("id").
    weak: Vec<bool>,
}

impl Guess<'_> {
    /// The surest header takes its role first. `totals`: whether the roles of a list of customers
    /// are among them.
    fn by_words(&mut self, header: &[String], totals: bool) {
        let mut claims = Vec::new();
        for (column, (name, profile)) in header.iter().zip(self.profiles).enumerate() {
            let found = roles::of_header(name);
            let other = found.iter().find(|(role, _)| role.is_none());
            let least = other.map_or(0, |&(_, strength)| strength);
            for &(role, strength) in &found {
                if let Some(role) = role
                    && strength > least
                    && (totals || !role.is_of_totals())
                    && (profile.fits(role) || strength >= SURE && profile.could_be(role))
                    && (role != Role::ReturnFlag || profile.tells_returns(vocabulary(strength)))
                {
                    claims.push((strength, role, column));
                }
            }
        }
        order::sort_by(&mut claims, |a, b| {
            b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2))
        });
        for &(strength, role, column) in &claims {
            if self.roles[column] == Role::Ignore && self.column_of(role).is_none() {
                self.roles[column] = role;
                self.weak[column] = strength < 50;
            }
        }
        self.name_in_place_of_unsure_id(&claims);
        self.name_beside_id(&claims);
    }

    /// A header that only begins like a customer's ("Customer channel") gives way to one that names
    /// the customer, unless its values tell customers apart as well as the names do.
    fn name_in_place_of_unsure_id(&mut self, claims: &[(roles::Strength, Role, usize)]) {
        let claimed = |role: Role| {
            let mut claims = claims.iter();
            let at = self.column_of(role)?;
            let found = claims.find(|&&(_, of, column)| of == role && column == at)?;
            Some((at, found.0))
        };
        let (Some((id, id_strength)), Some((name, name_strength))) =
            (claimed(Role::Customer), claimed(Role::CustomerName))
        else {
            return;
        };
        let [ids, names] = [&self.profiles[id], &self.profiles[name]];
        let tells_apart = ids.is_codes() && ids.distinct * 10 >= names.distinct * 9;
        if id_strength < LIKE_AN_ID && name_strength >= SURE_NAME && !tells_apart {
            self.roles[id] = Role::Ignore;
        }
    }

    /// The roles, when the table is a list of customers with their totals: counts and days are
    /// there, and no customer comes back.
    fn totals(mut self, header: &[String]) -> Option<Vec<Role>> {
        let bearer = [Role::Customer, Role::CustomerName, Role::Order];
        let customer = bearer.into_iter().find_map(|role| self.column_of(role))?;
        let profile = &self.profiles[customer];
        let has = |role| self.column_of(role).is_some();
        let has_days = has(Role::FirstDay) && has(Role::LastDay);
        let has_ages = has(Role::Age) && has(Role::LastPurchaseAge);
        // A time alone says when the last purchase was only if it counts back.
        let last = self.column_of(Role::LastPurchaseAge);
        let counts_back = last.is_some_and(|at| {
            let name = &header[at];
            fold(name).contains("recency") || counts_back(name)
        });
        let has_last = has(Role::LastDay) || counts_back;
        let has_money = has(Role::Amount) || has(Role::MeanValue);
        let is_list = profile.distinct * 100 >= profile.filled * 95
            && (has(Role::Occasions) || has(Role::RepeatPurchases))
            && (has_days || has_ages || has_last)
            && has_money;
        if !is_list {
            return None;
        }
        let mut unused = vec![
            Role::Date,
            Role::Order,
            Role::Quantity,
            Role::UnitPrice,
            Role::UnitCost,
        ];
        if has(Role::Occasions) {
            unused.push(Role::RepeatPurchases);
        }
        if has_days || !has_ages && has(Role::LastDay) {
            unused.extend([Role::Age, Role::LastPurchaseAge]);
        }
        for role in &mut self.roles {
            if unused.contains(role) {
                *role = Role::Ignore;
            }
        }
        self.roles[customer] = Role::Customer;
        Some(self.roles)
    }

    /// Beside a customer's number a column headed "customer" holds the name.
    fn name_beside_id(&mut self, claims: &[(roles::Strength, Role, usize)]) {
        let beside = claims.iter().find(|&&(strength, role, column)| {
            role == Role::Customer
                && (SURE..CODES).contains(&strength)
                && self.roles[column] == Role::Ignore
                && self.profiles[column].fits(Role::CustomerName)
        });
        if let Some(&(.., column)) = beside
            && self.column_of(Role::CustomerName).is_none()
        {
            self.roles[column] = Role::CustomerName;
        }
    }

    /// An account that is the same in every row is the shop's own: the customers are those named.
    fn name_in_place_of_constant(&mut self) {
        let (Some(id), Some(name)) = (
            self.column_of(Role::Customer),
            self.column_of(Role::CustomerName),
        ) else {
            return;
        };
        let profiles = self.profiles;
        if profiles[id].distinct == 1 && profiles[name].distinct > 1 && profiles[id].filled > 1 {
            self.roles[id] = Role::Ignore;
            self.roles[name] = Role::Customer;
        }
    }

    /// Fills the required roles from what is left, where only one column can play them.
    fn complete(&mut self, header: Option<&[String]>) {
        self.name_in_place_of_constant();
        if self.column_of(Role::Customer).is_none() {
            let name = self.column_of(Role::CustomerName);
            // An "id" that comes back is somebody's; one that never does is a receipt's.
            let id = self.column_of(Role::Order).filter(|&column| {
                let profile = &self.profiles[column];
                self.weak[column] && profile.distinct * 5 < profile.filled * 4
            });
            if let Some(column) = name.or(id) {
                self.roles[column] = Role::Customer;
            }
        }
        if self.column_of(Role::Date).is_none()
            && let Some(column) =
                self.only(|profile| profile.dates.dates * 10 >= profile.filled * 8)
        {
            self.roles[column] = Role::Date;
        }
        let unit_price = self.column_of(Role::UnitPrice);
        if self.column_of(Role::Amount).is_none() {
            match (unit_price, self.column_of(Role::Quantity)) {
                (Some(_), Some(_)) => {}
                (Some(price), None) => self.roles[price] = Role::Amount,
                (None, _) => {
                    // Under a header that names no amount, whole numbers may be anything.
                    // A tax or a rating is no amount though it is the only number.
                    let is_other = |column: usize| {
                        let name = header.and_then(|header| header.get(column));
                        name.is_some_and(|name| roles::is_something_else(name))
                    };
                    let only = |is_so: fn(&Profile) -> bool| {
                        self.only_at(|column, profile| is_so(profile) && !is_other(column))
                    };
                    let decimals = only(Profile::has_decimals);
                    let numbers = || only(|profile| profile.fits(Role::Amount));
                    let found = decimals.or_else(|| numbers().filter(|_| header.is_none()));
                    if let Some(column) = found {
                        self.roles[column] = Role::Amount;
                    }
                }
            }
        }
        if self.column_of(Role::ReturnFlag).is_none()
            && let Some(column) = self.only(Profile::is_returns_and_sales)
        {
            self.roles[column] = Role::ReturnFlag;
        }
        if self.column_of(Role::Customer).is_none() && header.is_none() {
            // Without names: the column whose values come back; of those one that holds codes, and
            // the most varied.
            let comes_back = |profile: &Profile| {
                profile.fits(Role::Customer)
                    && !profile.has_decimals()
                    && profile.distinct > 1
                    && profile.distinct * 10 < profile.filled * 9
            };
            let best = (0..self.profiles.len())
                .filter(|&column| self.roles[column] == Role::Ignore)
                .filter(|&column| comes_back(&self.profiles[column]))
                .max_by_key(|&column| {
                    let profile = &self.profiles[column];
                    (profile.is_codes(), profile.distinct, usize::MAX - column)
                });
            if let Some(column) = best {
                self.roles[column] = Role::Customer;
            }
        }
    }

    fn column_of(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|&known| known == role)
    }

    /// The only column without a role that is so.
    fn only(&self, is_so: impl Fn(&Profile) -> bool) -> Option<usize> {
        self.only_at(|_, profile| is_so(profile))
    }

    /// The same, by place as well.
    fn only_at(&self, is_so: impl Fn(usize, &Profile) -> bool) -> Option<usize> {
        let mut columns = (0..self.profiles.len()).filter(|&column| {
            self.roles[column] == Role::Ignore
                && self.profiles[column].filled > 0
                && is_so(column, &self.profiles[column])
        });
        let first = columns.next();
        columns.next().map_or(first, |_| None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str) -> String {
        let rows: Vec<Vec<String>> = text
            .lines()
            .map(|line| line.split(',').map(str::to_owned).collect())
            .collect();
        let profiles: Vec<Profile> = (0..rows[0].len())
            .map(|at| {
                Profile::of(
                    rows[1..]
                        .iter()
                        .filter_map(|row| row.get(at))
                        .map(String::as_str),
                )
            })
            .collect();
        let ids: Vec<&str> = guess(&rows[0], true, &profiles)
            .into_iter()
            .map(Role::id)
            .collect();
        ids.join(" ")
    }

    #[test]
    fn columns_of_real_exports() {
        assert_eq!(
            roles(
                "Row ID,Order ID,Order Date,Ship Date,Customer ID,Customer Name,Product ID,Product Name,Sales,Quantity,Profit\n1,CA-1,11/8/2018,11/11/2018,CG-1,Claire,F-1,Desk,261.96,2,41.91\n2,CA-2,11/9/2018,11/11/2018,CG-2,Bo,F-2,Chair,731.94,3,219.58"
            ),
            "ignore order date ignore customer customer_name ignore product amount quantity ignore"
        );
        assert_eq!(
            roles(
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n536365,22007,OIL,3,12/1/2021 7:18,14.45,12416,UK\n536366,22011,KIT,1,12/1/2021 10:55,11.35,12423,UK"
            ),
            "order ignore product quantity date unit_price customer region"
        );
        assert_eq!(
            roles("id,when,client,value\n1,01/01/2022,c4,84.75\n2,01/01/2022,c4,31.75"),
            "order date customer amount"
        );
        assert_eq!(
            roles("date,id\n2014-03-08,7\n2014-03-09,7\n2014-03-10,8"),
            "date customer"
        );
        assert_eq!(
            roles(
                "OrderID,OrderDate,CustomerID,Item,LineAmount,OrderTotal\n1,2022-05-01,W2,Card,83.10,83.10\n2,2022-05-01,W3,Card,34.25,296.65"
            ),
            "order date customer product amount ignore"
        );
        assert_eq!(
            roles(
                "date,customer,margin,discount %,amount,share\n2022-05-03,P1,32.5%,10,93.00,0.33\n2022-05-04,P2,-2.5%,5,80.00,0.22"
            ),
            "date customer ignore discount amount ignore"
        );
        assert_eq!(
            roles(
                "Dealer no,Dealer,Date,Amount\n0101,Havsvik Hem,2024-01-03,1.50\n0102,Bo,2024-01-04,2.50"
            ),
            "customer customer_name date amount"
        );
        assert_eq!(
            roles(
                "Customer ID,Email,Date,Amount\n0101,a@b.c,2024-01-03,1.50\n0102,d@e.f,2024-01-04,2.50"
            ),
            "customer ignore date amount"
        );
        assert_eq!(
            roles(
                "CustomerID,InvoiceDate,Amount\n17850.0,2024-01-02,10\n17851.0,2024-01-03,20\n17850.0,2024-01-04,30"
            ),
            "customer date amount"
        );
        assert_eq!(
            roles(
                "Customer Segment,Customer Name,Order Date,Sales\nA,Claire,2024-01-02,1.50\nB,Bo,2024-01-03,2.50\nA,Asa,2024-01-03,2.50"
            ),
            "ignore customer date amount"
        );
        assert_eq!(
            roles(
                "Customer approach,Customer Name,Order Date,Sales\nShop,Claire,2024-01-02,1.50\nWeb,Bo,2024-01-03,2.50\nWeb,Asa,2024-01-03,2.50"
            ),
            "ignore customer date amount"
        );
        assert_eq!(
            roles(
                "Customer link,Customer Name,Order Date,Sales\nC1,Claire,2024-01-02,1.50\nC2,Bo,2024-01-03,2.50\nC1,Claire,2024-01-03,2.50"
            ),
            "customer customer_name date amount"
        );
        assert_eq!(
            roles("Firma,Kundenart,Datum,Betrag\nAda,A,2022-01-03,1.50\nBo,B,2022-01-04,2.50"),
            "customer ignore date amount"
        );
        assert_eq!(
            roles(
                "Kunde,Datum,Beleg,MwSt-Betrag,Bruttobetrag\nA,13.01.2024,1,0.20,1.20\nB,14.01.2024,2,0.40,2.40"
            ),
            "customer date order ignore amount"
        );
        assert_eq!(
            roles(
                "Customer,Date,Order,Shipping Amount,Order Amount\nA,13.01.2024,1,0.20,1.20\nB,14.01.2024,2,0.40,2.40"
            ),
            "customer date order delivery_cost amount"
        );
        for other in ["tax", "rating"] {
            let text =
                format!("customer,date,order,{other}\nA,2024-01-02,1,1.25\nB,2024-01-14,2,2.50");
            assert_eq!(roles(&text), "customer date order ignore", "{other}");
        }
        assert_eq!(
            roles("Kundnamn,Belopp,Datum\nÅsa,1.50,2022-01-03\nBo,2.50,2022-01-04"),
            "customer amount date"
        );
        assert_eq!(
            roles(
                "Name,Email,Paid at,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n#1001,a@b.c,2024-01-02 10:00:00 +0100,EUR,10.00,5.00,15.00,2024-01-02 09:58:11 +0100,1,Mug,10.00\n#1002,d@e.f,2024-01-03 11:00:00 +0100,EUR,20.50,5.00,25.50,2024-01-03 10:59:00 +0100,2,Cup,10.25"
            ),
            "ignore customer paid_date currency ignore delivery_cost amount date quantity product unit_price"
        );
        assert_eq!(
            roles(
                "id,Created (UTC),Amount,Amount Refunded,Currency,Fee,Status,Customer ID,Customer Email,Card ID\nch_1,2024-01-02 10:00,10.00,0.00,eur,0.55,Paid,cus_1,a@b.c,card_1\nch_2,2024-01-03 10:00,12.50,0.00,eur,0.61,Paid,cus_2,d@e.f,card_2"
            ),
            "order date amount ignore currency ignore status customer ignore ignore"
        );
        assert_eq!(
            roles(
                "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,TaxTotal,Description,Quantity,UnitAmount,LineAmount,TaxAmount\nBo,INV-1,01/05/2024,15/05/2024,12.00,2.00,Tea,1,10.00,10.00,2.00\nAsa,INV-2,02/05/2024,16/05/2024,24.00,4.00,Tea,2,10.00,20.00,4.00"
            ),
            "customer order date due_date ignore ignore product quantity unit_price amount ignore"
        );
        assert_eq!(
            roles(
                "Umsatz,Soll/Haben-Kennzeichen,Konto,Belegdatum,Belegfeld 1\n1.50,S,10001,201,RE1\n2.50,S,10002,1912,RE2\n3.50,H,10001,3112,RE3"
            ),
            "amount return_flag customer date order"
        );
        // How it was sold, a group of customers, invoices by their letter: no returns.
        for (header, kinds) in [
            ("Type", ["Credit", "Cash", "Cash"]),
            ("Type", ["Credit", "Debit", "Debit"]),
            ("Type", ["1", "2", "2"]),
            ("Art", ["R", "G", "G"]),
            ("Returning customer", ["yes", "no", "no"]),
            ("Returned", ["yes", "yes", "no"]),
        ] {
            let [a, b, c] = kinds;
            let text = format!(
                "Customer,Date,{header},Amount\nA,2024-01-02,{a},1.50\nB,2024-01-03,{b},2.50\nA,2024-01-04,{c},3.50"
            );
            assert_eq!(roles(&text), "customer date ignore amount", "{header} {a}");
        }
        for (header, kinds) in [
            ("Type", ["Credit Note", "Invoice", "Invoice"]),
            ("Typ", ["Retur", "Försäljning", "Försäljning"]),
            ("Returned", ["yes", "no", "no"]),
            ("S/H", ["Gutschrift", "Rechnung", "Rechnung"]),
        ] {
            let [a, b, c] = kinds;
            let text = format!(
                "Customer,Date,{header},Amount\nA,2024-01-02,{a},1.50\nB,2024-01-03,{b},2.50\nA,2024-01-04,{c},3.50"
            );
            assert_eq!(
                roles(&text),
                "customer date return_flag amount",
                "{header} {a}"
            );
        }
        assert_eq!(
            roles("Date,Customer,Amount\n45292,20001,12\n45293,20002,13\n45300,20001,45100"),
            "date customer amount"
        );
        assert_eq!(
            roles("Date,Customer,Price\n2022-05-01,a,1.50\n2022-05-02,a,2.50"),
            "date customer amount"
        );
    }
}
