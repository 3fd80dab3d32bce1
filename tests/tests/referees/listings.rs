//! The book's listings that end by themselves print under ours what they printed under real Go.

use std::fs;
use std::sync::OnceLock;

use tidepool_tests::area::Area;
use tidepool_tests::referee::{self, Listings, Recorded};
use tidepool_tests::root;

use crate::ours;

/// A listing, and where it differs.
pub struct Listing {
    pub recorded: Recorded,
    pub difference: Option<String>,
}

/// All of them, each run once.
pub fn all() -> &'static [Listing] {
    static ALL: OnceLock<Vec<Listing>> = OnceLock::new();
    ALL.get_or_init(|| {
        let programs = Listings.programs().expect("the folders are there");
        programs.iter().map(|program| compare(program)).collect()
    })
}

fn compare(program: &str) -> Listing {
    let recorded = referee::recorded(&Listings, program).expect("recorded by `cargo xtask referee`");
    let text = fs::read_to_string(root().join(program)).expect("the program is there");
    let difference = referee::difference(&recorded.outcome, &ours::run(program, &text, 1));
    Listing { recorded, difference }
}

#[test]
fn listings_print_what_they_print_under_real_go() {
    for Listing { recorded, difference } in all() {
        assert_eq!(*difference, None, "{}", recorded.program);
    }
}
