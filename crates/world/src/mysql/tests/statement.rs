//! What statements do to transactions and locks, by their text.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use crate::mysql::statement::{Kind, kind};

fn check(statements: &str, want: Expect) {
    let mut out = String::new();
    for text in statements.lines().map(str::trim) {
        let said = match kind(text) {
            Kind::Locking { table, rows, changes } => {
                format!("{} {table} {rows:?}", if changes { "changes" } else { "locks" })
            }
            other => format!("{other:?}"),
        };
        let _ = writeln!(out, "{text}: {said}");
    }
    want.assert_eq(&out);
}

#[test]
fn transactions_begin_and_end() {
    check(
        "BEGIN
         begin work
         START TRANSACTION
         START TRANSACTION READ ONLY
         START SLAVE
         COMMIT
         commit;
         ROLLBACK
         ROLLBACK TO SAVEPOINT a
         SET autocommit = 0
         SET @@autocommit=ON
         SET NAMES utf8mb4
         PING",
        expect![[r#"
            BEGIN: Begin
            begin work: Begin
            START TRANSACTION: Begin
            START TRANSACTION READ ONLY: Begin
            START SLAVE: Other
            COMMIT: Commit
            commit;: Commit
            ROLLBACK: Rollback
            ROLLBACK TO SAVEPOINT a: Other
            SET autocommit = 0: Autocommit(false)
            SET @@autocommit=ON: Autocommit(true)
            SET NAMES utf8mb4: Other
            PING: Other
        "#]],
    );
}

#[test]
fn rows_are_locked_by_their_id() {
    check(
        "UPDATE accounts SET balance = balance - 10 WHERE id = 7
         update `Accounts` set balance=1 where `id`=7;
         UPDATE IGNORE shop.accounts SET x = 'where id = 1' WHERE accounts.id = -7 AND x > 1
         UPDATE accounts SET x = 1 WHERE id = ?
         UPDATE accounts SET x = ? WHERE id = 7
         UPDATE accounts SET x = 1 WHERE id = 'it''s'
         DELETE FROM accounts WHERE id = 7
         DELETE FROM accounts
         UPDATE accounts SET x = 1
         UPDATE accounts SET x = 1 WHERE id = 7 OR id = 8
         UPDATE accounts SET x = 1 WHERE NOT id = 7
         UPDATE accounts SET x = 1 WHERE id > 7
         UPDATE accounts SET x = 1 WHERE user_id = 7
         INSERT INTO accounts (id) VALUES (1)
         REPLACE INTO accounts VALUES (1)",
        expect![[r#"
            UPDATE accounts SET balance = balance - 10 WHERE id = 7: changes accounts One("7")
            update `Accounts` set balance=1 where `id`=7;: changes accounts One("7")
            UPDATE IGNORE shop.accounts SET x = 'where id = 1' WHERE accounts.id = -7 AND x > 1: changes accounts One("-7")
            UPDATE accounts SET x = 1 WHERE id = ?: changes accounts Unknown
            UPDATE accounts SET x = ? WHERE id = 7: changes accounts One("7")
            UPDATE accounts SET x = 1 WHERE id = 'it''s': changes accounts One("it's")
            DELETE FROM accounts WHERE id = 7: changes accounts One("7")
            DELETE FROM accounts: changes accounts All
            UPDATE accounts SET x = 1: changes accounts All
            UPDATE accounts SET x = 1 WHERE id = 7 OR id = 8: changes accounts All
            UPDATE accounts SET x = 1 WHERE NOT id = 7: changes accounts All
            UPDATE accounts SET x = 1 WHERE id > 7: changes accounts All
            UPDATE accounts SET x = 1 WHERE user_id = 7: changes accounts All
            INSERT INTO accounts (id) VALUES (1): changes accounts New
            REPLACE INTO accounts VALUES (1): changes accounts New
        "#]],
    );
}

#[test]
fn a_select_locks_only_for_update() {
    check(
        "SELECT * FROM accounts WHERE id = 7
         SELECT * FROM accounts WHERE id = 7 FOR UPDATE
         select * from accounts where id = 7 for  update
         SELECT updated FROM accounts WHERE id = 7
         SELECT 'FOR UPDATE' FROM accounts
         SELECT id FROM accounts FOR UPDATE
         SELECT 1 FOR UPDATE
         SELECT * FROM accounts WHERE id = ? FOR UPDATE",
        expect![[r#"
            SELECT * FROM accounts WHERE id = 7: Other
            SELECT * FROM accounts WHERE id = 7 FOR UPDATE: locks accounts One("7")
            select * from accounts where id = 7 for  update: locks accounts One("7")
            SELECT updated FROM accounts WHERE id = 7: Other
            SELECT 'FOR UPDATE' FROM accounts: Other
            SELECT id FROM accounts FOR UPDATE: locks accounts All
            SELECT 1 FOR UPDATE: Other
            SELECT * FROM accounts WHERE id = ? FOR UPDATE: locks accounts Unknown
        "#]],
    );
}

#[test]
fn any_text_is_read() {
    check(
        "
         UPDATE
         UPDATE '
         DELETE FROM
         INSERT INTO `
         SELECT \\ FOR UPDATE
         SET autocommit
         ROLLBACK TO",
        expect![[r#"
            : Other
            UPDATE: Other
            UPDATE ': Other
            DELETE FROM: Other
            INSERT INTO `: changes  New
            SELECT \ FOR UPDATE: Other
            SET autocommit: Other
            ROLLBACK TO: Other
        "#]],
    );
}
