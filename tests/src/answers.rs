//! How challenges of the book are met, from chapter 3 on, natively and in a browser.

/// What meets a challenge.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// Other settings, as `key=value`.
    Set(&'static str),
    /// Another listing in the editor.
    Listing(&'static str),
    /// Parts of the listing, and what comes in their place.
    Change(&'static [(&'static str, &'static str)]),
}

use Answer::{Change, Listing, Set};

/// Page, place on it from 0, and the answer.
const ANSWERS: [(&str, usize, Answer); 34] = [
    ("3-1", 0, Set("idle=16")),
    ("3-1", 1, Set("open=9")),
    ("3-1", 2, Change(&[UNUSED_PODS])),
    ("3-2", 0, Listing("ch3/leak-report-fixed.go")),
    ("3-2", 1, Listing("ch3/leak-report-hikari-fixed.go")),
    ("3-3", 0, Set("pool=8")),
    ("3-3", 1, Set("pool=100 deadline=30s")),
    ("3-3", 2, Set("lifetime=30s")),
    ("4-1", 0, Listing("ch4/rows-close-each-time.go")),
    ("4-1", 1, Set("pool=101 duration=3s")),
    ("4-2", 0, Set("pool=67")),
    ("4-2", 1, Change(&WITH_CONTEXT)),
    ("4-2", 2, Set("retry_wait=40s")),
    ("4-3", 0, Listing("ch4/scope-defer-narrow.go")),
    ("4-3", 1, Set("pool=34")),
    ("4-4", 0, Change(&IN_ORDER)),
    ("4-4", 1, Set("limit=1150")),
    ("5-1", 0, Set("fault.slow.at=45s pool=22")),
    ("5-1", 1, Change(&[ROOM])),
    ("5-1", 2, Change(&[CLOSED])),
    ("5-2", 0, Change(&[DELAY])),
    ("5-2", 1, Set("pre_stop=1200ms limit=500ms")),
    ("5-3", 0, Set("limit=170 burst=2")),
    ("5-3", 1, Listing("ch5/shared-log.go")),
    ("5-3", 2, Change(&STOPS_IN_TIME)),
    ("5-4", 0, Set("deadline=150ms")),
    ("5-4", 1, Set("timeout=500ms")),
    ("5-4", 2, Set("budget=15")),
    ("5-5", 0, Set("ttl=3s")),
    ("5-5", 1, Set("ping=400ms")),
    ("5-5", 2, Set("mode=semi-sync window=2s")),
    ("5-6", 0, Change(&[DEFERRED])),
    ("5-6", 1, Set("places=5")),
    ("5-6", 2, Set("budget=0.1")),
];

const STOPS_IN_TIME: [(&str, &str); 4] = [
    (
        "\t\tvar price string\n",
        "\t\tctx, cancel := context.WithTimeout(r.Context(), time.Second)\n\t\tdefer cancel()\n\t\tvar price string\n",
    ),
    ("db.QueryRow(byID)", "db.QueryRowContext(ctx, byID)"),
    ("\t\"database/sql\"", "\t\"context\"\n\t\"database/sql\""),
    ("\t\"sync\"", "\t\"sync\"\n\t\"time\""),
];

const ROOM: (&str, &str) = ("make(chan bool)", "make(chan bool, 1)");

const DEFERRED: (&str, &str) =
    ("\terr = conn.QueryRowContext(", "\tdefer conn.Close()\n\terr = conn.QueryRowContext(");

const CLOSED: (&str, &str) = ("\tfor rows.Next() {", "\tdefer rows.Close()\n\tfor rows.Next() {");

const UNUSED_PODS: (&str, &str) = (
    "\ttime.Sleep(lab.Duration(\"drain\"",
    "\tfor _, db := range old {\n\t\tdb.SetMaxIdleConns(0)\n\t}\n\ttime.Sleep(lab.Duration(\"drain\"",
);

const DELAY: (&str, &str) =
    ("\t\t<-sigterm\n\t\tdrain(", "\t\t<-sigterm\n\t\ttime.Sleep(2 * time.Second)\n\t\tdrain(");

const WITH_CONTEXT: [(&str, &str); 4] = [
    ("userName(db)", "userName(r.Context(), db)"),
    ("userName(db *sql.DB)", "userName(ctx context.Context, db *sql.DB)"),
    ("db.QueryRow(", "db.QueryRowContext(ctx, "),
    ("\t\"database/sql\"", "\t\"context\"\n\t\"database/sql\""),
];

const IN_ORDER: [(&str, &str); 2] = [
    (
        "\tfor _, id := range basket(r) {",
        "\tids := basket(r)\n\tslices.Sort(ids[:])\n\tfor _, id := range ids {",
    ),
    ("\t\"strconv\"", "\t\"slices\"\n\t\"strconv\""),
];

/// What meets the challenge of a page, counted from 0.
///
/// # Panics
/// If nobody knows.
pub fn answer(slug: &str, number: usize) -> Answer {
    let found = ANSWERS.iter().find(|(page, place, _)| (*page, *place) == (slug, number));
    found.unwrap_or_else(|| panic!("{slug} no. {number}: nobody knows how it is met")).2
}

impl Answer {
    /// The listing that is meant: `code` changed, or one of the book, by its path. None if settings are the answer.
    ///
    /// # Panics
    /// If `code` has not the part that is to be changed.
    pub fn code(self, code: &str, book: impl Fn(&str) -> String) -> Option<String> {
        match self {
            Set(_) => None,
            Listing(path) => Some(book(path)),
            Change(parts) => Some(parts.iter().fold(code.to_owned(), |code, (part, by)| {
                assert!(code.contains(part), "the listing has no {part:?}:\n{code}");
                code.replace(part, by)
            })),
        }
    }
}
