//! What a built module carries for debuggers only, and a reader would have to load.

use anyhow::{Context, Result, bail};

/// What begins each module: `\0asm` and version 1.
const HEAD: &[u8] = b"\0asm\x01\0\0\0";

/// Custom sections that no engine needs: names of functions, and who made the file.
const NEEDLESS: [&[u8]; 2] = [b"name", b"producers"];

/// The module without these sections.
///
/// # Errors
/// If `module` is not made of a head and sections.
pub fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let mut rest = module.strip_prefix(HEAD).context("no WebAssembly module of version 1")?;
    let mut out = HEAD.to_vec();
    while let [id, behind @ ..] = rest {
        let (len, body) = number(behind)?;
        let Some((body, next)) = body.split_at_checked(len) else {
            bail!("section {id} is longer than the module");
        };
        let needless = *id == 0 && {
            let (len, name) = number(body)?;
            name.get(..len).is_some_and(|name| NEEDLESS.contains(&name))
        };
        if !needless {
            out.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok(out)
}

/// An unsigned number in LEB128, and what is behind it.
fn number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut value = 0usize;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[index + 1..]));
        }
    }
    bail!("a number without an end");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: u8, body: &[u8]) -> Vec<u8> {
        [&[id, body.len() as u8 | 0x80, 0], body].concat()
    }

    #[test]
    fn only_what_nobody_needs_goes() {
        let names = section(0, b"\x04name\x01\x02ab");
        let kept = [section(1, b"types"), section(0, b"\x0ftarget_features+"), section(10, b"\x04name")];
        let module = [HEAD.to_vec(), kept[0].clone(), names, kept[1].clone(), kept[2].clone()].concat();
        let wanted = [HEAD.to_vec(), kept.concat()].concat();
        assert_eq!(without_names(&module).expect("a module"), wanted);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        for bad in [&b"\0asm"[..], b"\0asm\x01\0\0\0\x0a\x7f", b"\0asm\x01\0\0\0\x0a\xff\xff\xff\xff\xff"] {
            assert!(without_names(bad).is_err(), "{bad:?}");
        }
    }
}
