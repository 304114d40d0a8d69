use super::{CustomerIx, Dataset, Interner};

/// Customers by their ids, for looking up many: [`Dataset::customer_by_id`] reads all ids each time.
#[derive(Debug)]
pub struct CustomerIndex(Interner);

impl Dataset {
    /// An index of the customers by their ids.
    pub fn customer_index(&self) -> CustomerIndex {
        let mut ids = Interner::default();
        // Ids are distinct: the code of each is the place of its customer.
        for customer in self.customer_ixs() {
            ids.intern(self.customer_id(customer));
        }
        CustomerIndex(ids)
    }
}

impl CustomerIndex {
    /// The customer with this id.
    pub fn find(&mut self, id: &str) -> Option<CustomerIx> {
        self.0.find(id.as_bytes()).ok().map(CustomerIx)
    }
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::dataset;

    #[test]
    fn the_index_says_what_the_search_says() {
        let data = dataset(&[
            ("b", "2024-01-01", 1.0),
            ("a", "2024-01-02", 1.0),
            ("b", "2024-01-03", 1.0),
            ("007", "2024-01-03", 1.0),
        ]);
        let mut index = data.customer_index();
        for id in ["a", "b", "007", "7", ""] {
            assert_eq!(index.find(id), data.customer_by_id(id), "{id}");
        }
    }
}
