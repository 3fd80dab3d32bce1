//! Programs from nothing: declarations and statements that mostly fit together.

use crate::random::Random;

const TYPES: &[&str] =
    &["int", "string", "[]int", "map[string]int", "float64", "bool", "any", "pair", "chan int", "uint8"];

struct Generator<'r> {
    random: &'r mut Random,
    out: String,
    /// Names in scope and their types.
    names: Vec<(String, &'static str)>,
    count: usize,
    depth: usize,
}

/// A random program.
pub fn program(random: &mut Random) -> String {
    let mut g = Generator { random, out: String::new(), names: Vec::new(), count: 0, depth: 0 };
    g.out.push_str(
        "package main\n\nimport (\n\t\"fmt\"\n\t\"sort\"\n\t\"strings\"\n\t\"sync\"\n\t\"time\"\n)\n\n",
    );
    g.out.push_str(
        "type pair struct {\n\ta int\n\tb string\n}\n\nfunc (p pair) String() string { return p.b }\n\n",
    );
    g.out.push_str("func (p *pair) inc(n int) int { p.a += n; return p.a }\n\n");
    g.out.push_str("type shape interface{ String() string }\n\nvar _ = sort.Ints\nvar _ = strings.Repeat\nvar wg sync.WaitGroup\nvar _ = time.Now\n\n");
    g.out.push_str("func use(args ...any) { fmt.Print(len(args)) }\n\n");
    let functions = 1 + g.random.below(3);
    for i in 0..functions {
        let (from, to) = (g.ty(), g.ty());
        g.out.push_str(&format!("func f{i}(x {from}, n int) (r {to}) {{\n"));
        g.names = vec![("x".into(), from), ("n".into(), "int"), ("r".into(), to)];
        g.out.push_str("\tif n <= 0 {\n\t\treturn\n\t}\n");
        g.block(3);
        let result = g.value_text(to);
        g.out.push_str(&format!("\tuse(f{i}(x, n-1))\n\treturn {result}\n}}\n\n"));
    }
    g.out.push_str("func main() {\n\tdefer func() { fmt.Println(recover()) }()\n");
    g.names = Vec::new();
    g.block(8);
    for i in 0..functions {
        g.out.push_str(&format!("\t_ = f{i}\n"));
    }
    g.out.push_str("\twg.Wait()\n}\n");
    g.out
}

