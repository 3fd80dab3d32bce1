//! Go's size classes: what an allocation of some bytes really takes, and so how slices grow.

/// The small size classes of Go's allocator, in bytes.
const CLASSES: [u32; 66] = [
    8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416,
    448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200,
    3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336,
    16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
];

/// Bytes that Go gives a slice on the stack when it begins there.
pub const STACK_BYTES: u64 = 32;

/// Largest size that comes from a size class; 32768 is the last class and covers the rest.
const MAX_SMALL: u64 = 32768;
const PAGE: u64 = 8192;
/// Objects with pointers above this size carry a header of [`HEADER`] bytes.
const MIN_SIZE_FOR_HEADER: u64 = 512;
const HEADER: u64 = 8;

/// The class of each size up to [`TABLED`], by words: nearly all objects are so small.
static BY_WORDS: [u32; TABLED as usize / 8 + 1] = by_words();
const TABLED: u64 = 1024;

const fn by_words() -> [u32; TABLED as usize / 8 + 1] {
    let mut table = [0; TABLED as usize / 8 + 1];
    let (mut words, mut class) = (1, 0);
    while words < table.len() {
        if (CLASSES[class] as usize) < words * 8 {
            class += 1;
        }
        table[words] = CLASSES[class];
        words += 1;
    }
    table
}

/// Bytes that Go's heap uses for an object of `size` bytes.
#[inline]
pub fn class_size(size: u64) -> u64 {
    if size <= TABLED {
        return BY_WORDS[size.div_ceil(8) as usize].into();
    }
    if size > MAX_SMALL {
        return size.checked_next_multiple_of(PAGE).unwrap_or(size);
    }
    let i = CLASSES.partition_point(|&c| u64::from(c) < size);
    CLASSES.get(i).map_or(MAX_SMALL, |&c| c.into())
}

/// Bytes usable in the block that an object of `size` bytes gets (`noscan`: it holds no pointers).
pub fn usable_size(size: u64, noscan: bool) -> u64 {
    if !noscan && size > MIN_SIZE_FOR_HEADER && size <= MAX_SMALL - HEADER {
        return class_size(size + HEADER) - HEADER;
    }
    class_size(size)
}

/// Capacity of the new array when a slice of capacity `old_cap` must hold `new_len` elements of `elem_size` bytes.
pub fn grown_cap(old_cap: u64, new_len: u64, elem_size: u64, noscan: bool) -> u64 {
    const THRESHOLD: u64 = 256;
    if elem_size == 0 {
        return new_len;
    }
    let mut cap = old_cap;
    if new_len > old_cap * 2 {
        cap = new_len;
    } else if old_cap < THRESHOLD {
        cap = old_cap * 2;
    } else {
        while cap < new_len {
            cap += (cap + 3 * THRESHOLD) / 4;
        }
    }
    usable_size(cap.saturating_mul(elem_size), noscan) / elem_size
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Capacities of a slice appended to one by one, as real Go prints them.
    fn growth(elem_size: u64, noscan: bool, steps: usize) -> Vec<u64> {
        let mut caps = vec![0];
        let mut cap = 0;
        while caps.len() < steps {
            cap = grown_cap(cap, cap + 1, elem_size, noscan);
            caps.push(cap);
        }
        caps
    }

    #[test]
    fn slices_grow_as_in_go() {
        assert_eq!(growth(8, true, 14), [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792]);
        assert_eq!(growth(1, true, 8), [0, 8, 16, 32, 64, 128, 256, 512]);
        assert_eq!(growth(16, false, 8), [0, 1, 2, 4, 8, 16, 32, 71]);
    }

    #[test]
    fn small_objects_take_the_next_class() {
        for size in 1..=MAX_SMALL {
            let class = CLASSES.iter().find(|&&class| u64::from(class) >= size);
            assert_eq!(class_size(size), class.map_or(MAX_SMALL, |&class| class.into()), "{size} bytes");
        }
    }

    #[test]
    fn large_objects_are_whole_pages() {
        assert_eq!(class_size(0), 0);
        assert_eq!(class_size(1), 8);
        assert_eq!(class_size(30000), 32768);
        assert_eq!(class_size(32769), 40960);
    }
}
