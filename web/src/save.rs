//! Files that the reader saves: a table, the whole result, the charts, a report.

use js_sys::Array;
use tidepool_sim::{Report, Simulation};
use tidepool_view::{Lang, chart, csv, json, markdown};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
    Url,
};

/// Pixels of the picture per pixel of the drawing.
const DENSITY: f64 = 2.0;

/// What is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The series as a table.
    Csv,
    /// Metrics, series and expectations.
    Json,
    /// The charts as a drawing.
    Svg,
    /// The charts as a picture.
    Png,
    /// What was chosen and what came of it, to be read.
    Report,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 5] = [Form::Csv, Form::Json, Form::Svg, Form::Png, Form::Report];

    /// End of the file's name, and its type.
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Form::Csv => ("csv", "text/csv"),
            Form::Json => ("json", "application/json"),
            Form::Svg => ("svg", "image/svg+xml"),
            Form::Png => ("png", "image/png"),
            Form::Report => ("md", "text/markdown"),
        }
    }

    /// End of the file's name.
    pub fn ending(self) -> &'static str {
        self.kind().0
    }

    /// Whether it shows the charts, which a program alone has not.
    pub fn is_of_charts(self) -> bool {
        matches!(self, Form::Csv | Form::Svg | Form::Png)
    }

    /// The file's content; the picture is painted from its drawing.
    fn text(self, simulation: &Simulation, lang: Lang, command: &str) -> String {
        match self {
            Form::Csv => csv(&Report::of(simulation)),
            Form::Json => json(&Report::of(simulation)),
            Form::Svg | Form::Png => chart::svg(simulation, lang.code()),
            Form::Report => markdown(simulation, lang, command),
        }
    }
}

/// Gives the reader the run as it stands. What a browser refuses is left undone.
pub fn save(form: Form, simulation: &Simulation, lang: Lang, command: &str) {
    let name = format!("{}.{}", simulation.run().scenario.name, form.ending());
    let text = form.text(simulation, lang, command);
    if form == Form::Png {
        wasm_bindgen_futures::spawn_local(async move {
            // What cannot be painted is not saved.
            let _ = paint(&text).await.and_then(|address| offer(&address, &name));
        });
        return;
    }
    let _ = file(&text, form.kind().1).and_then(|address| {
        offer(&address, &name)?;
        Url::revoke_object_url(&address)
    });
}

/// A file with this text, as an address.
fn file(text: &str, kind: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    Url::create_object_url_with_blob(&blob)
}

/// Asks the browser to save what is at `address`.
fn offer(address: &str, name: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(address);
    anchor.set_download(name);
    anchor.click();
    Ok(())
}

/// Paints a drawing; the picture as an address that holds it.
async fn paint(svg: &str) -> Result<String, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(svg)));
    JsFuture::from(image.decode()).await?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    canvas.set_width((DENSITY * width) as u32);
    canvas.set_height((DENSITY * height) as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        DENSITY * width,
        DENSITY * height,
    )?;
    canvas.to_data_url_with_type("image/png")
}