impl Generator<'_> {
    fn ty(&mut self) -> &'static str {
        self.random.of(TYPES)
    }

    fn name(&mut self) -> String {
        self.count += 1;
        format!("v{}", self.count)
    }

    /// A variable of a type.
    fn variable(&mut self, ty: &str) -> Option<String> {
        let fitting: Vec<&String> =
            self.names.iter().filter(|(_, t)| *t == ty).map(|(name, _)| name).collect();
        if fitting.is_empty() {
            return None;
        }
        Some(fitting[self.random.below(fitting.len())].clone())
    }

    fn value_text(&mut self, ty: &'static str) -> String {
        self.value(ty, 2)
    }

    fn value(&mut self, ty: &'static str, depth: usize) -> String {
        if self.random.below(3) > 0
            && let Some(name) = self.variable(ty)
        {
            return name;
        }
        if depth == 0 {
            return self.plain(ty);
        }
        let d = depth - 1;
        match (ty, self.random.below(6)) {
            ("int", 0) => {
                let op = self.random.of(&["+", "-", "*", "/", "%", "<<", "&", "|", "&^", ">>"]);
                format!("({} {op} {})", self.value("int", d), self.value("int", d))
            }
            ("int", 1) => format!("len({})", self.value("[]int", d)),
            ("int", 2) => format!("{}[{}]", self.value("[]int", d), self.value("int", d)),
            ("int", 3) => format!("{}[{}]", self.value("map[string]int", d), self.value("string", d)),
            ("int", 4) => format!("int({})", self.value("uint8", d)),
            ("string", 0) => format!("({} + {})", self.value("string", d), self.value("string", d)),
            ("string", 1) => format!("fmt.Sprint({})", self.value("any", d)),
            ("string", 2) => format!("{}[{}:]", self.value("string", d), self.value("int", d)),
            ("string", 3) => format!("{}.String()", self.value("pair", d)),
            ("[]int", 0) => format!("append({}, {})", self.value("[]int", d), self.value("int", d)),
            ("[]int", 1) => format!("{}[{}:]", self.value("[]int", d), self.value("int", d)),
            ("bool", 0) => format!("({} < {})", self.value("int", d), self.value("int", d)),
            ("bool", 1) => format!("({} == {})", self.value("any", d), self.value("any", d)),
            ("bool", 2) => format!("!{}", self.value("bool", d)),
            ("float64", 0) => format!("({} / {})", self.value("float64", d), self.value("float64", d)),
            ("float64", 1) => format!("float64({})", self.value("int", d)),
            ("uint8", 0) => format!("({} + {})", self.value("uint8", d), self.value("uint8", d)),
            ("uint8", 1) => format!("uint8({})", self.value("int", d)),
            ("any", _) => {
                let inner = self.ty();
                format!("any({})", self.value(inner, d))
            }
            ("pair", 0) => format!("pair{{{}, {}}}", self.value("int", d), self.value("string", d)),
            _ => self.plain(ty),
        }
    }

    fn plain(&mut self, ty: &str) -> String {
        let texts: &[&str] = match ty {
            "int" => &["0", "1", "-1", "3", "100", "1 << 40"],
            "string" => &["\"\"", "\"a\"", "\"héllo\""],
            "[]int" => &["nil", "[]int{1, 2, 3}", "make([]int, 2, 5)"],
            "map[string]int" => &["map[string]int{}", "map[string]int{\"a\": 1}"],
            "float64" => &["0.5", "-2", "1e300"],
            "bool" => &["true", "false"],
            "any" => &["nil", "1", "\"s\"", "[]int{}", "pair{}"],
            "pair" => &["pair{}", "pair{1, \"x\"}"],
            "chan int" => &["make(chan int)", "make(chan int, 2)", "nil"],
            _ => &["7", "255"],
        };
        let text = self.random.of(texts);
        if text == "nil" { format!("{ty}(nil)").replacen("chan int(", "(chan int)(", 1) } else { text.into() }
    }

    fn block(&mut self, most: usize) {
        self.depth += 1;
        let scope = self.names.len();
        for _ in 0..1 + self.random.below(most) {
            self.statement();
        }
        for (name, _) in self.names.split_off(scope) {
            self.line(&format!("_ = {name}"));
        }
        self.depth -= 1;
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(&"\t".repeat(self.depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn nested(&mut self, head: &str, tail: &str) {
        self.line(&format!("{head} {{"));
        self.block(3);
        self.line(&format!("}}{tail}"));
    }

    fn statement(&mut self) {
        let deep = self.depth > 4;
        match self.random.below(if deep { 6 } else { 18 }) {
            0 | 1 => {
                let ty = self.ty();
                let (name, value) = (self.name(), self.value_text(ty));
                self.line(&format!("var {name} {ty} = {value}"));
                self.names.push((name, ty));
            }
            2 => {
                let ty = self.ty();
                if let Some(name) = self.variable(ty) {
                    let value = self.value_text(ty);
                    self.line(&format!("{name} = {value}"));
                }
            }
            3 => {
                let ty = self.ty();
                let value = self.value_text(ty);
                self.line(&format!("fmt.Println({value})"));
            }
            4 => {
                let (map, key, value) =
                    (self.value_text("map[string]int"), self.value_text("string"), self.value_text("int"));
                self.line(&format!("{map}[{key}] += {value}"));
            }
            5 => {
                let value = self.value_text("any");
                self.line(&format!("use({value})"));
            }
            6 => {
                let test = self.value_text("bool");
                self.nested(&format!("if {test}"), "");
            }
            7 => {
                let name = self.name();
                let limit = self.random.below(20);
                self.nested(&format!("for {name} := 0; {name} < {limit}; {name}++"), "");
            }
            8 => {
                let (name, ty) = (self.name(), self.ty());
                let value = match ty {
                    "bool" | "float64" | "pair" | "any" | "chan int" => "3".into(),
                    _ => self.value_text(ty),
                };
                self.line(&format!("for {name} := range {value} {{"));
                self.line(&format!("\t_ = {name}"));
                self.block(2);
                self.line("}");
            }
            9 => self.nested("defer func()", "()"),
            10 => {
                self.line("wg.Add(1)");
                self.line("go func() {");
                self.line("\tdefer wg.Done()");
                self.block(3);
                self.line("}()");
            }
            11 => {
                let value = self.value_text("any");
                self.line(&format!("switch t := {value}.(type) {{"));
                self.line("case int, string:");
                self.line("\t_ = t");
                self.block(2);
                self.line("case shape:");
                self.line("\tuse(t.String())");
                self.line("}");
            }
            12 => {
                let (channel, value) = (self.value_text("chan int"), self.value_text("int"));
                self.line("select {");
                self.line(&format!("case {channel} <- {value}:"));
                self.block(2);
                self.line(&format!("case v := <-{channel}:"));
                self.line("\tuse(v)");
                let last = self.random.of(&["default:", "case <-time.After(time.Millisecond):"]);
                self.line(last);
                self.line("}");
            }
            13 => {
                let value = self.value_text("any");
                self.nested("func()", "()");
                self.line(&format!("if len(fmt.Sprint({value})) > 1000 {{ panic({value}) }}"));
            }
            14 => {
                let label = self.name();
                self.line(&format!("{label}:"));
                self.line("for {");
                self.block(2);
                self.line(&format!("\tbreak {label}"));
                self.line("}");
            }
            15 => {
                let index = self.random.below(3);
                let n = self.random.below(12);
                self.line(&format!("_ = func() any {{ return {index} }}().(int) + {n}"));
            }
            16 => {
                let slice = self.value_text("[]int");
                self.line(&format!("sort.Slice({slice}, func(i, j int) bool {{ return i < j }})"));
            }
            _ => {
                let name = self.name();
                self.line(&format!("{name} := &pair{{1, \"p\"}}"));
                self.line(&format!("use({name}.inc(2), {name}.String())"));
            }
        }
    }
}
