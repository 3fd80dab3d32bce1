//! What a lab gives away: counters to the page around it, links and profiles to the reader.

use std::rc::Rc;

use tidepool_scenario::link;
use tidepool_view::ProfileKind;
use yew::prelude::*;

use super::{Lab, Msg};
use crate::action::Action;
use crate::link::Shared;
use crate::player::Runnable;
use crate::save::Form;

impl Lab {
    /// Tells the page the counters of the present.
    pub(super) fn tell(&self) {
        if let (Some(root), Some(player)) = (self.root.cast::<web_sys::Element>(), &self.player) {
            crate::counters::tell(&root, player.present().simulation());
        }
    }

    /// Should we panic, this run's link will be shown.
    pub(super) fn remember(&self) {
        let mount = self.root.cast::<web_sys::Element>().and_then(|root| root.parent_element());
        if let (Some(mount), Some(player)) = (mount, &self.player) {
            let text = link::encode_beside(
                player.present().simulation().run(),
                self.state.kept.as_deref(),
                None,
                None,
            );
            crate::panic::remember(&mount, self.state.lang, text);
        }
    }

    pub(super) fn take_profile(&mut self, kind: ProfileKind) {
        let Some(player) = &self.player else { return };
        let profile = Rc::new(tidepool_view::profile(player.present().simulation(), kind));
        self.state.apply(Action::Profile(profile));
    }

    /// A file of what is seen.
    pub(super) fn save(&self, form: Form) {
        let Some(player) = &self.player else { return };
        let simulation = player.present().simulation();
        let command = tidepool_view::command(simulation.run(), &tidepool_content::library());
        crate::save::save(form, simulation, self.state.lang, &command);
    }

    /// The link of what is seen: the run in progress, not a text that does not compile.
    pub(super) fn share(&mut self, ctx: &Context<Self>) {
        let Some(player) = &self.player else { return };
        let engine = player.present();
        let hash = engine.ended().then(|| engine.simulation().trace().hash());
        let (run, kept) = (engine.simulation().run(), self.state.kept.as_deref());
        let text = link::encode_beside(run, kept, Some(player.moment()), hash.as_deref());
        let address = crate::link::address(&text).unwrap_or_else(|| text.clone());
        if ctx.props().own_page {
            // The address of somebody else's page is not ours to change.
            crate::link::put_in_bar(&address);
        }
        let library = tidepool_content::library();
        let command = tidepool_view::command(run, &library);
        let snippet = tidepool_view::snippet(run, kept, &library, self.state.lang, &crate::link::script());
        let link = text.clone();
        let shared = Shared { link: text, address: address.clone(), command, snippet, copied: None };
        self.state.apply(Action::Shared(shared));
        let scope = ctx.link().clone();
        crate::link::copy(address, move |copied| {
            scope.send_message(Msg::Act(Action::Copied(link, copied)));
        });
    }
}
