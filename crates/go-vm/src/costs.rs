//! Virtual cost of what a program does, in picoseconds: one table, `costs.tsv`, with its sources.
//!
//! A run may change any of them; readers of the table see what was measured beside what is used.

/// The table as text.
const TABLE: &str = include_str!("costs.tsv");

macro_rules! costs {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The costs of a run. All in picoseconds.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Costs {
            $($(#[$doc])* pub $name: u32,)*
        }

        impl Costs {
            const NOTHING: Costs = Costs { $($name: 0,)* };

            /// The cost with this name, to read or change.
            pub fn by_name(&mut self, name: &str) -> Option<&mut u32> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }

            /// Names of all costs.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];
        }
    };
}

costs! {
    /// Every instruction.
    instruction,
    /// A call and its return.
    call,
    /// A call through an interface or function value, on top of `call`.
    indirect_call,
    /// Making a heap object, on top of `alloc_byte` per byte.
    alloc,
    /// Per byte of a new object (zeroing and the collector's share).
    alloc_byte,
    /// Per byte of memory that the process has never touched before, on top of that.
    fresh_byte,
    /// Making an object while the collector marks, on top of that.
    alloc_marked,
    /// A boxed local variable, which Go may keep on the stack.
    alloc_local,
    /// Copying a slot (of a slice) or a byte (of a string).
    copy_byte,
    /// A look-up in a map.
    map_access,
    /// Adding to or removing from a map.
    map_change,
    /// A channel operation.
    chan_op,
    /// Each case of a `select`.
    select_case,
    /// Starting a goroutine.
    spawn,
    /// Parking one goroutine and resuming another.
    switch,
    /// An open-coded `defer`.
    defer_open,
    /// A `defer` with a record on the stack.
    defer_stack,
    /// A `defer` with a record on the heap.
    defer_heap,
    /// A panic and its recovery.
    panic,
    /// A dynamic type test or interface conversion.
    type_test,
    /// A small native function (atomics, mathematics).
    native,
    /// Setting or stopping a timer.
    timer,
    /// Formatting one operand.
    format,
    /// A system call.
    syscall,
    /// Waking an idle P.
    wake,
    /// Stopping the world, each of the two times of a collection.
    gc_stop,
    /// Marking an object.
    mark_object,
    /// Scanning a byte that may hold a pointer.
    mark_byte,
    /// Scanning a goroutine's stack.
    mark_stack,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostRow {
    /// Name of the cost, as in [`Costs::by_name`].
    pub name: &'static str,
    /// What a run uses unless told otherwise, in ps.
    pub ps: u32,
    /// What was measured with real Go, in ps: a number, a range, or `-`.
    pub measured: &'static str,
    /// What is meant, and where the figure comes from.
    pub meaning: &'static str,
}

/// All rows of the table, in its order.
pub fn rows() -> impl Iterator<Item = CostRow> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let (name, ps) = (cells.next()?, cells.next()?.parse().ok()?);
        Some(CostRow { name, ps, measured: cells.next()?, meaning: cells.next()? })
    })
}

impl Default for Costs {
    fn default() -> Costs {
        let mut costs = Costs::NOTHING;
        for row in rows() {
            if let Some(cost) = costs.by_name(row.name) {
                *cost = row.ps;
            }
        }
        costs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cost_has_one_row_and_every_line_is_a_row() {
        let names: Vec<&str> = rows().map(|row| row.name).collect();
        assert_eq!(names, Costs::NAMES);
        assert_eq!(names.len(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
        assert!(rows().all(|row| row.ps > 0 && row.meaning.ends_with('.')));
    }
}
