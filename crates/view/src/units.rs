//! Units of parameters, in the reader's language.

use crate::Lang;

/// A unit of the scenarios in the reader's language; unknown ones as they are.
pub fn unit(lang: Lang, unit: &str) -> &str {
    match (lang, unit) {
        (Lang::Zh, "connections") => "个连接",
        (Lang::Zh, "clients") => "个客户端",
        (Lang::Zh, "sessions") => "个会话",
        (Lang::Zh, "cores") => "个",
        (Lang::Zh, "per second") => "个/秒",
        (Lang::Zh, "collections" | "calls" | "tries" | "failures") => "次",
        (Lang::Zh, "tries/request") => "次/请求",
        (Lang::Zh, "requests") => "个请求",
        (Lang::Zh, "requests/s") => "个请求/秒",
        (Lang::Zh, "tokens") => "个令牌",
        (Lang::Zh, "instances") => "个实例",
        (Lang::Zh, "checks") => "次检查",
        (Lang::Zh, "errors") => "次错误",
        (Lang::Zh, "tenths") => "成",
        (Lang::Zh, "at a time") => "个",
        (Lang::Zh, "orders") => "个订单",
        (Lang::Zh, "users") => "个用户",
        (Lang::Zh, "workers") => "个工作者",
        (Lang::Zh, "articles") => "种",
        (Lang::Zh, "rounds") => "轮",
        (Lang::Zh, "files") => "个文件",
        (Lang::Zh, "descriptors") => "个",
        (Lang::Zh, "pods") => "个 pod",
        // Their labels say which one is meant.
        (Lang::Zh, "th visit" | "th query" | "th order") => "",
        _ => unit,
    }
}

#[cfg(test)]
mod tests {
    use tidepool_scenario::Scenario;

    use super::*;

    #[test]
    fn each_unit_of_the_book_has_a_chinese_word() {
        let library = tidepool_content::library();
        let scenarios = library.scenarios.iter().map(|(name, text)| Scenario::parse(name, text).expect(name));
        let units = scenarios.flat_map(|scenario| scenario.params).map(|param| param.unit);
        let same = ["", "%", "KiB", "MiB"];
        let left = units.filter(|word| unit(Lang::Zh, word) == word && !same.contains(&word.as_str()));
        assert_eq!(left.collect::<Vec<_>>(), Vec::<String>::new());
    }
}
