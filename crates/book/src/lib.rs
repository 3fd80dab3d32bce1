//! Markdown with directives to static pages in both languages.
