//! The report of a load tool, a column for each of its rows, so that it fits where the lab is narrow.

use std::rc::Rc;

use tidepool_view::{Lang, ReportRow};
use yew::prelude::*;

use crate::i18n::Words;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct LoadReportProps {
    /// Language.
    pub lang: Lang,
    /// The rows of the report.
    pub rows: Rc<Vec<ReportRow>>,
}

/// A table of figures.
#[function_component]
pub fn LoadReport(props: &LoadReportProps) -> Html {
    let words = Words::of(props.lang);
    let columns: Vec<Vec<(&str, String)>> = props.rows.iter().map(|row| row.figures(props.lang)).collect();
    let names = columns.first().into_iter().flatten().map(|(name, _)| *name);
    html! {
        <div class="row report" data-testid="load-report">
            <p class="label">{ words.load_report }</p>
            if props.rows.is_empty() {
                <p class="quiet-words">{ words.no_samples }</p>
            } else {
                <table>
                    <thead>
                        <tr>
                            <td></td>
                            { for props.rows.iter().map(|row| html! { <th scope="col">{ &row.label }</th> }) }
                        </tr>
                    </thead>
                    <tbody>
                        { for names.enumerate().map(|(at, name)| html! {
                            <tr>
                                <th scope="row">{ name }</th>
                                { for columns.iter().map(|column| html! { <td>{ &column[at].1 }</td> }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            }
        </div>
    }
}
