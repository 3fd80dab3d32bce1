//! The colours of `web/static/tokens.css` are told apart and can be read, in light and dark.

use std::collections::BTreeMap;
use std::fs;

type Colours = BTreeMap<String, [u8; 3]>;

/// The colours declared in a block of declarations; other declarations are passed over.
fn colours(block: &str) -> Colours {
    let mut colours = Colours::new();
    for line in block.lines() {
        let Some((name, rest)) = line.trim().split_once(": #") else {
            continue;
        };
        let channel = |at: usize| u8::from_str_radix(&rest[at..at + 2], 16).expect("two hex digits");
        colours.insert(name.trim_start_matches("--").to_owned(), [channel(0), channel(2), channel(4)]);
    }
    colours
}

/// The light block, the dark block the system asks for, and the dark block the reader asks for.
fn blocks() -> [Colours; 3] {
    let path = tidepool_tests::root().join("web/static/tokens.css");
    let text = fs::read_to_string(path).expect("web/static/tokens.css is there");
    let mut parts = text.split("  color-scheme: ").skip(1);
    [(); 3].map(|()| {
        let part = parts.next().expect("three blocks with a color-scheme");
        colours(part.split('}').next().expect("the block is closed"))
    })
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

const GROUNDS: [&str; 3] = ["paper", "paper-raised", "paper-sunk"];
const STATES: [&str; 5] = ["in-use", "idle", "waiting", "failed", "gc"];

fn at_least(colours: &Colours, limit: f64, front: &str, back: &str) {
    let ratio = contrast(colours[front], colours[back]);
    assert!(ratio >= limit, "--{front} on --{back}: {ratio:.2}, needs {limit}");
}

#[test]
fn text_can_be_read_on_every_ground() {
    for colours in blocks() {
        for ground in GROUNDS {
            for text in ["ink", "ink-soft", "accent", "state-failed"] {
                at_least(&colours, 4.5, text, ground);
            }
        }
        for code in ["keyword", "string", "comment", "number", "type"] {
            for ground in ["paper", "paper-sunk", "paper-raised", "code-line", "code-error"] {
                at_least(&colours, 4.5, &format!("code-{code}"), ground);
            }
        }
        at_least(&colours, 4.5, "ink", "accent-soft");
        at_least(&colours, 4.5, "on-accent", "accent");
        for state in ["state-in-use", "state-failed", "state-gc"] {
            at_least(&colours, 4.5, "on-state", state);
        }
    }
}

#[test]
fn marks_and_edges_stand_out_from_the_paper() {
    for colours in blocks() {
        for ground in ["paper", "paper-raised"] {
            at_least(&colours, 3.0, "line-strong", ground);
            for state in STATES {
                at_least(&colours, 3.0, &format!("state-{state}"), ground);
            }
        }
    }
}

#[test]
fn states_differ_in_lightness_too() {
    for colours in blocks() {
        let mut lightness: Vec<f64> =
            STATES.iter().map(|state| luminance(colours[&format!("state-{state}")]).cbrt()).collect();
        lightness.sort_by(f64::total_cmp);
        for pair in lightness.windows(2) {
            assert!(pair[1] - pair[0] >= 0.03, "{lightness:?}");
        }
    }
}

#[test]
fn dark_is_the_same_whoever_asks_for_it() {
    let [light, system, reader] = blocks();
    assert_eq!(system, reader);
    assert!(light.keys().eq(system.keys()));
}
