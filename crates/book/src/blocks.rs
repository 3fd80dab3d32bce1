//! Splits a page's body into Markdown and directives.
//!
//! `::name{…}` stands alone on its line; `:::name{…}` opens a container that ends with a line `:::`.
//! Containers hold Markdown, never other containers.

use crate::attrs::Attrs;
use crate::directive::{self, Block, Claim, Kind, Predict, Prose, RunRef};
use crate::flow;
use crate::inline::prose;
use crate::problem::Problems;

const LEAVES: &str = "::listing, ::lab, ::scenarios";
const CONTAINERS: &str = ":::claim, :::predict, :::notice, :::measured, :::challenge, :::flow";

/// Splits `body`, whose first line is `line`.
pub(crate) fn blocks(body: &str, line: usize, problems: &mut Problems) -> Vec<Block> {
    let mut splitter = Splitter { blocks: Vec::new(), text: String::new(), text_line: line, problems };
    let mut lines = body.lines().enumerate().map(|(n, text)| (line + n, text));
    let mut fence = None;
    while let Some((at, text)) = lines.next() {
        if let Some(open) = fence {
            fence = Some(open).filter(|open| !text.starts_with(open));
        } else if let Some(open) = ["```", "~~~"].into_iter().find(|f| text.starts_with(f)) {
            fence = Some(open);
        } else if let Some(head) = text.strip_prefix(":::") {
            splitter.flush();
            let inner = inner(&mut lines);
            splitter.container(at, head, inner);
            continue;
        } else if let Some(head) = text.strip_prefix("::") {
            splitter.flush();
            splitter.leaf(at, head);
            continue;
        } else if text.starts_with("## ") {
            // A heading starts a part of its own, so that the layout can group parts.
            splitter.flush();
        }
        splitter.push(at, text);
    }
    splitter.flush();
    splitter.blocks
}

/// The lines up to `:::`, with the number of the first; none if the page ends before.
fn inner<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>) -> Option<(usize, String)> {
    let mut text = String::new();
    let mut first = None;
    for (at, line) in lines {
        first = first.or(Some(at));
        if line.trim_end() == ":::" {
            return first.map(|first| (first, text));
        }
        text.push_str(line);
        text.push('\n');
    }
    None
}

struct Splitter<'a> {
    blocks: Vec<Block>,
    text: String,
    text_line: usize,
    problems: &'a mut Problems,
}

impl Splitter<'_> {
    fn push(&mut self, line: usize, text: &str) {
        if self.text.is_empty() {
            if text.trim().is_empty() {
                return;
            }
            self.text_line = line;
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Ends the Markdown that was being gathered.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            let prose = prose(&text, self.text_line, self.problems);
            self.blocks.push(Block { line: self.text_line, kind: Kind::Text(prose) });
        }
    }

    /// Name and attributes of a directive; nothing may follow on its line.
    fn head<'h>(&mut self, line: usize, colons: &str, head: &'h str) -> Option<(&'h str, Attrs)> {
        let end = head.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(head.len());
        let (name, rest) = head.split_at(end);
        let read = Attrs::read(rest).and_then(|(attrs, after)| match after.trim() {
            "" => Ok(attrs),
            after => Err(format!("{after:?} follows the directive; it must stand alone on its line")),
        });
        let attrs = self.problems.ok(line, read.map_err(|e| format!("{colons}{name}: {e}")))?;
        Some((name, attrs))
    }

    fn add(&mut self, line: usize, name: &str, read: Result<Kind, String>) {
        if let Some(kind) = self.problems.ok(line, read.map_err(|e| format!("{name}: {e}"))) {
            self.blocks.push(Block { line, kind });
        }
    }

    fn leaf(&mut self, line: usize, head: &str) {
        let Some((name, attrs)) = self.head(line, "::", head) else { return };
        let read = match name {
            "listing" => directive::listing(attrs).map(Kind::Listing),
            "lab" => directive::lab(attrs).map(Kind::Lab),
            "scenarios" => directive::scenarios(attrs).map(Kind::Scenarios),
            _ => Err(format!(
                "there is no such directive; expected one of {LEAVES}, or with three colons {CONTAINERS}"
            )),
        };
        self.add(line, &format!("::{name}"), read);
    }

    fn container(&mut self, line: usize, head: &str, inner: Option<(usize, String)>) {
        let Some((name, attrs)) = self.head(line, ":::", head) else { return };
        let Some((first, text)) = inner else {
            return self.problems.add(line, format!(":::{name}: the closing line `:::` is missing"));
        };
        let nested = text.lines().position(|l| l.starts_with("::"));
        if let Some(nested) = nested {
            return self
                .problems
                .add(first + nested, format!("a directive inside :::{name}; they cannot be nested"));
        }
        let whole = |problems: &mut Problems| prose(&text, first, problems);
        let read = match name {
            "claim" => directive::claim(attrs).and_then(|head| claim(head, first, &text, self.problems)),
            "predict" => {
                directive::predict_answer(attrs).and_then(|a| predict(a, first, &text, self.problems))
            }
            "notice" => attrs.finish("none").map(|()| Kind::Notice(whole(self.problems))),
            "measured" => directive::measured(attrs, whole(self.problems)).map(Kind::Measured),
            "challenge" => directive::challenge(attrs, whole(self.problems)).map(Kind::Challenge),
            "flow" => flow::read(attrs, first, &text, self.problems).map(Kind::Flow),
            _ => Err(format!("there is no such directive; expected one of {CONTAINERS}")),
        };
        self.add(line, &format!(":::{name}"), read);
    }
}

