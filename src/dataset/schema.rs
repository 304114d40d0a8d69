use serde::{Deserialize, Serialize};

/// What a column of the file means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who bought: the id that is the same each time.
    Customer,
    /// The name to show for a customer.
    CustomerName,
    /// Day of the transaction.
    Date,
    /// Money of the row.
    Amount,
    /// How many.
    Quantity,
    /// Price of one; with the quantity it replaces the amount.
    UnitPrice,
    /// Purchase cost of one.
    UnitCost,
    /// Reduction given.
    Discount,
    /// Receipt, order or invoice number.
    Order,
    /// Article.
    Product,
    /// Group of articles.
    Category,
    /// How it was sold.
    Channel,
    /// Where it was sold.
    Store,
    /// Where the customer is.
    Region,
    /// Who serves the customer.
    Manager,
    /// ISO code of the currency.
    Currency,
    /// Marks a row as a return.
    ReturnFlag,
    /// Coupon used.
    Coupon,
    /// Cost of delivering.
    DeliveryCost,
    /// Bonus to the seller's staff.
    StaffBonus,
    /// How it was paid.
    PaymentMethod,
    /// Day the payment is due.
    DueDate,
    /// Day it was paid.
    PaidDate,
    /// Of a list of customers: how many purchases.
    Occasions,
    /// Of a list of customers: how many purchases after the first.
    RepeatPurchases,
    /// Of a list of customers: day of the first purchase.
    FirstDay,
    /// Of a list of customers: day of the last purchase.
    LastDay,
    /// Of a list of customers: time from the first purchase to the last, `t_x`.
    LastPurchaseAge,
    /// Of a list of customers: time since the first purchase, `T`.
    Age,
    /// Of a list of customers: mean money of a purchase.
    MeanValue,
    /// What became of the order.
    Status,
    /// Kept for filtering under its own name.
    Dimension,
    /// Not read.
    Ignore,
}

impl Role {
    /// Every role, in the order a chooser lists them.
    pub const ALL: [Self; 33] = [
        Self::Customer,
        Self::CustomerName,
        Self::Date,
        Self::Amount,
        Self::Quantity,
        Self::UnitPrice,
        Self::UnitCost,
        Self::Discount,
        Self::Order,
        Self::Product,
        Self::Category,
        Self::Channel,
        Self::Store,
        Self::Region,
        Self::Manager,
        Self::Currency,
        Self::ReturnFlag,
        Self::Coupon,
        Self::DeliveryCost,
        Self::StaffBonus,
        Self::PaymentMethod,
        Self::DueDate,
        Self::PaidDate,
        Self::Occasions,
        Self::RepeatPurchases,
        Self::FirstDay,
        Self::LastDay,
        Self::LastPurchaseAge,
        Self::Age,
        Self::MeanValue,
        Self::Status,
        Self::Dimension,
        Self::Ignore,
    ];

    /// The stable id, as in recipes and filters.
    pub fn id(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::CustomerName => "customer_name",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Quantity => "quantity",
            Self::UnitPrice => "unit_price",
            Self::UnitCost => "unit_cost",
            Self::Discount => "discount",
            Self::Order => "order",
            Self::Product => "product",
            Self::Category => "category",
            Self::Channel => "channel",
            Self::Store => "store",
            Self::Region => "region",
            Self::Manager => "manager",
            Self::Currency => "currency",
            Self::ReturnFlag => "return_flag",
            Self::Coupon => "coupon",
            Self::DeliveryCost => "delivery_cost",
            Self::StaffBonus => "staff_bonus",
            Self::PaymentMethod => "payment_method",
            Self::DueDate => "due_date",
            Self::PaidDate => "paid_date",
            Self::Occasions => "occasions",
            Self::RepeatPurchases => "repeat_purchases",
            Self::FirstDay => "first_day",
            Self::LastDay => "last_day",
            Self::LastPurchaseAge => "last_purchase_age",
            Self::Age => "age",
            Self::MeanValue => "mean_value",
            Self::Status => "status",
            Self::Dimension => "dimension",
            Self::Ignore => "ignore",
        }
    }

    /// The role with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// Whether the column is kept as codes of a dictionary, so that it can be filtered and grouped.
    pub fn is_coded(self) -> bool {
        matches!(
            self,
            Self::Order
                | Self::Product
                | Self::Category
                | Self::Channel
                | Self::Store
                | Self::Region
                | Self::Manager
                | Self::Coupon
                | Self::PaymentMethod
                | Self::Status
                | Self::Dimension
        )
    }

    /// Whether the column is only kept in the recipe: no figure uses it yet.
    pub fn is_for_later(self) -> bool {
        self == Self::Discount
    }

    /// Whether the column belongs to a list of customers with their totals.
    pub fn is_of_totals(self) -> bool {
        matches!(
            self,
            Self::Occasions
                | Self::RepeatPurchases
                | Self::FirstDay
                | Self::LastDay
                | Self::LastPurchaseAge
                | Self::Age
                | Self::MeanValue
        )
    }

    /// Whether the column holds money of the row beside its amount.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            Self::Amount
                | Self::UnitPrice
                | Self::UnitCost
                | Self::Discount
                | Self::DeliveryCost
                | Self::StaffBonus
                | Self::MeanValue
        )
    }

    /// Whether the column holds days.
    pub fn is_day(self) -> bool {
        matches!(
            self,
            Self::Date | Self::DueDate | Self::PaidDate | Self::FirstDay | Self::LastDay
        )
    }
}
