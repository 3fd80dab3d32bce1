//! Why something here is not as it is in reality, where that is known: for readers of both languages.

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Both {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// Why figures are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// In some words.
    pub name: Both,
    /// In some sentences.
    pub why: Both,
}