/// Splits the inside of a claim at lines that begin with `statement:`, `verdict:` and `evidence:`.
fn claim(
    (id, run): (String, Option<RunRef>),
    first: usize,
    text: &str,
    problems: &mut Problems,
) -> Result<Kind, String> {
    const KEYS: [&str; 3] = ["statement", "verdict", "evidence"];
    let mut parts: [Option<(usize, String)>; 3] = Default::default();
    let mut current = None;
    for (n, line) in text.lines().enumerate() {
        let start = KEYS.iter().position(|key| line.strip_prefix(key).is_some_and(|r| r.starts_with(':')));
        if let Some(index) = start {
            if parts[index].is_some() {
                return Err(format!("`{}:` is there twice", KEYS[index]));
            }
            parts[index] = Some((first + n, format!("{}\n", line[KEYS[index].len() + 1..].trim_start())));
            current = Some(index);
        } else if let Some((_, part)) = current.and_then(|index| parts[index].as_mut()) {
            part.push_str(line);
            part.push('\n');
        } else if !line.trim().is_empty() {
            return Err(format!("the text before `statement:` belongs to nothing: {line:?}"));
        }
    }
    let mut take = |index: usize| -> Result<Prose, String> {
        let (line, text) = parts[index].take().ok_or_else(|| format!("`{}: …` is missing", KEYS[index]))?;
        Ok(prose(&text, line, problems))
    };
    Ok(Kind::Claim(Claim { id, run, statement: take(0)?, verdict: take(1)?, evidence: take(2)? }))
}

/// Whether Markdown takes these words for an item of a list.
fn begins_list(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let marks: &[&str] = if rest.len() < words.len() { &[". ", ") "] } else { &["- ", "* ", "+ "] };
    marks.iter().any(|mark| rest.starts_with(mark))
}

