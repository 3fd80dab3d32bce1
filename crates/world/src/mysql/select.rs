//! What a statement answers with.
//!
//! Statements are not executed as SQL: the columns come from the select list, and each value from the
//! column's name or literal and the number of the row.

/// One column of a result set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name that the client sees: the alias, or the expression as written.
    pub name: String,
    /// What stands in it.
    pub kind: ColumnKind,
}

/// Where the values of a column come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// The number of the row, counting from 1: the column `id`.
    RowNumber,
    /// A whole number written in the statement.
    Int(i64),
    /// A number with a point or an exponent, as written.
    Float(String),
    /// `<column>-<number of the row>`, where the column goes by its own name, not by its alias.
    Text(String),
}

/// The columns that a statement yields; none if it is not one that yields rows.
pub fn columns(statement: &str) -> Vec<Column> {
    let text = statement.trim_start();
    let Some(list) = strip_keyword(text, "select") else {
        return Vec::new();
    };
    let list = strip_keyword(list, "distinct").unwrap_or(list);
    let mut columns = Vec::new();
    for item in items(select_list(list)) {
        let item = item.trim();
        if item == "*" || item.ends_with(".*") {
            columns.extend(["id", "name", "email"].map(named));
        } else if !item.is_empty() {
            columns.push(column(item));
        }
    }
    columns
}

/// Whether the statement asks for rows.
pub fn is_select(statement: &str) -> bool {
    strip_keyword(statement.trim_start(), "select").is_some()
}

/// Whether the statement makes a new row with a number of its own.
pub fn is_insert(statement: &str) -> bool {
    strip_keyword(statement.trim_start(), "insert").is_some()
}

/// The text of one value of a string column.
pub fn text_value(column: &str, row: u64) -> String {
    format!("{column}-{row}")
}

/// `name` as a column without alias.
fn named(name: &str) -> Column {
    let kind = match name.eq_ignore_ascii_case("id") {
        true => ColumnKind::RowNumber,
        false => ColumnKind::Text(name.to_owned()),
    };
    Column { name: name.to_owned(), kind }
}

/// One item of a select list: an expression with or without alias.
fn column(item: &str) -> Column {
    let (expression, alias) = split_alias(item);
    let kind = if let Ok(number) = expression.parse::<i64>() {
        ColumnKind::Int(number)
    } else if is_number(expression) {
        ColumnKind::Float(expression.to_owned())
    } else {
        named(unquote(last_part(expression))).kind
    };
    let name = alias.unwrap_or_else(|| unquote(last_part(expression)));
    Column { name: name.to_owned(), kind }
}

/// Splits `expression AS alias` and `expression alias`.
fn split_alias(item: &str) -> (&str, Option<&str>) {
    let mut scan = Nesting::default();
    let mut space = None;
    for (at, c) in item.char_indices() {
        scan.step(c);
        if c.is_whitespace() && scan.outside() {
            space = Some(at);
        }
    }
    let Some(space) = space else {
        return (item, None);
    };
    let (before, alias) = (item[..space].trim_end(), item[space..].trim());
    if let Some(expression) = strip_suffix_keyword(before, "as") {
        return (expression, Some(unquote(alias)));
    }
    // Without AS only a plain name after a plain or closed expression is an alias: `a + b` has none.
    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "_`.()*'\"".contains(c));
    match (plain(before) || before.ends_with(')')) && plain(alias) {
        true => (before, Some(unquote(alias))),
        false => (item, None),
    }
}

/// The part behind the last point of a qualified name; expressions stay whole.
fn last_part(expression: &str) -> &str {
    let qualified = !expression.starts_with(|c: char| c.is_ascii_digit())
        && expression.chars().all(|c| c.is_alphanumeric() || "_`.".contains(c));
    match expression.rsplit_once('.') {
        Some((_, last)) if qualified => last,
        _ => expression,
    }
}

fn unquote(name: &str) -> &str {
    for quote in ['`', '"', '\''] {
        if let Some(inner) = name.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner;
        }
    }
    name
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        && text.chars().any(|c| c.is_ascii_digit())
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// The text up to the `FROM` (or another clause) that ends the select list.
fn select_list(text: &str) -> &str {
    const ENDS: [&str; 6] = ["from", "where", "limit", "order", "for", "union"];
    let mut scan = Nesting::default();
    let mut word = None;
    // A blank behind the text ends a word that stands at its end.
    let end = (text.len(), ' ');
    for (at, c) in text.char_indices().chain([end]) {
        let in_word = c.is_alphanumeric() || c == '_';
        match (in_word && scan.outside(), word) {
            (true, None) => word = Some(at),
            (false, Some(start)) => {
                let found = &text[start..at];
                if ENDS.iter().any(|end| found.eq_ignore_ascii_case(end)) {
                    return &text[..start];
                }
                word = None;
            }
            _ => {}
        }
        scan.step(c);
    }
    text.trim_end().trim_end_matches(';')
}

/// Splits a select list at commas outside of brackets and quotes.
fn items(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut start = 0;
    let mut scan = Nesting::default();
    for (at, c) in list.char_indices() {
        scan.step(c);
        if c == ',' && scan.outside() {
            items.push(&list[start..at]);
            start = at + 1;
        }
    }
    items.push(&list[start..]);
    items
}

/// Brackets and quotes seen so far.
#[derive(Default)]
struct Nesting {
    depth: usize,
    quote: Option<char>,
}

impl Nesting {
    fn step(&mut self, c: char) {
        match (self.quote, c) {
            (Some(quote), _) if c == quote => self.quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => self.quote = Some(c),
            (None, '(') => self.depth += 1,
            (None, ')') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn outside(&self) -> bool {
        self.depth == 0 && self.quote.is_none()
    }
}

/// The text behind `keyword` at its beginning, in any case.
fn strip_keyword<'a>(text: &'a str, keyword: &str) -> Option<&'a str> {
    let head = text.get(..keyword.len())?;
    let tail = &text[keyword.len()..];
    let ends = tail.chars().next().is_none_or(char::is_whitespace);
    (head.eq_ignore_ascii_case(keyword) && ends).then(|| tail.trim_start())
}

/// The text before `keyword` at its end, in any case.
fn strip_suffix_keyword<'a>(text: &'a str, keyword: &str) -> Option<&'a str> {
    let split = text.len().checked_sub(keyword.len())?;
    let tail = text.get(split..)?;
    let head = &text[..split];
    (tail.eq_ignore_ascii_case(keyword) && head.ends_with(char::is_whitespace)).then(|| head.trim_end())
}
