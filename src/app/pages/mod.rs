//! The pages. Each maps state to widgets; none computes.
//!
//! - `panel_page`: any page made of panels
//! - `customers`, `card`: the list of customers, one customer

pub mod card;
pub mod customers;
pub mod panel_page;
