//! Metrics as one flat table: names with their units, and numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tidepool_des::{Duration, Histogram};

/// Metrics by name. A name may begin with what it is of, such as `hikari.` or `burst.`.
pub type Table = BTreeMap<Cow<'static, str>, f64>;

/// Fills a table, with a prefix before each name.
pub(crate) struct Flat<'a> {
    table: &'a mut Table,
    prefix: String,
}

impl<'a> Flat<'a> {
    /// Names go in as they are.
    pub(crate) fn plain(table: &'a mut Table) -> Flat<'a> {
        Flat { table, prefix: String::new() }
    }

    /// Names begin with `owner` and a point.
    pub(crate) fn of(owner: &str, table: &'a mut Table) -> Flat<'a> {
        Flat { table, prefix: format!("{owner}.") }
    }

    /// Adds a metric.
    pub(crate) fn insert(&mut self, name: &'static str, value: f64) {
        let name = match self.prefix.as_str() {
            "" => Cow::Borrowed(name),
            prefix => Cow::Owned(format!("{prefix}{name}")),
        };
        self.table.insert(name, value);
    }
}

/// Mean, P50, P90, P95, P99 and maximum in milliseconds; zeros if nothing was recorded.
pub(crate) fn quantiles(h: &Histogram, names: [&'static str; 6], out: &mut Flat) {
    let quantiles = [0.5, 0.9, 0.95, 0.99].map(|q| h.quantile(q));
    let values = [h.mean(), quantiles[0], quantiles[1], quantiles[2], quantiles[3], h.max()];
    for (name, value) in names.into_iter().zip(values) {
        out.insert(name, value.unwrap_or(Duration::ZERO).as_millis_f64());
    }
}