/// A question, a list of options, each perhaps with a reason (`> …` below it), and perhaps an explanation.
fn predict(answer: usize, first: usize, text: &str, problems: &mut Problems) -> Result<Kind, String> {
    let mut question = (first, String::new());
    let mut options: Vec<[(usize, String); 2]> = Vec::new();
    let mut explanation: Option<(usize, String)> = None;
    for (at, line) in text.lines().enumerate().map(|(n, line)| (first + n, line)) {
        if let Some(option) = line.strip_prefix("- ") {
            if explanation.is_some() {
                return Err("options follow the explanation; expected question, options, explanation".into());
            }
            if begins_list(option) {
                return Err(format!(
                    "the option \"{option}\" begins like a list of its own; begin it with a word"
                ));
            }
            options.push([(at, format!("{option}\n")), (at, String::new())]);
            continue;
        }
        let reason = line.trim_start().strip_prefix('>').filter(|_| line.starts_with(' '));
        let (part, line) = match (&mut explanation, options.last_mut()) {
            (Some(explanation), _) => (explanation, line),
            (None, None) => (&mut question, line),
            (None, Some([_, why])) if reason.is_some() => (why, reason.unwrap_or_default().trim_start()),
            (None, Some([option, _])) if line.trim().is_empty() || line.starts_with(' ') => (option, line),
            (explanation, _) => (explanation.get_or_insert((at, String::new())), line),
        };
        if part.1.is_empty() {
            part.0 = at;
        }
        part.1 += line;
        part.1.push('\n');
    }
    if options.len() < 2 {
        return Err("expected a question and a list of two options or more, each `- …`".into());
    }
    if answer >= options.len() {
        return Err(format!("the answer is option {}, but there are only {}", answer + 1, options.len()));
    }
    let mut prose = |(line, text): (usize, String)| prose(&text, line, problems);
    let question = prose(question);
    let (options, reasons) =
        options.into_iter().map(|parts| parts.map(&mut prose)).map(<(Prose, Prose)>::from).unzip();
    let explanation = explanation.map(prose).unwrap_or_default();
    Ok(Kind::Predict(Predict { answer, question, options, reasons, explanation }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(body: &str, expected: Expect) {
        let mut problems = Problems::of("x.md");
        let mut shown = String::new();
        for block in blocks(body, 1, &mut problems) {
            shown += &format!("{}: {:?}\n", block.line, block.kind);
        }
        problems.into_vec().iter().for_each(|p| shown += &format!("{p}\n"));
        expected.assert_eq(&shown);
    }

    #[test]
    fn text_and_leaves() {
        check(
            "A\n\n## H\nb\n::listing{file=a.go lines=3-4}\n```\n::lab{}\n```\n",
            expect![[r###"
            1: Text(Prose { line: 1, text: "A\n\n", nums: [] })
            3: Text(Prose { line: 3, text: "## H\nb\n", nums: [] })
            5: Listing(Listing { file: "a.go", lines: Some(3..=4), mark: None })
            6: Text(Prose { line: 6, text: "```\n::lab{}\n```\n", nums: [] })
        "###]],
        );
    }

    #[test]
    fn containers() {
        check(
            ":::claim{id=x}\nstatement: S\n\nverdict: V\nv\n\nevidence: E\n:::\n:::predict{answer=b}\nQ?\n\n- one\n- two\n\nWhy.\n:::\n:::notice\n- n\n:::\n",
            expect![[r#"
                1: Claim(Claim { id: "x", run: None, statement: Prose { line: 2, text: "S\n\n", nums: [] }, verdict: Prose { line: 4, text: "V\nv\n\n", nums: [] }, evidence: Prose { line: 7, text: "E\n", nums: [] } })
                9: Predict(Predict { answer: 1, question: Prose { line: 10, text: "Q?\n\n", nums: [] }, options: [Prose { line: 12, text: "one\n", nums: [] }, Prose { line: 13, text: "two\n\n", nums: [] }], reasons: [Prose { line: 12, text: "", nums: [] }, Prose { line: 13, text: "", nums: [] }], explanation: Prose { line: 15, text: "Why.\n", nums: [] } })
                17: Notice(Prose { line: 18, text: "- n\n", nums: [] })
            "#]],
        );
    }

    #[test]
    fn faults() {
        check(
            "::lba{}\n::lab{scenario=a} x\n::listing{file=a lines=9-3}\n:::claim{id=a}\nstatement: S\n:::\n:::predict{answer=c}\nQ\n- a\n- b\n:::\n:::notice\n::lab{}\n:::\n:::notice\nx\n",
            expect![[r#"
                x.md:1: ::lba: there is no such directive; expected one of ::listing, ::lab, ::scenarios, or with three colons :::claim, :::predict, :::notice, :::measured, :::challenge, :::flow
                x.md:2: ::lab: "x" follows the directive; it must stand alone on its line
                x.md:3: ::listing: lines=9-3: expected such as 34-54
                x.md:4: :::claim: `verdict: …` is missing
                x.md:7: :::predict: the answer is option 3, but there are only 2
                x.md:13: a directive inside :::notice; they cannot be nested
                x.md:15: :::notice: the closing line `:::` is missing
            "#]],
        );
    }

    #[test]
    fn an_option_is_no_list_of_its_own() {
        check(
            ":::predict{answer=a}\nQ\n- 100. All of them\n- b\n:::\n:::predict{answer=a}\nQ\n- 100, all of them\n- 2.5 ms\n:::\n",
            expect![[r#"
                6: Predict(Predict { answer: 0, question: Prose { line: 7, text: "Q\n", nums: [] }, options: [Prose { line: 8, text: "100, all of them\n", nums: [] }, Prose { line: 9, text: "2.5 ms\n", nums: [] }], reasons: [Prose { line: 8, text: "", nums: [] }, Prose { line: 9, text: "", nums: [] }], explanation: Prose { line: 0, text: "", nums: [] } })
                x.md:1: :::predict: the option "100. All of them" begins like a list of its own; begin it with a word
            "#]],
        );
    }
}
