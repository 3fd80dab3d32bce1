//! Programs made from others: tokens and lines removed, doubled, swapped, replaced; literals changed.

use crate::random::Random;

/// Values that are at the edge of something.
const LITERALS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "7",
    "64",
    "255",
    "256",
    "1<<31",
    "1<<63",
    "9223372036854775807",
    "1e9",
    "1.5",
    "0.0",
    "-0.5",
    "'x'",
    "'\\u00e9'",
    "\"\"",
    "\"ab\\xffc\"",
    "nil",
    "true",
    "false",
    "1i",
    "0x1p-2",
    "`raw`",
    "[]int{1,2,3}",
    "map[string]int{}",
    "func() {}",
    "struct{}{}",
    "any(3)",
    "new(int)",
    "make([]byte, 3)",
    "make(chan int, 1)",
];

/// Tokens to put anywhere.
const TOKENS: &[&str] = &[
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    ":",
    ":=",
    "=",
    "==",
    "!=",
    "<",
    "<-",
    "->",
    "+",
    "-",
    "*",
    "/",
    "%",
    "&",
    "&^",
    "|",
    "^",
    "!",
    "...",
    ".",
    "go",
    "defer",
    "return",
    "break",
    "continue",
    "goto",
    "fallthrough",
    "range",
    "for",
    "if",
    "else",
    "switch",
    "case",
    "default",
    "select",
    "func",
    "type",
    "struct",
    "interface",
    "map",
    "chan",
    "var",
    "const",
    "iota",
    "package",
    "import",
    "int",
    "uint8",
    "string",
    "any",
    "error",
    "float64",
    "len",
    "cap",
    "append",
    "copy",
    "panic",
    "recover",
    "make",
    "new",
    "close",
    "delete",
    "min",
    "max",
    "clear",
    "~",
    "\n",
    "x",
    "main",
    "_",
];

/// A mutated program.
pub fn program(random: &mut Random, texts: &[String]) -> String {
    let text = &texts[random.below(texts.len())];
    let other = &texts[random.below(texts.len())];
    let mut tokens = split(text);
    let others = split(other);
    for _ in 0..1 + random.below(4) {
        if tokens.is_empty() {
            break;
        }
        let at = random.below(tokens.len());
        let to = random.below(tokens.len());
        match random.below(12) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[at]),
            2 => tokens.swap(at, to),
            3 | 4 => tokens[at] = tokens[to],
            5 => tokens[at] = others[random.below(others.len())],
            6 => tokens.insert(at, random.of(TOKENS)),
            7 => tokens[at] = random.of(TOKENS),
            8 => change_literal(random, &mut tokens, at),
            9 => drop(tokens.drain(line(&tokens, at))),
            10 => {
                let moved: Vec<&str> = tokens[line(&tokens, at)].to_vec();
                drop(tokens.splice(to..to, moved));
            }
            _ => {
                let moved: Vec<&str> = others[line(&others, random.below(others.len()))].to_vec();
                drop(tokens.splice(at..at, moved));
            }
        }
    }
    tokens.concat()
}

/// The next literal from `at` on becomes another.
fn change_literal(random: &mut Random, tokens: &mut [&str], at: usize) {
    let is_literal = |token: &&str| token.starts_with(|c: char| c.is_ascii_digit() || "\"'`".contains(c));
    if let Some(found) = tokens[at..].iter().position(is_literal) {
        tokens[at + found] = random.of(LITERALS);
    }
}

/// The tokens of the line around `at`.
fn line(tokens: &[&str], at: usize) -> std::ops::Range<usize> {
    let is_end = |token: &&str| token.contains('\n');
    let from = tokens[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
    let to = tokens[at..].iter().position(is_end).map_or(tokens.len(), |end| at + end + 1);
    from..to.max(from)
}

/// Words, literals, blanks and single signs; together they are the text.
fn split(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len())
            }
            '\n' => 1,
            c if c.is_whitespace() => {
                rest.find(|c: char| !c.is_whitespace() || c == '\n').unwrap_or(rest.len())
            }
            '"' | '\'' | '`' => quoted(rest, first),
            c => c.len_utf8(),
        };
        let (token, behind) = rest.split_at(len);
        tokens.push(token);
        rest = behind;
    }
    tokens
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped && quote != '`';
    }
    text.len()
}
