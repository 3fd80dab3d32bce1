//! What a statement does to transactions and locks, read from its text.
//!
//! Only the column `id` is a key, and only `id = VALUE` names a row; everything else that locks, locks the whole
//! table, as InnoDB does without an index that fits.

/// What a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `BEGIN` or `START TRANSACTION`.
    Begin,
    /// `COMMIT`.
    Commit,
    /// `ROLLBACK`.
    Rollback,
    /// `SET autocommit = …`.
    Autocommit(bool),
    /// It locks rows, and has changed what it locks or not.
    Locking { table: String, rows: Rows, changes: bool },
    /// It needs no lock: a plain `SELECT` reads what was committed last (MVCC), and the rest is not known here.
    Other,
}

/// Which rows of a table are locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// The one with this key.
    One(String),
    /// The one with the key that is still a placeholder.
    Unknown,
    /// One that was not there before.
    New,
    /// All.
    All,
}

/// Reads a statement.
pub(super) fn kind(text: &str) -> Kind {
    let start = text.trim_start();
    let end = start.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(start.len());
    match start[..end].to_ascii_lowercase().as_str() {
        "begin" => Kind::Begin,
        "start" => match tokens(start).get(1) {
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("transaction") => Kind::Begin,
            _ => Kind::Other,
        },
        "commit" => Kind::Commit,
        "rollback" => match is_word(tokens(start).get(1), "to") {
            true => Kind::Other,
            false => Kind::Rollback,
        },
        "set" => autocommit(&tokens(start)),
        "insert" | "replace" => locking(&tokens(start), &["into"], Some(Rows::New)),
        "update" => locking(&tokens(start), &["update", "ignore", "low_priority"], None),
        "delete" => locking(&tokens(start), &["from"], None),
        // Most selects need no second look.
        "select" if mentions_update(start) => for_update(&tokens(start)),
        _ => Kind::Other,
    }
}

/// What a `SELECT` reads, whether it locks or not: the rows of its first table, none if it names no table.
pub(super) fn reads(text: &str) -> Option<(String, Rows)> {
    let start = text.trim_start();
    if !start.get(..6)?.eq_ignore_ascii_case("select") {
        return None;
    }
    match locking(&tokens(start), &["from"], None) {
        Kind::Locking { table, rows, .. } => Some((table, rows)),
        _ => None,
    }
}

/// Whether `update` stands somewhere in the text, in any case.
fn mentions_update(text: &str) -> bool {
    text.as_bytes().windows(6).any(|window| window.eq_ignore_ascii_case(b"update"))
}

fn for_update(tokens: &[Token]) -> Kind {
    let locks = tokens.windows(2).any(|pair| is_word(pair.first(), "for") && is_word(pair.get(1), "update"));
    match (locks, locking(tokens, &["from"], None)) {
        (true, Kind::Locking { table, rows, .. }) => Kind::Locking { table, rows, changes: false },
        _ => Kind::Other,
    }
}

fn autocommit(tokens: &[Token]) -> Kind {
    // Also `SET @@autocommit = 1`, `SET SESSION autocommit = 1`.
    let names = |token: &Token| match token {
        Token::Word(word) => unqualified(word).trim_start_matches('@').eq_ignore_ascii_case("autocommit"),
        _ => false,
    };
    let at = tokens.iter().position(names);
    match at.and_then(|at| tokens.get(at + 2)) {
        Some(Token::Word(word)) => match word.to_ascii_lowercase().as_str() {
            "1" | "on" | "true" => Kind::Autocommit(true),
            "0" | "off" | "false" => Kind::Autocommit(false),
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

/// A statement on the table behind the last of the words in `before`, each of which may be missing but the first.
fn locking(tokens: &[Token], before: &[&str], rows: Option<Rows>) -> Kind {
    let leads = |token: &Token| before.iter().any(|word| is_word(Some(token), word));
    let Some(first) = tokens.iter().position(leads) else {
        return Kind::Other;
    };
    let Some(Token::Word(table)) = tokens[first..].iter().find(|token| !leads(token)) else {
        return Kind::Other;
    };
    let rows = rows.unwrap_or_else(|| condition(tokens));
    Kind::Locking { table: unqualified(table).to_ascii_lowercase(), rows, changes: true }
}

/// Which rows a condition picks.
fn condition(tokens: &[Token]) -> Rows {
    let Some(at) = tokens.iter().position(|token| is_word(Some(token), "where")) else {
        return Rows::All;
    };
    let tokens = &tokens[at + 1..];
    if tokens.iter().any(|token| is_word(Some(token), "or") || is_word(Some(token), "not")) {
        return Rows::All;
    }
    let found = tokens.windows(3).find_map(|three| match three {
        [Token::Word(column), Token::Sign('='), value] if is_id(column) => match value {
            Token::Word(number) if number.parse::<i64>().is_ok() => Some(Rows::One(number.clone())),
            Token::Text(text) => Some(Rows::One(text.clone())),
            Token::Sign('?') => Some(Rows::Unknown),
            _ => None,
        },
        _ => None,
    });
    found.unwrap_or(Rows::All)
}

/// Whether a column is the key: `id`, or `t.id`.
fn is_id(column: &str) -> bool {
    unqualified(column).eq_ignore_ascii_case("id")
}

/// A name without what it is qualified by.
fn unqualified(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, last)| last)
}

fn is_word(token: Option<&Token>, word: &str) -> bool {
    matches!(token, Some(Token::Word(found)) if found.eq_ignore_ascii_case(word))
}

/// A piece of a statement.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// A name, with its qualifiers and without backquotes, a keyword, or a number.
    Word(String),
    /// A quoted text, without its quotes.
    Text(String),
    /// Anything else, one by one.
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\'' | '"' => tokens.push(Token::Text(quoted(c, &mut rest))),
            '`' => tokens.push(Token::Word(quoted(c, &mut rest))),
            c if is_part(c) || c == '-' => {
                let mut word = String::from(c);
                while let Some(c) = rest.next_if(|&c| is_part(c) || c == '`') {
                    word.extend((c != '`').then_some(c));
                }
                tokens.push(Token::Word(word));
            }
            c if c.is_whitespace() => {}
            c => tokens.push(Token::Sign(c)),
        }
    }
    tokens
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || "_.$@".contains(c)
}

/// The rest of a quoted piece; a doubled quote and what stands behind a backslash are part of it.
fn quoted(quote: char, rest: &mut std::iter::Peekable<std::str::Chars>) -> String {
    let mut text = String::new();
    while let Some(c) = rest.next() {
        match c {
            '\\' if quote != '`' => text.extend(rest.next()),
            c if c != quote => text.push(c),
            _ => match rest.next_if_eq(&quote) {
                Some(c) => text.push(c),
                None => break,
            },
        }
    }
    text
}
