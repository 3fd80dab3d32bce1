//! Tokens, semicolons, literals.

use expect_test::{Expect, expect};
use tidepool_go_syntax::dump_tokens;
use tidepool_go_syntax::lexer::{decode_rune, decode_string};

fn check(text: &str, expect: Expect) {
    expect.assert_eq(&dump_tokens(text));
}

#[test]
fn semicolons_are_inserted_where_a_line_can_end() {
    check(
        "x := f(\n1,\n)\nreturn // done\nbreak; }",
        expect![[r#"
        1:1 Name "x"
        1:3 Define
        1:6 Name "f"
        1:7 LParen
        2:1 Int "1"
        2:2 Comma ","
        3:1 RParen
        3:2 Semi "\n"
        4:1 Key(Return)
        4:15 Semi "\n"
        5:1 Key(Break)
        5:6 Semi ";"
        5:8 RBrace
        5:9 Semi ""
        5:9 Eof ""
        4:8 comment "// done"
    "#]],
    );
}

#[test]
fn a_comment_over_several_lines_ends_a_statement() {
    check(
        "a /* one */ b /* two\nlines */ c",
        expect![[r#"
        1:1 Name "a"
        1:13 Name "b"
        1:15 Semi "/"
        2:10 Name "c"
        2:11 Semi ""
        2:11 Eof ""
        1:3 comment "/* one */"
        1:15 comment "/* two\nlines */"
    "#]],
    );
}

#[test]
fn operators_take_the_longest_match() {
    check(
        "a &^= b &^ c & ^d <<= e << f <- g ... h == i = j := k",
        expect![[r#"
        1:1 Name "a"
        1:3 OpAssign(AndNot) "&^="
        1:7 Name "b"
        1:9 Op(AndNot)
        1:12 Name "c"
        1:14 Op(And)
        1:16 Op(Xor)
        1:17 Name "d"
        1:19 OpAssign(Shl) "<<="
        1:23 Name "e"
        1:25 Op(Shl)
        1:28 Name "f"
        1:30 Arrow
        1:33 Name "g"
        1:35 Ellipsis
        1:39 Name "h"
        1:41 Op(Eq)
        1:44 Name "i"
        1:46 Assign
        1:48 Name "j"
        1:50 Define
        1:53 Name "k"
        1:54 Semi ""
        1:54 Eof ""
    "#]],
    );
}

#[test]
fn numbers() {
    check(
        "0b1_01 0o17 017 0xFF_ff 1_000 1.5e-3 .5 0x1.8p3 1i 2.i 1..x",
        expect![[r#"
        1:1 Int "0b1_01"
        1:8 Int "0o17"
        1:13 Int "017"
        1:17 Int "0xFF_ff"
        1:25 Int "1_000"
        1:31 Float "1.5e-3"
        1:38 Float ".5"
        1:41 Float "0x1.8p3"
        1:49 Imag "1i"
        1:52 Imag "2.i"
        1:56 Float "1."
        1:58 Dot
        1:59 Name "x"
        1:60 Semi ""
        1:60 Eof ""
    "#]],
    );
}

#[test]
fn wrong_numbers() {
    check(
        "0x 0b12 089 1_ 0x1.0 1e 0b1e3 1p3 0_x1 08.5 09i",
        expect![[r#"
        1:1 Int "0x"
        1:4 Int "0b12"
        1:9 Int "089"
        1:13 Int "1_"
        1:16 Float "0x1.0"
        1:22 Float "1e"
        1:25 Float "0b1e3"
        1:31 Float "1p3"
        1:35 Int "0_"
        1:37 Name "x1"
        1:40 Float "08.5"
        1:45 Imag "09i"
        1:48 Semi ""
        1:48 Eof ""
        1:3: hexadecimal literal has no digits
        1:7: invalid digit '2' in binary literal
        1:10: invalid digit '8' in octal literal
        1:14: '_' must separate successive digits
        1:21: hexadecimal mantissa requires a 'p' exponent
        1:24: exponent has no digits
        1:28: 'e' exponent requires decimal mantissa
        1:32: 'p' exponent requires hexadecimal mantissa
        1:36: '_' must separate successive digits
    "#]],
    );
}

#[test]
fn wrong_characters() {
    check(
        "a @ b # \u{20ac} \0 \u{661}x \u{feff}",
        expect![[r#"
        1:1 Name "a"
        1:5 Name "b"
        1:15 Name "١x"
        1:22 Semi ""
        1:22 Eof ""
        1:3: invalid character U+0040 '@'
        1:7: invalid character U+0023 '#'
        1:9: invalid character U+20AC '€' in identifier
        1:13: invalid NUL character
        1:15: identifier cannot begin with digit U+0661 '١'
        1:19: invalid BOM in the middle of the file
    "#]],
    );
}

#[test]
fn text_that_stops_in_the_middle() {
    check(
        "\"abc",
        expect![[r#"
        1:1 Str "\"abc"
        1:5 Semi ""
        1:5 Eof ""
        1:1: string not terminated
    "#]],
    );
    check(
        "\"abc\nx",
        expect![[r#"
        1:1 Str "\"abc"
        1:5 Semi "\n"
        2:1 Name "x"
        2:2 Semi ""
        2:2 Eof ""
        1:5: newline in string
    "#]],
    );
    check(
        "`abc\n",
        expect![[r#"
        1:1 Str "`abc\n"
        2:1 Semi ""
        2:1 Eof ""
        1:1: string not terminated
    "#]],
    );
    check(
        "'a",
        expect![[r#"
        1:1 Rune "'a"
        1:3 Semi ""
        1:3 Eof ""
        1:1: rune literal not terminated
    "#]],
    );
    check(
        "/* abc",
        expect![[r#"
        1:7 Eof ""
        1:1 comment "/* abc"
        1:1: comment not terminated
    "#]],
    );
    check(
        "\"\\",
        expect![[r#"
        1:1 Str "\"\\"
        1:3 Semi ""
        1:3 Eof ""
        1:1: string not terminated
    "#]],
    );
}

#[test]
fn wrong_runes_and_escapes() {
    check(
        "'' 'ab' '\\q' \"\\400\" \"\\u00zz\" '\\ud800' '\\U00110000'",
        expect![[r#"
        1:1 Rune "''"
        1:4 Rune "'ab'"
        1:9 Rune "'\\q'"
        1:14 Str "\"\\400\""
        1:21 Str "\"\\u00zz\""
        1:30 Rune "'\\ud800'"
        1:39 Rune "'\\U00110000'"
        1:51 Semi ""
        1:51 Eof ""
        1:2: empty rune literal or unescaped '
        1:4: more than one character in rune literal
        1:11: unknown escape
        1:19: octal escape value 256 > 255
        1:26: invalid character 'z' in hexadecimal escape
        1:37: escape is invalid Unicode code point U+D800
        1:50: escape is invalid Unicode code point U+110000
    "#]],
    );
}

#[test]
fn literals_are_decoded() {
    let check = |literal: &str, value: &[u8]| assert_eq!(decode_string(literal), value, "{literal}");
    check(r#""a\tb\n\\\"""#, b"a\tb\n\\\"");
    check(r#""\a\b\f\r\v""#, &[7, 8, 12, 13, 11]);
    check(r#""\xff\101é\U0001F600""#, b"\xffA\xc3\xa9\xf0\x9f\x98\x80");
    check("`raw\\n\r\n`", b"raw\\n\n");
    assert_eq!(decode_rune("'x'"), 'x' as u32);
    assert_eq!(decode_rune("'潮'"), '潮' as u32);
    assert_eq!(decode_rune(r"'\''"), '\'' as u32);
    assert_eq!(decode_rune(r"'\xff'"), 255);
    assert_eq!(decode_rune(r"'\u6f6e'"), '潮' as u32);
}
