//! The book's listings that end by themselves print under ours what they printed under real Go.

mod common;

use tidepool_tests::area::Area;
use tidepool_tests::referee::{self, Listings};

#[test]
fn listings_print_what_they_print_under_real_go() {
    for program in Listings.programs().expect("the folders are there") {
        let real = referee::recorded(&Listings, &program).expect("recorded by `cargo xtask referee`").outcome;
        let text =
            std::fs::read_to_string(tidepool_tests::root().join(&program)).expect("the program is there");
        if let Some(text) = referee::difference(&real, &common::run_ours(&program, &text, 1)) {
            panic!("{program}: {text}");
        }
    }
}
