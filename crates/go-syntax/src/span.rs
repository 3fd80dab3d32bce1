//! Places in source text: files, byte spans, lines and columns.

use std::rc::Rc;

/// Number of a source file within one program, counting from 0 in a [`SourceMap`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file: `start..end`, `end` exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file the bytes are in.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just after the last byte; never below `start`.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// The smallest span that covers both; `other` should be in the same file.
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span in front of the first byte.
    pub fn at_start(self) -> Span {
        Span { end: self.start, ..self }
    }

    /// The last byte of the span (the closing brace of a block, the `)` of a call); empty spans stay empty.
    pub fn last_byte(self) -> Span {
        Span { start: self.end.saturating_sub(1).max(self.start), ..self }
    }

    /// Number of bytes.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The covered part of the file's text; empty when the span does not fit the text.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A place as people and the Go compiler write it; both numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes (or UTF-16 units where stated), from 1.
    pub column: u32,
}

/// Where the lines of a text start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds all line starts; lines end with `\n`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        for (at, byte) in text.bytes().enumerate() {
            if byte == b'\n' {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts }
    }

    /// Line and column (in bytes) of a byte offset. Offsets behind the end count as on the last line.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        Position { line: line as u32, column: offset - self.starts[line - 1] + 1 }
    }

    /// Offset of the first byte of a line (from 1), if there is such a line.
    pub fn line_start(&self, line: u32) -> Option<u32> {
        let index = usize::try_from(line.checked_sub(1)?).ok()?;
        self.starts.get(index).copied()
    }

    /// Number of lines; an empty text has one.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }
}

/// One source file: its name as printed in messages, its text and its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Number of the file in its program.
    pub id: FileId,
    /// Name as printed in diagnostics and stack traces.
    pub name: Rc<str>,
    /// The whole text.
    pub text: Rc<str>,
    /// Line starts of `text`.
    pub lines: LineIndex,
}

impl SourceFile {
    /// Indexes the lines of `text`.
    pub fn new(id: FileId, name: &str, text: &str) -> Self {
        Self { id, name: name.into(), text: text.into(), lines: LineIndex::new(text) }
    }

    /// Line and column in bytes, as Go's compiler prints them.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(offset)
    }

    /// Line and column in UTF-16 units, as a web page counts them.
    pub fn position_utf16(&self, offset: u32) -> Position {
        let position = self.lines.position(offset);
        let start = offset - (position.column - 1);
        let before = Span::new(self.id, start, offset).text(&self.text);
        Position { line: position.line, column: before.encode_utf16().count() as u32 + 1 }
    }

    /// The text of a line (from 1) without its line end; empty if there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let Some(start) = self.lines.line_start(line) else {
            return "";
        };
        let end = self.lines.line_start(line + 1).unwrap_or(self.text.len() as u32);
        Span::new(self.id, start, end).text(&self.text).trim_end_matches(['\n', '\r'])
    }
}

/// All files of a program, in the order of their [`FileId`]s.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and gives it the next number.
    pub fn add(&mut self, name: &str, text: &str) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.files.push(SourceFile::new(id, name, text));
        id
    }

    /// The file with this number, if it was added here.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// All files in order.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Line and column in bytes of the start of a span; 1:1 for an unknown file.
    pub fn position(&self, span: Span) -> Position {
        match self.get(span.file) {
            Some(file) => file.position(span.start),
            None => Position { line: 1, column: 1 },
        }
    }

    /// `file:line:col` of the start of a span.
    pub fn describe(&self, span: Span) -> String {
        let Position { line, column } = self.position(span);
        let name = self.get(span.file).map_or("?", |file| &file.name);
        format!("{name}:{line}:{column}")
    }
}
