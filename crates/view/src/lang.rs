//! The two languages of the book.

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// `zh…` is Chinese, anything else English.
    pub fn of(code: &str) -> Lang {
        if code.starts_with("zh") { Lang::Zh } else { Lang::En }
    }

    /// `en` or `zh`.
    pub fn code(self) -> &'static str {
        self.pick("en", "zh")
    }

    /// One of two texts.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}
