//! The page loads and its element comes to life.

use tidepool_tests::browser::{Size, on_site, on_site_under};

#[test]
fn a_page_upgrades_its_lab() {
    on_site(async |page| {
        page.open("zh/4-1/").await?;
        assert!(!page.lab_text("[role=status]").await?.is_empty());
        Ok(())
    });
}

#[test]
fn the_site_works_under_a_path() {
    on_site_under("/docs/tidepool/", async |page| {
        page.open("en/4-1/").await?;
        page.in_lab("[role=status]").await?;
        Ok(())
    });
}

#[test]
fn a_phone_has_no_sideways_scrolling() {
    on_site(async |page| {
        page.resize(Size::PHONE).await?;
        page.open("zh/4-1/").await?;
        page.in_lab("[role=status]").await?;
        let width = page.ask("return document.documentElement.scrollWidth", Vec::new()).await?;
        assert_eq!(width, 390);
        Ok(())
    });
}

#[test]
fn the_first_page_is_there_without_script() {
    on_site(async |page| {
        page.scripts(false).await?;
        page.open("").await?;
        assert!(page.find("h1").await?.text().await?.contains("潮池"));
        assert_eq!(
            page.ask("return customElements.get('tidepool-lab') === undefined", Vec::new()).await?,
            true
        );
        Ok(())
    });
}
