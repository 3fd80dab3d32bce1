//! Finds `:num{…}` in Markdown.

use crate::attrs::Attrs;
use crate::directive::{Prose, mark, num};
use crate::problem::Problems;

/// Takes the computed numbers out of `text`, whose first line is `line`. Code stays as it is.
pub(crate) fn prose(text: &str, line: usize, problems: &mut Problems) -> Prose {
    let mut out = Prose { line, ..Prose::default() };
    let mut rest = text;
    let mut at = line;
    while let Some(next) = rest.find(['`', ':', '\n']) {
        out.text.push_str(&rest[..next]);
        rest = &rest[next..];
        let taken = match rest.as_bytes()[0] {
            b'\n' => newline(rest),
            b'`' => code(rest),
            _ => match number(rest, at, &mut out, problems) {
                Some(after) => {
                    rest = after;
                    continue;
                }
                None => 1,
            },
        };
        at += rest[..taken].matches('\n').count();
        out.text.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out.text.push_str(rest);
    out
}

/// Length of the line break at the start of `text`, together with a fenced block that begins after it.
fn newline(text: &str) -> usize {
    let body = &text[1..];
    let Some(fence) = ["```", "~~~"].into_iter().find(|f| body.starts_with(f)) else { return 1 };
    body[3..].find(&format!("\n{fence}")).map_or(text.len(), |end| 1 + 3 + end + 4)
}

/// Length of the code span at the start of `text`, or of its backticks if it is not closed.
fn code(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mut at = ticks;
    while let Some(next) = text[at..].find('`') {
        at += next;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == ticks {
            return at;
        }
    }
    ticks
}

/// If an inline directive starts here, notes it and gives what comes after it.
fn number<'a>(text: &'a str, line: usize, out: &mut Prose, problems: &mut Problems) -> Option<&'a str> {
    let name = &text[1..text[1..].find(|c: char| !c.is_ascii_lowercase()).map_or(text.len(), |n| n + 1)];
    let braces = text[1 + name.len()..].strip_prefix('{').map(|_| &text[1 + name.len()..])?;
    if name.is_empty() {
        return None;
    }
    let read = Attrs::read(braces).and_then(|(attrs, after)| match name {
        "num" => Ok((num(attrs, line)?, after)),
        other => {
            Err(format!("there is no directive `:{other}{{…}}` inside a paragraph; expected `:num{{…}}`"))
        }
    });
    match read {
        Ok((num, after)) => {
            out.text.push_str(&mark(out.nums.len()));
            out.nums.push(num);
            Some(after)
        }
        Err(error) => {
            problems.add(line, format!(":{name}: {error}"));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let mut problems = Problems::of("x.md");
        let prose = prose(text, 1, &mut problems);
        let mut shown = prose.text.replace('\u{e000}', "<").replace('\u{e001}', ">") + "\n";
        for n in &prose.nums {
            shown +=
                &format!("{} {:?} {} {:?} line {}\n", n.run.scenario, n.run.set, n.metric, n.digits, n.line);
        }
        problems.into_vec().iter().for_each(|p| shown += &format!("{p}\n"));
        expected.assert_eq(&shown);
    }

    #[test]
    fn numbers_are_taken_out() {
        check(
            "It: a\n:num{scenario=rows metric=requests_failed digits=0}, :num{scenario=x set=\"a=1 b=2\" metric=m} %",
            expect![[r#"
                It: a
                <0>, <1> %
                rows [] requests_failed Some(0) line 2
                x [("a", "1"), ("b", "2")] m None line 2
            "#]],
        );
    }

    #[test]
    fn code_is_left_alone() {
        check(
            "``a`:num{`` `:num{x}` :b\n```\n:num{x}\n\n```\n12:30 `x",
            expect![[r#"
                ``a`:num{`` `:num{x}` :b
                ```
                :num{x}

                ```
                12:30 `x
            "#]],
        );
    }

    #[test]
    fn faults_have_lines() {
        check(
            "a\nb :num{scenario=rows}\n:sup{a=1} :num{scenario=a metric=b x=1}\n:num{scenario=a metric=b digits=9}",
            expect![[r#"
                a
                b :num{scenario=rows}
                :sup{a=1} :num{scenario=a metric=b x=1}
                :num{scenario=a metric=b digits=9}
                x.md:2: :num: attribute `metric=…` is missing
                x.md:3: :sup: there is no directive `:sup{…}` inside a paragraph; expected `:num{…}`
                x.md:3: :num: there is no attribute `x` here; known are scenario, variant, set, seed, metric, per, digits, unit
                x.md:4: :num: digits=9: expected 0 to 6
            "#]],
        );
    }
}
